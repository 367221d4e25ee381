"""initial schema"""

import sqlalchemy as sa
from alembic import op

from storage import types


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('audit_events',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('at', types.Moment(), nullable=False),
    sa.Column('operation_id', types.Id(), nullable=False),
    sa.Column('member_id', types.Id(), nullable=True),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('record_table', sa.Text(), nullable=False),
    sa.Column('record_id', types.Id(), nullable=True),
    sa.Column('before', types.Json(), nullable=True),
    sa.Column('after', types.Json(), nullable=True),
    sa.Column('message_key', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_audit_events'))
    )
    with op.batch_alter_table('audit_events', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_events_workspace_id_at'), ['workspace_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_events_workspace_id_operation_id_id'), ['workspace_id', 'operation_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_events_workspace_id_record_id_id'), ['workspace_id', 'record_id', 'id'], unique=False)

    op.create_table('audit_seals',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('previous', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('events', sa.LargeBinary(), nullable=False),
    sa.Column('last_id', types.Id(), nullable=False),
    sa.Column('sealed_at', types.Moment(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'number', name=op.f('pk_audit_seals'))
    )
    op.create_table('documents',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('value', types.Json(), nullable=False),
    sa.Column('expires_at', types.Moment(), nullable=True),
    sa.PrimaryKeyConstraint('workspace_id', 'key', name=op.f('pk_documents'))
    )
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_workspace_id_expires_at'), ['workspace_id', 'expires_at'], unique=False)

    op.create_table('inbox',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('platform', sa.Text(), nullable=False),
    sa.Column('tenant', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('lane', sa.Text(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('received_at', types.Moment(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('holder', sa.Text(), nullable=True),
    sa.Column('error_id', sa.Text(), nullable=True),
    sa.Column('done_at', types.Moment(), nullable=True),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_inbox')),
    sa.UniqueConstraint('workspace_id', 'platform', 'tenant', 'key', name=op.f('uq_inbox_workspace_id_platform_tenant_key'))
    )
    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.create_index('ix_inbox_lane', ['workspace_id', 'platform', 'tenant', 'lane', 'id'], unique=False, sqlite_where=sa.text("state = 'pending'"), postgresql_where=sa.text("state = 'pending'"))
        batch_op.create_index('ix_inbox_put_aside', ['workspace_id', 'id'], unique=False, sqlite_where=sa.text("state IN ('parked', 'broken')"), postgresql_where=sa.text("state IN ('parked', 'broken')"))

    op.create_table('kept_keys',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('equal', sa.BigInteger(), nullable=False),
    sa.Column('keys', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'subject', 'number', name=op.f('pk_kept_keys')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('kept_keys', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_keys_workspace_id_subject_equal'), ['workspace_id', 'subject', 'equal'], unique=False)

    op.create_table('leases',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('holder', sa.Text(), nullable=False),
    sa.Column('until', types.Moment(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'name', name=op.f('pk_leases'))
    )
    op.create_table('match_keys',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('key', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'key', 'subject', 'number', name=op.f('pk_match_keys')),
    sqlite_with_rowid=False
    )
    op.create_table('operations',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('at', types.Moment(), nullable=False),
    sa.Column('member_id', types.Id(), nullable=True),
    sa.Column('message_key', sa.Text(), nullable=True),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('chat_key', sa.Text(), nullable=True),
    sa.Column('outbox_id', types.Id(), nullable=True),
    sa.Column('about', types.Json(), nullable=True),
    sa.Column('data', types.Json(), nullable=True),
    sa.Column('undone_at', types.Moment(), nullable=True),
    sa.Column('undone_by_id', types.Id(), nullable=True),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_operations'))
    )
    with op.batch_alter_table('operations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_operations_workspace_id_member_id_id'), ['workspace_id', 'member_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_operations_workspace_id_message_key'), ['workspace_id', 'message_key'], unique=False, sqlite_where=sa.text('message_key IS NOT NULL'), postgresql_where=sa.text('message_key IS NOT NULL'))

    op.create_table('outbox',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('platform', sa.Text(), nullable=False),
    sa.Column('tenant', sa.Text(), nullable=False),
    sa.Column('address_key', sa.Text(), nullable=False),
    sa.Column('address', types.Json(), nullable=False),
    sa.Column('dedupe_key', sa.Text(), nullable=True),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('reply', sa.Text(), nullable=True),
    sa.Column('template', sa.Text(), nullable=True),
    sa.Column('subject', sa.Text(), nullable=True),
    sa.Column('about', types.Json(), nullable=True),
    sa.Column('member_id', types.Id(), nullable=True),
    sa.Column('only_for', types.Json(), nullable=True),
    sa.Column('private', sa.Boolean(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=True),
    sa.Column('edit_of', types.Id(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('not_before', types.Moment(), nullable=False),
    sa.Column('not_after', types.Moment(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('lease_until', types.Moment(), nullable=True),
    sa.Column('in_doubt', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('sent_at', types.Moment(), nullable=True),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_outbox'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_dead', ['workspace_id', 'id'], unique=False, sqlite_where=sa.text("state = 'dead'"), postgresql_where=sa.text("state = 'dead'"))
        batch_op.create_index('ix_outbox_open', ['workspace_id', 'address_key', 'id'], unique=False, sqlite_where=sa.text("state IN ('queued', 'sending')"), postgresql_where=sa.text("state IN ('queued', 'sending')"))
        batch_op.create_index('ix_outbox_sent', ['workspace_id', 'address_key', 'id'], unique=False, sqlite_where=sa.text("state = 'sent'"), postgresql_where=sa.text("state = 'sent'"))
        batch_op.create_index(batch_op.f('ix_outbox_workspace_id_answers'), ['workspace_id', 'answers'], unique=False, sqlite_where=sa.text('answers IS NOT NULL'), postgresql_where=sa.text('answers IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_outbox_workspace_id_dedupe_key'), ['workspace_id', 'dedupe_key'], unique=True, sqlite_where=sa.text('dedupe_key IS NOT NULL'), postgresql_where=sa.text('dedupe_key IS NOT NULL'))

    op.create_table('pipeline_sums',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('stage_id', types.Id(), nullable=False),
    sa.Column('owner_id', types.Id(), nullable=True),
    sa.Column('currency', sa.Text(), nullable=True),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('minor', sa.BigInteger(), nullable=False),
    sa.Column('is_delta', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_pipeline_sums'))
    )
    with op.batch_alter_table('pipeline_sums', schema=None) as batch_op:
        batch_op.create_index('ix_pipeline_sums_delta', ['workspace_id'], unique=False, sqlite_where=sa.text('is_delta'), postgresql_where=sa.text('is_delta'))
        batch_op.create_index('ix_pipeline_sums_owner', ['workspace_id', 'owner_id', 'outcome'], unique=False)
        batch_op.create_index('ix_pipeline_sums_stage', ['workspace_id', 'outcome', 'stage_id', 'currency', 'count', 'minor'], unique=False)

    op.create_table('pipelines',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_pipelines')),
    sa.UniqueConstraint('workspace_id', 'name', name=op.f('uq_pipelines_workspace_id_name'))
    )
    op.create_table('reference_blocks',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('next_number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'kind', name=op.f('pk_reference_blocks'))
    )
    op.create_table('stranger_notices',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('platform', sa.Text(), nullable=False),
    sa.Column('tenant', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('answered_on', sa.Text(), nullable=False),
    sa.Column('told_at', types.Moment(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_stranger_notices')),
    sa.UniqueConstraint('workspace_id', 'platform', 'tenant', 'user_id', name=op.f('uq_stranger_notices_workspace_id_platform_tenant_user_id'))
    )
    op.create_table('teams',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('parent_id', types.Id(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'parent_id'], ['teams.workspace_id', 'teams.id'], name=op.f('fk_teams_parent_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_teams')),
    sa.UniqueConstraint('workspace_id', 'name', name=op.f('uq_teams_workspace_id_name'))
    )
    op.create_table('web_messages',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('chat_id', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('at', types.Moment(), nullable=False),
    sa.Column('only_for', sa.Text(), nullable=True),
    sa.Column('payload', types.Json(), nullable=False),
    sa.Column('changed_at', types.Moment(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_web_messages')),
    sa.UniqueConstraint('workspace_id', 'chat_id', 'position', name=op.f('uq_web_messages_workspace_id_chat_id_position'))
    )
    with op.batch_alter_table('web_messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_web_messages_workspace_id_at'), ['workspace_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_web_messages_workspace_id_changed_at'), ['workspace_id', 'changed_at'], unique=False)

    op.create_table('workspaces',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('tz', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('region', sa.Text(), nullable=False),
    sa.Column('settings', types.Json(), nullable=False),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', name=op.f('pk_workspaces'))
    )
    op.create_table('choices',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('token', sa.Text(), nullable=False),
    sa.Column('outbox_id', types.Id(), nullable=False),
    sa.Column('chat_key', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('data', types.Json(), nullable=False),
    sa.Column('member_id', types.Id(), nullable=True),
    sa.Column('expires_at', types.Moment(), nullable=False),
    sa.Column('spent_at', types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'outbox_id'], ['outbox.workspace_id', 'outbox.id'], name=op.f('fk_choices_outbox_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'token', name=op.f('pk_choices'))
    )
    with op.batch_alter_table('choices', schema=None) as batch_op:
        batch_op.create_index('ix_choices_open', ['workspace_id', 'chat_key', 'spent_at', 'outbox_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_choices_workspace_id_expires_at'), ['workspace_id', 'expires_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_choices_workspace_id_outbox_id'), ['workspace_id', 'outbox_id'], unique=False)

    op.create_table('conversations',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('chat_key', sa.Text(), nullable=False),
    sa.Column('address', types.Json(), nullable=False),
    sa.Column('is_group', sa.Boolean(), nullable=False),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('team_id', types.Id(), nullable=True),
    sa.Column('people', types.Json(), nullable=True),
    sa.Column('watches', types.Json(), nullable=True),
    sa.Column('language', sa.Text(), nullable=True),
    sa.Column('bound_kind', sa.Text(), nullable=True),
    sa.Column('bound_id', types.Id(), nullable=True),
    sa.Column('paused_at', types.Moment(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'team_id'], ['teams.workspace_id', 'teams.id'], name=op.f('fk_conversations_team_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_conversations')),
    sa.UniqueConstraint('workspace_id', 'chat_key', name=op.f('uq_conversations_workspace_id_chat_key'))
    )
    op.create_table('members',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('full_name', sa.Text(), nullable=True),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('team_id', types.Id(), nullable=True),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('tz', sa.Text(), nullable=False),
    sa.Column('settings', types.Json(), nullable=False),
    sa.Column('digest_next_at', types.Moment(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('removed_at', types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'team_id'], ['teams.workspace_id', 'teams.id'], name=op.f('fk_members_team_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_members')),
    sa.UniqueConstraint('workspace_id', 'name', name=op.f('uq_members_workspace_id_name'))
    )
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_members_digest_next_at'), ['digest_next_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_members_workspace_id_digest_next_at'), ['workspace_id', 'digest_next_at'], unique=False)

    op.create_table('outbox_parts',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('outbox_id', types.Id(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('chat_key', sa.Text(), nullable=False),
    sa.Column('message_id', sa.Text(), nullable=True),
    sa.Column('sent_at', types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'outbox_id'], ['outbox.workspace_id', 'outbox.id'], name=op.f('fk_outbox_parts_outbox_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'outbox_id', 'n', name=op.f('pk_outbox_parts'))
    )
    with op.batch_alter_table('outbox_parts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_parts_workspace_id_message_id_chat_key'), ['workspace_id', 'message_id', 'chat_key'], unique=False, sqlite_where=sa.text('message_id IS NOT NULL'), postgresql_where=sa.text('message_id IS NOT NULL'))

    op.create_table('stages',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('pipeline_id', types.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('probability', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'pipeline_id'], ['pipelines.workspace_id', 'pipelines.id'], name=op.f('fk_stages_pipeline_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_stages')),
    sa.UniqueConstraint('workspace_id', 'pipeline_id', 'name', name=op.f('uq_stages_workspace_id_pipeline_id_name'))
    )
    op.create_table('collaborators',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('record_kind', sa.Text(), nullable=False),
    sa.Column('record_id', types.Id(), nullable=False),
    sa.Column('member_id', types.Id(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_collaborators_member_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_collaborators')),
    sa.UniqueConstraint('workspace_id', 'record_id', 'member_id', name=op.f('uq_collaborators_workspace_id_record_id_member_id'))
    )
    with op.batch_alter_table('collaborators', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_collaborators_workspace_id_member_id_record_kind'), ['workspace_id', 'member_id', 'record_kind'], unique=False)

    op.create_table('companies',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('aliases', types.Json(), nullable=False),
    sa.Column('city', sa.Text(), nullable=True),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('tags', types.Json(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('owner_id', types.Id(), nullable=True),
    sa.Column('first_owner_id', types.Id(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('touched_at', types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'owner_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_companies_owner_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_companies')),
    sa.UniqueConstraint('workspace_id', 'number', name=op.f('uq_companies_workspace_id_number'))
    )
    with op.batch_alter_table('companies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_companies_workspace_id_external_id'), ['workspace_id', 'external_id'], unique=True, sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_companies_workspace_id_owner_id_touched_at'), ['workspace_id', 'owner_id', 'touched_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_companies_workspace_id_touched_at'), ['workspace_id', 'touched_at'], unique=False)

    op.create_table('invites',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('code_hash', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('team_id', types.Id(), nullable=True),
    sa.Column('member_id', types.Id(), nullable=True),
    sa.Column('invited_by_id', types.Id(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('expires_at', types.Moment(), nullable=False),
    sa.Column('used_at', types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'invited_by_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_invites_invited_by_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_invites_member_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'team_id'], ['teams.workspace_id', 'teams.id'], name=op.f('fk_invites_team_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_invites')),
    sa.UniqueConstraint('workspace_id', 'code_hash', name=op.f('uq_invites_workspace_id_code_hash'))
    )
    op.create_table('pending_questions',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('member_id', types.Id(), nullable=False),
    sa.Column('chat_key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('data', types.Json(), nullable=False),
    sa.Column('asked_at', types.Moment(), nullable=False),
    sa.Column('expires_at', types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_pending_questions_member_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_pending_questions')),
    sa.UniqueConstraint('workspace_id', 'member_id', 'chat_key', name=op.f('uq_pending_questions_workspace_id_member_id_chat_key'))
    )
    op.create_table('web_sessions',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('secret_hash', sa.Text(), nullable=False),
    sa.Column('member_id', types.Id(), nullable=False),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('expires_at', types.Moment(), nullable=False),
    sa.Column('used_at', types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_web_sessions_member_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_web_sessions')),
    sa.UniqueConstraint('workspace_id', 'secret_hash', name=op.f('uq_web_sessions_workspace_id_secret_hash'))
    )
    op.create_table('contacts',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('company_id', types.Id(), nullable=True),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('aliases', types.Json(), nullable=False),
    sa.Column('city', sa.Text(), nullable=True),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('tags', types.Json(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('owner_id', types.Id(), nullable=True),
    sa.Column('first_owner_id', types.Id(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('touched_at', types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'company_id'], ['companies.workspace_id', 'companies.id'], name=op.f('fk_contacts_company_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'owner_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_contacts_owner_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_contacts')),
    sa.UniqueConstraint('workspace_id', 'number', name=op.f('uq_contacts_workspace_id_number'))
    )
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contacts_workspace_id_company_id'), ['workspace_id', 'company_id'], unique=False, sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_contacts_workspace_id_external_id'), ['workspace_id', 'external_id'], unique=True, sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_contacts_workspace_id_owner_id_touched_at'), ['workspace_id', 'owner_id', 'touched_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_workspace_id_touched_at'), ['workspace_id', 'touched_at'], unique=False)

    op.create_table('chat_identities',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('platform', sa.Text(), nullable=False),
    sa.Column('tenant', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('member_id', types.Id(), nullable=True),
    sa.Column('contact_id', types.Id(), nullable=True),
    sa.Column('direct_chat', types.Json(), nullable=True),
    sa.Column('paused_at', types.Moment(), nullable=True),
    sa.Column('last_seen_at', types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'contact_id'], ['contacts.workspace_id', 'contacts.id'], name=op.f('fk_chat_identities_contact_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_chat_identities_member_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_chat_identities')),
    sa.UniqueConstraint('workspace_id', 'platform', 'tenant', 'user_id', name=op.f('uq_chat_identities_workspace_id_platform_tenant_user_id'))
    )
    with op.batch_alter_table('chat_identities', schema=None) as batch_op:
        batch_op.create_index('ix_chat_identities_member', ['workspace_id', 'member_id', 'last_seen_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_chat_identities_workspace_id_contact_id'), ['workspace_id', 'contact_id'], unique=False, sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))

    op.create_table('contact_points',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('label', sa.Text(), nullable=True),
    sa.Column('contact_id', types.Id(), nullable=True),
    sa.Column('company_id', types.Id(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'company_id'], ['companies.workspace_id', 'companies.id'], name=op.f('fk_contact_points_company_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'contact_id'], ['contacts.workspace_id', 'contacts.id'], name=op.f('fk_contact_points_contact_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_contact_points'))
    )
    with op.batch_alter_table('contact_points', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_points_workspace_id_company_id'), ['workspace_id', 'company_id'], unique=False, sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_contact_points_workspace_id_contact_id'), ['workspace_id', 'contact_id'], unique=False, sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_contact_points_workspace_id_kind_value'), ['workspace_id', 'kind', 'value'], unique=False)

    op.create_table('leads',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('contact_id', types.Id(), nullable=True),
    sa.Column('company_id', types.Id(), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('amount_minor', sa.BigInteger(), nullable=True),
    sa.Column('currency', sa.Text(), nullable=True),
    sa.Column('lost_reason', sa.Text(), nullable=True),
    sa.Column('closed_at', types.Moment(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('owner_id', types.Id(), nullable=True),
    sa.Column('first_owner_id', types.Id(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('touched_at', types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'company_id'], ['companies.workspace_id', 'companies.id'], name=op.f('fk_leads_company_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'contact_id'], ['contacts.workspace_id', 'contacts.id'], name=op.f('fk_leads_contact_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'owner_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_leads_owner_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_leads')),
    sa.UniqueConstraint('workspace_id', 'number', name=op.f('uq_leads_workspace_id_number'))
    )
    with op.batch_alter_table('leads', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_leads_workspace_id_company_id'), ['workspace_id', 'company_id'], unique=False, sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_leads_workspace_id_contact_id'), ['workspace_id', 'contact_id'], unique=False, sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_leads_workspace_id_external_id'), ['workspace_id', 'external_id'], unique=True, sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_leads_workspace_id_owner_id_status_touched_at'), ['workspace_id', 'owner_id', 'status', 'touched_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_leads_workspace_id_status_created_at'), ['workspace_id', 'status', 'created_at'], unique=False)

    op.create_table('link_memories',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('member_id', types.Id(), nullable=True),
    sa.Column('identity_key', sa.Text(), nullable=False),
    sa.Column('contact_id', types.Id(), nullable=True),
    sa.Column('company_id', types.Id(), nullable=True),
    sa.Column('same', sa.Boolean(), nullable=False),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'company_id'], ['companies.workspace_id', 'companies.id'], name=op.f('fk_link_memories_company_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'contact_id'], ['contacts.workspace_id', 'contacts.id'], name=op.f('fk_link_memories_contact_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_link_memories_member_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_link_memories'))
    )
    with op.batch_alter_table('link_memories', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_link_memories_workspace_id_company_id'), ['workspace_id', 'company_id'], unique=False, sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_link_memories_workspace_id_contact_id'), ['workspace_id', 'contact_id'], unique=False, sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_link_memories_workspace_id_identity_key'), ['workspace_id', 'identity_key'], unique=False)

    op.create_table('deals',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('contact_id', types.Id(), nullable=True),
    sa.Column('company_id', types.Id(), nullable=True),
    sa.Column('lead_id', types.Id(), nullable=True),
    sa.Column('stage_id', types.Id(), nullable=False),
    sa.Column('stage_since_at', types.Moment(), nullable=False),
    sa.Column('amount_minor', sa.BigInteger(), nullable=True),
    sa.Column('currency', sa.Text(), nullable=True),
    sa.Column('close_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('lost_reason', sa.Text(), nullable=True),
    sa.Column('closed_at', types.Moment(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('owner_id', types.Id(), nullable=True),
    sa.Column('first_owner_id', types.Id(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('touched_at', types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'company_id'], ['companies.workspace_id', 'companies.id'], name=op.f('fk_deals_company_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'contact_id'], ['contacts.workspace_id', 'contacts.id'], name=op.f('fk_deals_contact_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'lead_id'], ['leads.workspace_id', 'leads.id'], name=op.f('fk_deals_lead_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'owner_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_deals_owner_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'stage_id'], ['stages.workspace_id', 'stages.id'], name=op.f('fk_deals_stage_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_deals')),
    sa.UniqueConstraint('workspace_id', 'number', name=op.f('uq_deals_workspace_id_number'))
    )
    with op.batch_alter_table('deals', schema=None) as batch_op:
        batch_op.create_index('ix_deals_pipeline', ['workspace_id', 'outcome', 'owner_id', 'stage_id', 'currency', 'amount_minor', 'close_on', 'touched_at', 'number'], unique=False)
        batch_op.create_index(batch_op.f('ix_deals_workspace_id_company_id'), ['workspace_id', 'company_id'], unique=False, sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_deals_workspace_id_contact_id'), ['workspace_id', 'contact_id'], unique=False, sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_deals_workspace_id_external_id'), ['workspace_id', 'external_id'], unique=True, sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_deals_workspace_id_lead_id'), ['workspace_id', 'lead_id'], unique=False, sqlite_where=sa.text('lead_id IS NOT NULL'), postgresql_where=sa.text('lead_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_deals_workspace_id_outcome_close_on'), ['workspace_id', 'outcome', 'close_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_deals_workspace_id_outcome_closed_at'), ['workspace_id', 'outcome', 'closed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_deals_workspace_id_outcome_touched_at'), ['workspace_id', 'outcome', 'touched_at'], unique=False)

    op.create_table('activities',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('occurred_at', types.Moment(), nullable=False),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('author_id', types.Id(), nullable=True),
    sa.Column('contact_id', types.Id(), nullable=True),
    sa.Column('company_id', types.Id(), nullable=True),
    sa.Column('lead_id', types.Id(), nullable=True),
    sa.Column('deal_id', types.Id(), nullable=True),
    sa.Column('body', sa.Text(), nullable=True),
    sa.Column('lines', types.Json(), nullable=True),
    sa.Column('files', types.Json(), nullable=True),
    sa.Column('detail', types.Json(), nullable=True),
    sa.Column('message_key', sa.Text(), nullable=True),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'author_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_activities_author_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'company_id'], ['companies.workspace_id', 'companies.id'], name=op.f('fk_activities_company_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'contact_id'], ['contacts.workspace_id', 'contacts.id'], name=op.f('fk_activities_contact_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'deal_id'], ['deals.workspace_id', 'deals.id'], name=op.f('fk_activities_deal_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'lead_id'], ['leads.workspace_id', 'leads.id'], name=op.f('fk_activities_lead_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_activities'))
    )
    with op.batch_alter_table('activities', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activities_workspace_id_author_id_occurred_at'), ['workspace_id', 'author_id', 'occurred_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_workspace_id_company_id_occurred_at'), ['workspace_id', 'company_id', 'occurred_at'], unique=False, sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_activities_workspace_id_contact_id_occurred_at'), ['workspace_id', 'contact_id', 'occurred_at'], unique=False, sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_activities_workspace_id_deal_id_occurred_at'), ['workspace_id', 'deal_id', 'occurred_at'], unique=False, sqlite_where=sa.text('deal_id IS NOT NULL'), postgresql_where=sa.text('deal_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_activities_workspace_id_external_id'), ['workspace_id', 'external_id'], unique=True, sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_activities_workspace_id_lead_id_occurred_at'), ['workspace_id', 'lead_id', 'occurred_at'], unique=False, sqlite_where=sa.text('lead_id IS NOT NULL'), postgresql_where=sa.text('lead_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_activities_workspace_id_message_key'), ['workspace_id', 'message_key'], unique=False, sqlite_where=sa.text('message_key IS NOT NULL'), postgresql_where=sa.text('message_key IS NOT NULL'))

    op.create_table('follow_ups',
    sa.Column('workspace_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', types.Id(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('owner_id', types.Id(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('due_at', types.Moment(), nullable=False),
    sa.Column('grain', sa.Text(), nullable=False),
    sa.Column('exact', sa.Boolean(), nullable=False),
    sa.Column('recurs', sa.Text(), nullable=True),
    sa.Column('remind_at', types.Moment(), nullable=True),
    sa.Column('remind_id', types.Id(), nullable=True),
    sa.Column('reminded_at', types.Moment(), nullable=True),
    sa.Column('done_at', types.Moment(), nullable=True),
    sa.Column('result', sa.Text(), nullable=True),
    sa.Column('contact_id', types.Id(), nullable=True),
    sa.Column('company_id', types.Id(), nullable=True),
    sa.Column('lead_id', types.Id(), nullable=True),
    sa.Column('deal_id', types.Id(), nullable=True),
    sa.Column('created_at', types.Moment(), nullable=False),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'company_id'], ['companies.workspace_id', 'companies.id'], name=op.f('fk_follow_ups_company_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'contact_id'], ['contacts.workspace_id', 'contacts.id'], name=op.f('fk_follow_ups_contact_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'deal_id'], ['deals.workspace_id', 'deals.id'], name=op.f('fk_follow_ups_deal_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'lead_id'], ['leads.workspace_id', 'leads.id'], name=op.f('fk_follow_ups_lead_id')),
    sa.ForeignKeyConstraint(['workspace_id', 'owner_id'], ['members.workspace_id', 'members.id'], name=op.f('fk_follow_ups_owner_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_follow_ups')),
    sa.UniqueConstraint('workspace_id', 'number', name=op.f('uq_follow_ups_workspace_id_number'))
    )
    with op.batch_alter_table('follow_ups', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_ups_workspace_id_company_id_status'), ['workspace_id', 'company_id', 'status'], unique=False, sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_follow_ups_workspace_id_contact_id_status'), ['workspace_id', 'contact_id', 'status'], unique=False, sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_follow_ups_workspace_id_deal_id_status'), ['workspace_id', 'deal_id', 'status'], unique=False, sqlite_where=sa.text('deal_id IS NOT NULL'), postgresql_where=sa.text('deal_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_follow_ups_workspace_id_external_id'), ['workspace_id', 'external_id'], unique=True, sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_follow_ups_workspace_id_lead_id_status'), ['workspace_id', 'lead_id', 'status'], unique=False, sqlite_where=sa.text('lead_id IS NOT NULL'), postgresql_where=sa.text('lead_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_follow_ups_workspace_id_owner_id_status_due_at'), ['workspace_id', 'owner_id', 'status', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_ups_workspace_id_remind_at'), ['workspace_id', 'remind_at'], unique=False, sqlite_where=sa.text('remind_at IS NOT NULL'), postgresql_where=sa.text('remind_at IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_follow_ups_workspace_id_remind_id'), ['workspace_id', 'remind_id'], unique=False, sqlite_where=sa.text('remind_id IS NOT NULL'), postgresql_where=sa.text('remind_id IS NOT NULL'))



def downgrade() -> None:
    with op.batch_alter_table('follow_ups', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_follow_ups_workspace_id_remind_id'), sqlite_where=sa.text('remind_id IS NOT NULL'), postgresql_where=sa.text('remind_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_follow_ups_workspace_id_remind_at'), sqlite_where=sa.text('remind_at IS NOT NULL'), postgresql_where=sa.text('remind_at IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_follow_ups_workspace_id_owner_id_status_due_at'))
        batch_op.drop_index(batch_op.f('ix_follow_ups_workspace_id_lead_id_status'), sqlite_where=sa.text('lead_id IS NOT NULL'), postgresql_where=sa.text('lead_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_follow_ups_workspace_id_external_id'), sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_follow_ups_workspace_id_deal_id_status'), sqlite_where=sa.text('deal_id IS NOT NULL'), postgresql_where=sa.text('deal_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_follow_ups_workspace_id_contact_id_status'), sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_follow_ups_workspace_id_company_id_status'), sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))

    op.drop_table('follow_ups')
    with op.batch_alter_table('activities', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activities_workspace_id_message_key'), sqlite_where=sa.text('message_key IS NOT NULL'), postgresql_where=sa.text('message_key IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_activities_workspace_id_lead_id_occurred_at'), sqlite_where=sa.text('lead_id IS NOT NULL'), postgresql_where=sa.text('lead_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_activities_workspace_id_external_id'), sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_activities_workspace_id_deal_id_occurred_at'), sqlite_where=sa.text('deal_id IS NOT NULL'), postgresql_where=sa.text('deal_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_activities_workspace_id_contact_id_occurred_at'), sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_activities_workspace_id_company_id_occurred_at'), sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_activities_workspace_id_author_id_occurred_at'))

    op.drop_table('activities')
    with op.batch_alter_table('deals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deals_workspace_id_outcome_touched_at'))
        batch_op.drop_index(batch_op.f('ix_deals_workspace_id_outcome_closed_at'))
        batch_op.drop_index(batch_op.f('ix_deals_workspace_id_outcome_close_on'))
        batch_op.drop_index(batch_op.f('ix_deals_workspace_id_lead_id'), sqlite_where=sa.text('lead_id IS NOT NULL'), postgresql_where=sa.text('lead_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_deals_workspace_id_external_id'), sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_deals_workspace_id_contact_id'), sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_deals_workspace_id_company_id'), sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))
        batch_op.drop_index('ix_deals_pipeline')

    op.drop_table('deals')
    with op.batch_alter_table('link_memories', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_link_memories_workspace_id_identity_key'))
        batch_op.drop_index(batch_op.f('ix_link_memories_workspace_id_contact_id'), sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_link_memories_workspace_id_company_id'), sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))

    op.drop_table('link_memories')
    with op.batch_alter_table('leads', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_leads_workspace_id_status_created_at'))
        batch_op.drop_index(batch_op.f('ix_leads_workspace_id_owner_id_status_touched_at'))
        batch_op.drop_index(batch_op.f('ix_leads_workspace_id_external_id'), sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_leads_workspace_id_contact_id'), sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_leads_workspace_id_company_id'), sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))

    op.drop_table('leads')
    with op.batch_alter_table('contact_points', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_points_workspace_id_kind_value'))
        batch_op.drop_index(batch_op.f('ix_contact_points_workspace_id_contact_id'), sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_contact_points_workspace_id_company_id'), sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))

    op.drop_table('contact_points')
    with op.batch_alter_table('chat_identities', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_chat_identities_workspace_id_contact_id'), sqlite_where=sa.text('contact_id IS NOT NULL'), postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.drop_index('ix_chat_identities_member')

    op.drop_table('chat_identities')
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contacts_workspace_id_touched_at'))
        batch_op.drop_index(batch_op.f('ix_contacts_workspace_id_owner_id_touched_at'))
        batch_op.drop_index(batch_op.f('ix_contacts_workspace_id_external_id'), sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_contacts_workspace_id_company_id'), sqlite_where=sa.text('company_id IS NOT NULL'), postgresql_where=sa.text('company_id IS NOT NULL'))

    op.drop_table('contacts')
    op.drop_table('web_sessions')
    op.drop_table('pending_questions')
    op.drop_table('invites')
    with op.batch_alter_table('companies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_companies_workspace_id_touched_at'))
        batch_op.drop_index(batch_op.f('ix_companies_workspace_id_owner_id_touched_at'))
        batch_op.drop_index(batch_op.f('ix_companies_workspace_id_external_id'), sqlite_where=sa.text('external_id IS NOT NULL'), postgresql_where=sa.text('external_id IS NOT NULL'))

    op.drop_table('companies')
    with op.batch_alter_table('collaborators', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_collaborators_workspace_id_member_id_record_kind'))

    op.drop_table('collaborators')
    op.drop_table('stages')
    with op.batch_alter_table('outbox_parts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_parts_workspace_id_message_id_chat_key'), sqlite_where=sa.text('message_id IS NOT NULL'), postgresql_where=sa.text('message_id IS NOT NULL'))

    op.drop_table('outbox_parts')
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_members_workspace_id_digest_next_at'))
        batch_op.drop_index(batch_op.f('ix_members_digest_next_at'))

    op.drop_table('members')
    op.drop_table('conversations')
    with op.batch_alter_table('choices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_choices_workspace_id_outbox_id'))
        batch_op.drop_index(batch_op.f('ix_choices_workspace_id_expires_at'))
        batch_op.drop_index('ix_choices_open')

    op.drop_table('choices')
    op.drop_table('workspaces')
    with op.batch_alter_table('web_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_web_messages_workspace_id_changed_at'))
        batch_op.drop_index(batch_op.f('ix_web_messages_workspace_id_at'))

    op.drop_table('web_messages')
    op.drop_table('teams')
    op.drop_table('stranger_notices')
    op.drop_table('reference_blocks')
    op.drop_table('pipelines')
    with op.batch_alter_table('pipeline_sums', schema=None) as batch_op:
        batch_op.drop_index('ix_pipeline_sums_stage')
        batch_op.drop_index('ix_pipeline_sums_owner')
        batch_op.drop_index('ix_pipeline_sums_delta', sqlite_where=sa.text('is_delta'), postgresql_where=sa.text('is_delta'))

    op.drop_table('pipeline_sums')
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_workspace_id_dedupe_key'), sqlite_where=sa.text('dedupe_key IS NOT NULL'), postgresql_where=sa.text('dedupe_key IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_outbox_workspace_id_answers'), sqlite_where=sa.text('answers IS NOT NULL'), postgresql_where=sa.text('answers IS NOT NULL'))
        batch_op.drop_index('ix_outbox_sent', sqlite_where=sa.text("state = 'sent'"), postgresql_where=sa.text("state = 'sent'"))
        batch_op.drop_index('ix_outbox_open', sqlite_where=sa.text("state IN ('queued', 'sending')"), postgresql_where=sa.text("state IN ('queued', 'sending')"))
        batch_op.drop_index('ix_outbox_dead', sqlite_where=sa.text("state = 'dead'"), postgresql_where=sa.text("state = 'dead'"))

    op.drop_table('outbox')
    with op.batch_alter_table('operations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_operations_workspace_id_message_key'), sqlite_where=sa.text('message_key IS NOT NULL'), postgresql_where=sa.text('message_key IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_operations_workspace_id_member_id_id'))

    op.drop_table('operations')
    op.drop_table('match_keys')
    op.drop_table('leases')
    with op.batch_alter_table('kept_keys', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kept_keys_workspace_id_subject_equal'))

    op.drop_table('kept_keys')
    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.drop_index('ix_inbox_put_aside', sqlite_where=sa.text("state IN ('parked', 'broken')"), postgresql_where=sa.text("state IN ('parked', 'broken')"))
        batch_op.drop_index('ix_inbox_lane', sqlite_where=sa.text("state = 'pending'"), postgresql_where=sa.text("state = 'pending'"))

    op.drop_table('inbox')
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_workspace_id_expires_at'))

    op.drop_table('documents')
    op.drop_table('audit_seals')
    with op.batch_alter_table('audit_events', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_events_workspace_id_record_id_id'))
        batch_op.drop_index(batch_op.f('ix_audit_events_workspace_id_operation_id_id'))
        batch_op.drop_index(batch_op.f('ix_audit_events_workspace_id_at'))

    op.drop_table('audit_events')
