"""The mapped classes: the entities every room above speaks of (one set, not two)."""

from storage.entities.base import Entity, new_id, schema
from storage.entities.people import ChatIdentity, Invite, Member, Team, Workspace
from storage.entities.record_keeping import (
    AuditEvent,
    AuditSeal,
    Document,
    KeptKeys,
    Lease,
    LinkMemory,
    MatchKey,
    Operation,
    ReferenceBlock,
    StrangerNotice,
    WebMessage,
    WebSession,
)
from storage.entities.records import (
    Collaborator,
    Company,
    Contact,
    ContactPoint,
    Deal,
    Lead,
    Pipeline,
    PipelineSum,
    Stage,
)
from storage.entities.talk import Conversation, InboxMessage, OpenChoice, OutboxMessage, OutboxPart, Pending
from storage.entities.timeline import Activity, FollowUp

Record = Company | Contact | Lead | Deal
"""The records with an owner."""

__all__ = [
    "Activity",
    "AuditEvent",
    "AuditSeal",
    "ChatIdentity",
    "Collaborator",
    "Company",
    "Contact",
    "ContactPoint",
    "Conversation",
    "Deal",
    "Document",
    "Entity",
    "FollowUp",
    "InboxMessage",
    "Invite",
    "KeptKeys",
    "Lead",
    "Lease",
    "LinkMemory",
    "MatchKey",
    "Member",
    "OpenChoice",
    "Operation",
    "OutboxMessage",
    "OutboxPart",
    "Pending",
    "Pipeline",
    "PipelineSum",
    "Record",
    "ReferenceBlock",
    "Stage",
    "StrangerNotice",
    "Team",
    "WebMessage",
    "WebSession",
    "Workspace",
    "new_id",
    "schema",
]
