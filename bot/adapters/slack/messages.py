"""Messages said, edited, mentioned and shared. Source: https://docs.slack.dev/reference/events/message."""

from bot.adapters.slack import keys
from bot.adapters.slack.envelope import Body, Envelope, time_of
from domain.chat import Forward, ForwardKind, Incoming, IncomingKind


def message(envelope: Envelope, event: Body) -> Incoming | None:
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _edit(envelope, event)
    if subtype not in keys.ADMITTED or _is_a_bot(envelope, event):
        return None
    return _said(envelope, event, event["channel"])


def _edit(envelope: Envelope, event: Body) -> Incoming | None:
    now, before = event["message"], event.get("previous_message") or {}
    is_ghost = now.get("text") == before.get("text")  # Slack unfurled a link, or somebody answered in its thread
    if is_ghost or now.get("subtype") not in keys.ADMITTED or _is_a_bot(envelope, now):
        return None
    return _said(envelope, now, event["channel"], edited=True)


def _said(envelope: Envelope, message: Body, channel: str, *, edited: bool = False) -> Incoming:
    person, ts = message["user"], message["ts"]
    thread = keys.thread_of(message, channel, envelope.bot_user_id)
    private = keys.is_direct(channel)
    name = message_name = keys.message_id(channel, ts)
    root = message.get("thread_ts")
    text, forward = _text_and_forward(envelope, message)
    return envelope.incoming(
        IncomingKind.EDIT if edited else IncomingKind.MESSAGE,
        person,
        envelope.address(channel, person, thread),
        sent_at=time_of(message.get("edited", {}).get("ts", ts) if edited else ts),
        is_private=private,
        is_to_me=private or _calls_me(envelope, message),
        text=text or None,
        forward=forward,
        reply_to=keys.message_id(channel, root) if root and root != ts else None,
        edit_of=name if edited else None,
        thread_key=f"{envelope.raw.tenant}:{channel}:{root}" if root and root != ts else None,
        files=tuple(envelope.file(file) for file in message.get("files") or ()),
        message_id=message_name,
    )


def _text_and_forward(envelope: Envelope, message: Body) -> tuple[str, Forward | None]:
    comment = envelope.clean(message.get("text"))
    shared = next((part for part in message.get("attachments") or () if part.get("is_share")), None)
    if shared is None:
        return comment, None
    words = envelope.clean(shared.get("text") or shared.get("fallback"))
    author = shared.get("author_id")
    forward = Forward(
        ForwardKind.USER if author else ForwardKind.HIDDEN,
        shared.get("author_name") or envelope.names.get(author or "", ""),
        author,
        time_of(shared["ts"]) if shared.get("ts") else None,
    )
    return "\n".join(part for part in (words, comment) if part), forward


def _calls_me(envelope: Envelope, message: Body) -> bool:
    me = envelope.bot_user_id
    return me is not None and (f"<@{me}" in (message.get("text") or "") or message.get("parent_user_id") == me)


def _is_a_bot(envelope: Envelope, message: Body) -> bool:
    """Ours or another's: bots that answer each other never stop."""
    return bool(message.get("bot_id")) or message.get("user") == envelope.bot_user_id
