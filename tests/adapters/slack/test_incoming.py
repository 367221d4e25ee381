"""What each kind of envelope says; the payloads are written from Slack's public reference."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from bot.adapters.slack import keys
from bot.adapters.slack.incoming import parse
from domain.chat import Forward, ForwardKind, IncomingKind, RawUpdate
from tests.adapters.slack.envelopes import NOW, Json, a_message, an_event, heard, read

# --- keys, lanes, tenants --------------------------------------------------------------------------


def test_a_mention_and_its_message_share_a_key_and_nothing_else_does() -> None:
    said = an_event(a_message(text="<@UBOT> hi"))
    mention = an_event(a_message(text="<@UBOT> hi", type="app_mention", channel_type=None), event_id="Ev2")
    other = an_event(a_message(channel="C2"))
    assert keys.key_of(said) == keys.key_of(mention) == "T1:C1:1763888400.000200"
    assert keys.key_of(other) != keys.key_of(said)


def test_an_edit_has_a_key_of_its_own() -> None:
    edit = an_event({**a_message(subtype="message_changed"), "message": a_message(), "previous_message": a_message()})
    assert keys.key_of(edit) == "Ev08MFMKH6"


@pytest.mark.parametrize(
    "body",
    [
        {"command": "/rapport", "trigger_id": "13345.7", "team_id": "T1", "user_id": "U1", "channel_id": "C1"},
        {"type": "block_actions", "trigger_id": "13345.7", "team": {"id": "T1"}, "user": {"id": "U1"}},
        {"type": "view_submission", "trigger_id": "13345.7", "team": {"id": "T1"}, "user": {"id": "U1"}},
        {"type": "message_action", "trigger_id": "13345.7", "team": {"id": "T1"}, "user": {"id": "U1"}},
    ],
)
def test_what_people_do_is_known_by_its_trigger(body: Json) -> None:
    assert "13345.7" in keys.key_of(body)
    assert keys.tenant_of(body) == "T1"


def test_a_thread_is_a_lane_of_its_own_and_a_mention_begins_one() -> None:
    plain = keys.lane_of(an_event(a_message()))
    mention = keys.lane_of(an_event(a_message(text="<@UBOT> hi")))
    answer = keys.lane_of(an_event(a_message(ts="1763888500.1", thread_ts="1763888400.000200")))
    assert plain == "C1"
    assert mention == answer == "C1/1763888400.000200"


def test_a_direct_chat_is_named_by_its_person() -> None:
    said = an_event(a_message(channel="D024BE91L", channel_type="im"))
    assert keys.lane_of(said) == "UADA"
    assert heard(said).address.chat_id == "UADA"
    assert heard(said).is_private


def test_a_guest_of_a_shared_channel_belongs_to_the_workspace_the_app_is_in() -> None:
    said = an_event(a_message(user="UGUEST", user_team="T9", team="T9"), team_id="T9")
    assert keys.tenant_of(said) == "T1"


# --- messages --------------------------------------------------------------------------------------


def test_a_message_has_its_time_its_place_and_its_id() -> None:
    said = heard(an_event(a_message()))
    assert said.sent_at == datetime(2025, 11, 23, 9, 0, 0, 200, tzinfo=UTC)
    assert said.received_at == NOW
    assert (said.message_id, said.reply_to, said.is_to_me) == ("C1:1763888400.000200", None, False)


def test_a_reply_in_the_thread_of_our_card_is_to_us() -> None:
    said = heard(an_event(a_message(ts="1763888500.1", thread_ts="1763888400.2", parent_user_id="UBOT", text="won")))
    assert said.is_to_me
    assert said.reply_to == "C1:1763888400.2"
    assert said.address.thread_id == "1763888400.2"


@pytest.mark.parametrize("subtype", ["channel_join", "bot_message", "message_deleted", "reminder_add", "tombstone"])
def test_what_is_nobodys_words_is_none_of_our_business(subtype: str) -> None:
    assert read(an_event(a_message(subtype=subtype))) is None


@pytest.mark.parametrize("subtype", [None, "file_share", "thread_broadcast"])
def test_somebodys_words_are(subtype: str | None) -> None:
    assert heard(an_event(a_message(subtype=subtype))).text == "hello"


def test_bots_do_not_talk_to_each_other() -> None:
    assert read(an_event(a_message(bot_id="BOTHER"))) is None
    assert read(an_event(a_message(user="UBOT"))) is None


def test_the_people_known_when_it_came_are_named() -> None:
    body = an_event(a_message(text="<@UBOT> assign L12 to <@UBOB>"))
    body["rapport_people"] = {
        "UADA": {"name": "Ada", "locale": "zh-CN", "zone": "Asia/Shanghai"},
        "UBOB": {"name": "Bob"},
    }
    said = heard(body)
    assert (said.text, said.actor_name) == ("assign L12 to @Bob", "Ada")
    assert (said.language_hint, said.zone_hint) == ("zh-CN", "Asia/Shanghai")


def test_a_file_is_known_by_workspace_and_id() -> None:
    file = {"id": "F1", "name": "offer.pdf", "mimetype": "application/pdf", "size": 2048}
    (found,) = heard(an_event(a_message(subtype="file_share", text="", files=[file]))).files
    assert (found.id, found.name, found.media_type, found.size) == ("T1/F1", "offer.pdf", "application/pdf", 2048)


def test_a_message_shared_into_the_chat_is_a_forward_with_its_comment() -> None:
    shared = {
        "is_share": True,
        "author_id": "UWANG",
        "author_name": "Wang Lei",
        "ts": "1763800000.000100",
        "text": "please send a quote",
    }
    said = heard(an_event(a_message(channel="D1", text="he wants it by Friday", attachments=[shared])))
    assert said.text == "please send a quote\nhe wants it by Friday"
    assert said.forward == Forward(
        ForwardKind.USER, "Wang Lei", "UWANG", datetime(2025, 11, 22, 8, 26, 40, 100, tzinfo=UTC)
    )


def test_a_link_that_unfurled_is_no_forward() -> None:
    said = heard(an_event(a_message(attachments=[{"title": "Acme", "from_url": "https://acme.example"}])))
    assert said.forward is None


def an_edit(before: str, after: str, **more: Any) -> Json:
    now = a_message(text=after, edited={"user": "UADA", "ts": "1763888460.000000"}, **more)
    return an_event(
        {
            "type": "message",
            "subtype": "message_changed",
            "channel": "C1",
            "ts": "1763888460.000100",
            "message": {key: value for key, value in now.items() if key != "channel"},
            "previous_message": a_message(text=before),
        }
    )


def test_an_edit_names_what_it_changes_and_when() -> None:
    said = heard(an_edit("call her Monday", "call her Tuesday"))
    assert (said.kind, said.text, said.edit_of) == (IncomingKind.EDIT, "call her Tuesday", "C1:1763888400.000200")
    assert said.sent_at == datetime(2025, 11, 23, 9, 1, tzinfo=UTC)


def test_an_unfurl_is_no_edit() -> None:
    assert read(an_edit("see https://acme.example", "see https://acme.example", attachments=[{}])) is None


def test_our_own_edited_card_is_no_edit() -> None:
    assert read(an_edit("Open", "Done", bot_id="B1", user="UBOT")) is None


# --- reactions, home, links, coming and going ------------------------------------------------------


def a_reaction(**more: Any) -> Json:
    item = {"type": "message", "channel": "C1", "ts": "1763888400.2"}
    event = {"type": "reaction_added", "user": "UADA", "reaction": "+1", "item_user": "UBOT", "item": item}
    return an_event({**event, "event_ts": "1763888401.0", **more})


@pytest.mark.parametrize(
    ("name", "emoji"),
    [("+1", "👍"), ("+1::skin-tone-3", "👍"), ("white_check_mark", "✅"), ("partyparrot", ":partyparrot:")],
)
def test_a_reaction_on_our_card_is_heard(name: str, emoji: str) -> None:
    reaction = heard(a_reaction(reaction=name)).reaction
    assert reaction is not None
    assert (reaction.emoji, reaction.message_id, reaction.added) == (emoji, "C1:1763888400.2", True)


def test_a_reaction_taken_back_is_told_apart() -> None:
    reaction = heard(a_reaction(type="reaction_removed")).reaction
    assert reaction is not None
    assert not reaction.added


def test_a_reaction_on_somebody_elses_message_is_not_ours() -> None:
    assert read(a_reaction(item_user="UBOB")) is None


def test_opening_the_home_tab_asks_for_it() -> None:
    asked = heard(an_event({"type": "app_home_opened", "user": "UADA", "channel": "D1", "tab": "home"}))
    assert (asked.kind, asked.text, asked.address.chat_id) == (IncomingKind.QUERY, None, "home:UADA")
    assert read(an_event({"type": "app_home_opened", "user": "UADA", "channel": "D1", "tab": "messages"})) is None


def links(**more: Any) -> Json:
    urls = ["https://crm.example.com/r/L12", "https://crm.example.com/r/C7/"]
    event = {"type": "link_shared", "user": "UADA", "channel": "C1", "message_ts": "1763888400.2"}
    return an_event({**event, "links": [{"url": url, "domain": "crm.example.com"} for url in urls], **more})


def test_our_links_ask_for_the_records_behind_them() -> None:
    asked = heard(links())
    assert (asked.kind, asked.text) == (IncomingKind.QUERY, "L12 C7")
    assert (asked.address.chat_id, asked.is_private) == ("unfurl:C1:1763888400.2", False)


def test_links_still_in_the_composer_are_left_alone() -> None:
    assert read(links(source="composer", channel="COMPOSER")) is None


def test_only_our_own_coming_and_going_is_told() -> None:
    came = {"type": "member_joined_channel", "user": "UBOT", "channel": "C1", "inviter": "UADA"}
    joined = heard(an_event(came))
    assert joined.membership is not None
    assert (joined.membership.change, joined.actor.user_id, joined.address.chat_id) == ("joined", "UADA", "C1")
    assert read(an_event({**came, "user": "UBOB"})) is None


# --- what is malformed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        an_event(a_message(user=None)),
        an_event(a_message(ts="soon")),
        an_event(a_message(text={"a": 1})),
        an_event({"type": "reaction_added"}),
    ],
)
def test_what_is_malformed_is_told_and_not_guessed_at(body: Json) -> None:
    raw = RawUpdate("slack", "T1", "k", "l", msgspec.json.encode(body), NOW)
    with pytest.raises((KeyError, TypeError, ValueError, IndexError, AttributeError)):
        parse(raw)


@pytest.mark.parametrize("kind", ["pin_added", "team_join", "channel_rename", "tomorrow's_event"])
def test_events_of_other_kinds_are_passed_over(kind: str) -> None:
    assert read(an_event({"type": kind})) is None
