"""The people of the fake: they talk, forward, press and read, and the bot hears of it as Telegram would tell."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.seen import Seen, entities_of
from tests.fakes.telegram.world import Chat, Event, Json, World


@dataclass
class Person:
    """Somebody on Telegram. Every verb returns once the bot's update is queued; `reads` waits for the bot."""

    world: World
    user: Json
    chat: Chat
    read: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World, name: str, **more: Any) -> "Person":
        first, _, last = name.partition(" ")
        user_id = int(more.get("id") or 1000 + world.count())
        user: Json = {"id": user_id, "is_bot": False, "first_name": first, "language_code": more.get("language", "en")}
        user |= {"last_name": last} if last else {}
        user |= {"username": more["username"]} if more.get("username") else {}
        chat = Chat(user_id, "private", user=user, started=bool(more.get("started", True)))
        world.chats[user_id] = chat
        return cls(world, user, chat)

    @property
    def id(self) -> int:
        return int(self.user["id"])

    # --- saying -----------------------------------------------------------------------------------

    async def says(self, text: str, **where: Any) -> Json:
        """Text; `in_` a group, `thread` a topic of it, `reply_to` a Seen or a message."""
        entities = entities_of(text)
        return self._send({"text": text, **({"entities": entities} if entities else {})}, **where)

    async def connects_bot(self, connection: str, *, enabled: bool = True) -> None:
        """Let the bot into this person's own chats (Telegram Business), or take it out."""
        self.world.business[connection] = self.id
        body: Json = {"id": connection, "user": self.user, "user_chat_id": self.id, "date": int(self.world.now())}
        self.world.push({"business_connection": {**body, "rights": {}, "is_enabled": enabled}})

    async def says_to(self, customer: "Person", text: str, connection: str) -> None:
        """A line of this person's own in a chat with a customer."""
        self._business_line(customer.chat, text, connection)

    async def writes_to(self, owner: "Person", text: str, connection: str) -> None:
        """A line of a customer's to somebody who let the bot listen."""
        assert self.world.business[connection] == owner.id
        self._business_line(self.chat, text, connection)

    def _business_line(self, chat: Chat, text: str, connection: str) -> None:
        message = self.world.add_message(chat, self.user, {"text": text})
        self.world.push({"business_message": {**message, "business_connection_id": connection}})

    async def opens(self, link: str) -> Json:
        """Follow a deep link and press Start: its payload (64 characters at most) comes as "/start payload"."""
        payload = link.partition("?start=")[2]
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload), f"Telegram takes no such payload: {payload!r}"
        return await self.says(f"/start {payload}")

    async def edits(self, message: Json, text: str) -> Json:
        """Change something said before."""
        chat = self.world.chats[message["chat"]["id"]]
        after = {**message, "text": text, "entities": entities_of(text), "edit_date": int(self.world.now())}
        self.world.messages[chat.id, message["message_id"]] = after
        if self._reaches_bot(chat, after):
            self.world.push({"edited_message": after})
        return after

    async def forwards(self, text: str, from_: Any = "Wang Lei", **where: Any) -> Json:
        """A message of somebody else's: a name (hidden sender), a Person, or a whole forward_origin."""
        date = int(self.world.now()) - 3600
        if isinstance(from_, Person):
            origin: Json = {"type": "user", "sender_user": from_.user, "date": date}
        elif isinstance(from_, str):
            origin = {"type": "hidden_user", "sender_user_name": from_, "date": date}
        else:
            origin = {"date": date, **from_}
        return self._send({"text": text, "forward_origin": origin}, **where)

    async def shares_contact(self, name: str, phone: str, **more: Any) -> Json:
        first, _, last = name.partition(" ")
        contact: Json = {"phone_number": phone, "first_name": first, **({"last_name": last} if last else {})}
        contact |= {key: more.pop(key) for key in ("vcard", "user_id") if key in more}
        return self._send({"contact": contact}, **more)

    async def sends_photo(self, caption: str = "", album: str | None = None, **where: Any) -> Json:
        file_id = self.world.count()
        self.world.files[f"photo-{file_id}"] = b"\xff\xd8\xff" + b"x" * 100
        sizes = [
            {"file_id": f"thumb-{file_id}", "file_unique_id": f"t{file_id}", "width": 90, "height": 60},
            {"file_id": f"photo-{file_id}", "file_unique_id": f"p{file_id}", "width": 900, "height": 600},
        ]
        parts = {"photo": [{**size, "file_size": 103} for size in sizes]}
        return self._send(parts | _caption(caption) | ({"media_group_id": album} if album else {}), **where)

    async def sends_file(self, name: str, content: bytes, caption: str = "", **where: Any) -> Json:
        file_id = f"sent-{self.world.count()}"
        self.world.files[file_id] = content
        document: Json = {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_name": name}
        document |= {"mime_type": where.pop("media_type", "application/pdf"), "file_size": len(content)}
        return self._send({"document": document} | _caption(caption), **where)

    def _send(
        self,
        parts: Mapping[str, Any],
        *,
        in_: "Group | None" = None,
        thread: int | None = None,
        reply_to: Any = None,
        via: str | None = None,
    ) -> Json:
        chat = in_.chat if in_ else self.chat
        if in_ is None and via is None:
            chat.started = True
        more: Json = {}
        if thread is not None:
            more |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to is not None:
            number = reply_to.message_id if isinstance(reply_to, Seen) else reply_to["message_id"]
            more["reply_to_message"] = self.world.messages[chat.id, number]
        message = self.world.add_message(chat, self.user, {**more, **parts})
        if self._reaches_bot(chat, message):
            self.world.push({"message": message})
        return message

    def _reaches_bot(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: in a group the bot hears commands, its name, and replies to it."""
        if chat.type == "private" or chat.bot_is_admin:
            return True
        if not chat.bot_inside:
            return False
        name = "@" + str(self.world.bot["username"])
        text = str(message.get("text", message.get("caption", "")))
        for entity in message.get("entities", ()):
            said = text.encode("utf-16-le")[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2]
            word = said.decode("utf-16-le")
            if entity["type"] == "bot_command" and ("@" not in word or word.endswith(name)):
                return True
            if entity["type"] == "mention" and word == name:
                return True
        replied: Json = message.get("reply_to_message") or {}
        return bool(replied.get("from", {}).get("id") == self.world.bot["id"])

    # --- touching ---------------------------------------------------------------------------------

    async def presses(self, label: str, on: Seen | None = None, in_: "Group | None" = None) -> str:
        """Tap a button of the latest message that has it (or of this one); the query's id."""
        seen = on or self._latest_with(label, (in_.chat if in_ else self.chat).id)
        message = self.world.messages.get((seen.chat_id, seen.message_id), seen.raw)
        query_id = str(self.world.count())
        self.world.queries[query_id] = self.world.now()
        query = {"id": query_id, "from": self.user, "chat_instance": "1", "data": seen.token(label), "message": message}
        self.world.push({"callback_query": query})
        return query_id

    def _latest_with(self, label: str, chat_id: int) -> Seen:
        messages = sorted((number for chat, number in self.world.messages if chat == chat_id), reverse=True)
        for number in messages:
            seen = Seen.of(Event(chat_id, self.world.messages[chat_id, number]))
            if label in seen.labels:
                return seen
        raise AssertionError(f"nowhere a button {label!r}")

    async def reacts(self, emoji: str, to: Seen, *, removing: bool = False) -> None:
        kinds = [{"type": "emoji", "emoji": emoji}]
        chat = self.world.chats[to.chat_id]
        reaction: Json = {"chat": chat.as_json(), "message_id": to.message_id, "user": self.user}
        reaction |= {"date": int(self.world.now())}
        reaction |= {"old_reaction": kinds if removing else [], "new_reaction": [] if removing else kinds}
        self.world.push({"message_reaction": reaction})

    async def asks_inline(self, query: str) -> str:
        query_id = str(self.world.count())
        self.world.queries[query_id] = self.world.now()
        self.world.push({"inline_query": {"id": query_id, "from": self.user, "query": query, "offset": ""}})
        return query_id

    async def reads_results(self, query_id: str) -> list[Json]:
        await self.world.until(lambda: query_id in self.world.answers)
        return list(self.world.answers[query_id]["results"])

    # --- coming and going -------------------------------------------------------------------------

    async def blocks(self) -> None:
        self.chat.blocked = True
        self._standing("member", "kicked")

    async def unblocks(self) -> None:
        self.chat.blocked = False
        self._standing("kicked", "member")

    def _standing(self, old: str, new: str) -> None:
        self.world.push({"my_chat_member": standing(self.world, self.chat, self.user, old, new)})

    # --- reading ----------------------------------------------------------------------------------

    async def reads(self, in_: "Group | None" = None, within: float = 10.0) -> Seen:
        """The next message (or edit) of the bot's there that this person has not read yet."""
        chat_id = (in_.chat if in_ else self.chat).id
        deadline = time.monotonic() + within
        while (seen := self._next(chat_id)) is None:
            left = deadline - time.monotonic()
            assert left > 0, f"{self.user['first_name']} has nothing to read"
            await self.world.wait_change(left)
        return seen

    def unread(self, in_: "Group | None" = None) -> list[Seen]:
        """Everything not read yet, at once and without waiting."""
        chat_id = (in_.chat if in_ else self.chat).id
        found: list[Seen] = []
        while seen := self._next(chat_id):
            found.append(seen)
        return found

    def _next(self, chat_id: int) -> Seen | None:
        place = self.read.get(chat_id, 0)
        for number, event in enumerate(self.world.events[place:], place):
            if event.chat_id == chat_id and event.only_for in {None, self.id}:
                self.read[chat_id] = number + 1
                return Seen.of(event)
        return None


def _caption(caption: str) -> Json:
    return {"caption": caption} if caption else {}


def standing(world: World, chat: Chat, by: Json, old: str, new: str) -> Json:
    """A my_chat_member update's body: the bot's own standing in a chat changed."""
    return {
        "chat": chat.as_json(),
        "from": by,
        "date": int(world.now()),
        "old_chat_member": {"user": world.bot, "status": old},
        "new_chat_member": {"user": world.bot, "status": new},
    }


@dataclass
class Group:
    """A group chat: basic at first, a supergroup with `forum=True` or once it migrates."""

    world: World
    chat: Chat
    members: tuple[Person, ...]

    @classmethod
    def of(cls, world: World, title: str, members: tuple[Person, ...], *, forum: bool = False) -> "Group":
        number = world.count()
        chat_id = -1_000_000_000_000 - number if forum else -5000 - number
        chat = Chat(chat_id, "supergroup" if forum else "group", title, is_forum=forum)
        world.chats[chat_id] = chat
        return cls(world, chat, members)

    async def adds_bot(self, by: Person) -> None:
        self.chat.bot_inside = True
        self.world.push({"my_chat_member": standing(self.world, self.chat, by.user, "left", "member")})

    async def removes_bot(self, by: Person) -> None:
        self.chat.bot_inside = False
        self.world.push({"my_chat_member": standing(self.world, self.chat, by.user, "member", "kicked")})

    def opens_topic(self) -> int:
        topic = self.world.count() + 100
        self.chat.topics.add(topic)
        return topic

    async def becomes_supergroup(self, *, told: bool = True) -> "Group":
        """The old id is dead from now on; both chats are told, or the bot finds out when it writes."""
        new = Chat(-1_000_000_000_000 - self.world.count(), "supergroup", self.chat.title)
        self.world.chats[new.id] = new
        self.chat.moved_to = new.id
        sender = self.members[0].user if self.members else None
        if not told:
            return Group(self.world, new, self.members)
        for chat, parts in ((self.chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": self.chat.id})):
            self.world.push({"message": self.world.add_message(chat, sender, parts)})
        return Group(self.world, new, self.members)
