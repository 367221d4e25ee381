"""The methods of the Web API that the app may call, as strict as Slack's."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.fakes.slack.checks import faults_of_message, faults_of_view
from tests.fakes.slack.world import APP, BOT, BOT_ID, Message, World

Json = dict[str, Any]


class Refused(Exception):  # noqa: N818 - it is an answer
    def __init__(self, error: str, status: int = 200, **more: Any) -> None:
        super().__init__(error)
        self.error, self.status, self.more = error, status, more


class WebApi:
    def __init__(self, world: World) -> None:
        self._world = world
        self._posted: Counter[tuple[str, int]] = Counter()
        self.base = ""  # where the fake is reached, set by its server
        self.methods: Mapping[str, Callable[[str, Json], Awaitable[Json]]] = {
            "auth.test": self.auth_test,
            "chat.postMessage": self.post_message,
            "chat.postEphemeral": self.post_ephemeral,
            "chat.update": self.update,
            "chat.unfurl": self.unfurl,
            "views.open": self.views_open,
            "views.publish": self.views_publish,
            "users.info": self.users_info,
            "conversations.info": self.conversations_info,
            "conversations.open": self.conversations_open,
            "conversations.history": self.history,
            "conversations.replies": self.replies,
            "files.getUploadURLExternal": self.upload_url,
            "files.completeUploadExternal": self.complete_upload,
            "files.info": self.files_info,
            "oauth.v2.access": self.oauth_access,
        }

    async def call(self, method: str, token: str, args: Json) -> Json:
        """The answer; raises Refused."""
        if method not in self.methods:
            raise Refused("unknown_method")
        if method == "oauth.v2.access":
            return await self.oauth_access("", args)
        if not token:
            raise Refused("not_authed")
        team = self._world.tokens.get(token)
        if team is None:
            raise Refused("invalid_auth")
        return await self.methods[method](team, args)

    # --- chat -------------------------------------------------------------------------------------

    async def auth_test(self, team: str, args: Json) -> Json:
        return {"team_id": team, "team": team, "user_id": BOT, "user": "rapport", "bot_id": BOT_ID, "url": self.base}

    async def post_message(self, team: str, args: Json) -> Json:
        channel = self._channel(team, args)
        message = self._composed(channel, args)
        self._count(channel)
        await self._world.keep(message)
        return {"channel": channel, "ts": message.ts, "message": {"text": message.text, "user": BOT}}

    async def post_ephemeral(self, team: str, args: Json) -> Json:
        channel, person = self._channel(team, args), args.get("user")
        if person not in self._world.channels[channel].members:
            raise Refused("user_not_in_channel")
        message = self._composed(channel, args)
        message.only_for = str(person)
        await self._world.keep(message)
        return {"message_ts": message.ts}

    async def update(self, team: str, args: Json) -> Json:
        place = str(args.get("channel")), str(args.get("ts"))
        if place[0] not in self._world.channels:  # a person's id will not do here
            raise Refused("channel_not_found")
        message = self._world.messages.get(place)
        if message is None or message.only_for is not None:
            raise Refused("message_not_found")
        if message.user != BOT:
            raise Refused("cant_update_message")
        fresh = self._composed(place[0], args)
        message.text, message.blocks, message.edited = fresh.text, fresh.blocks, self._world.next_ts()
        await self._world.show(message)
        return {"channel": place[0], "ts": place[1], "text": message.text}

    async def unfurl(self, team: str, args: Json) -> Json:
        place = str(args.get("channel")), str(args.get("ts"))
        if place not in self._world.messages:
            raise Refused("cannot_find_message")
        unfurls = _decoded(args.get("unfurls"))
        message = self._world.messages[place]
        for url, card in unfurls.items():
            if url not in message.text:
                raise Refused("cannot_unfurl_url")
            self._check(card.get("blocks") or [])
        self._world.unfurls[place] = unfurls
        return {}

    async def history(self, team: str, args: Json) -> Json:
        """The latest messages of a channel itself, newest first, without those in threads."""
        return self._latest(args, lambda m: m.thread_ts is None)

    async def replies(self, team: str, args: Json) -> Json:
        """A thread: its root and what answers it."""
        return self._latest(args, lambda m: args.get("ts") in {m.ts, m.thread_ts})

    def _latest(self, args: Json, wanted: Callable[[Message], bool]) -> Json:
        place = str(args.get("channel"))
        if place not in self._world.channels:  # a person's id will not do here
            raise Refused("channel_not_found")
        kept = [m for (at, _), m in self._world.messages.items() if at == place and m.only_for is None and wanted(m)]
        latest = sorted(kept, key=lambda m: m.ts, reverse=True)[: int(args.get("limit", 100))]
        told = str(args.get("include_all_metadata")) in {"1", "True", "true"}
        return {"messages": [_as_json(m, told=told) for m in latest]}

    def _channel(self, team: str, args: Json) -> str:
        wanted = str(args.get("channel") or "")
        if wanted in self._world.users:
            return self._world.direct(wanted, team).id
        channel = self._world.channels.get(wanted)
        if channel is None or channel.team != team:
            raise Refused("channel_not_found")
        if BOT not in channel.members:
            raise Refused("not_in_channel")
        return wanted

    def _composed(self, channel: str, args: Json) -> Message:
        text, blocks = str(args.get("text") or ""), _decoded(args.get("blocks")) or []
        if not text and not blocks:
            raise Refused("no_text")
        if len(text) > 40_000:
            raise Refused("msg_too_long")
        self._check(blocks)
        thread = args.get("thread_ts")
        if thread and (channel, str(thread)) not in self._world.messages:
            raise Refused("thread_not_found")
        metadata = _decoded(args.get("metadata"))
        if metadata is not None and not (metadata.get("event_type") and "event_payload" in metadata):
            raise Refused("invalid_metadata_format")
        message = Message(channel, self._world.next_ts(), BOT, text, blocks, thread_ts=thread or None)
        message.metadata = metadata
        return message

    def _check(self, blocks: list[Json]) -> None:
        faults = faults_of_message(blocks)
        if faults:
            raise Refused("invalid_blocks", response_metadata={"messages": faults})

    def _count(self, channel: str) -> None:
        second = channel, int(self._world.now)
        self._posted[second] += 1
        if self._world.per_second is not None and self._posted[second] > self._world.per_second:
            raise Refused("ratelimited", 429, retry_after=1)

    # --- views ------------------------------------------------------------------------------------

    async def views_open(self, team: str, args: Json) -> Json:
        person = self._spend(str(args.get("trigger_id")))
        view = self._view(args)
        view["id"] = self._world.next_id("V")
        self._world.modals[person] = view
        await self._wake()
        return {"view": view}

    async def views_publish(self, team: str, args: Json) -> Json:
        if args.get("user_id") not in self._world.users:
            raise Refused("user_not_found")
        view = self._view(args)
        if view["type"] != "home":
            raise Refused("invalid_arguments")
        self._world.homes[str(args["user_id"])] = view
        await self._wake()
        return {"view": view}

    def _spend(self, trigger: str) -> str:
        until, person = self._world.triggers.pop(trigger, (None, ""))
        if until is None:
            raise Refused("invalid_trigger_id")
        if self._world.now > until:
            raise Refused("expired_trigger_id")
        return person

    def _view(self, args: Json) -> Json:
        view = dict(_decoded(args.get("view")) or {})
        faults = faults_of_view(view)
        if faults:
            raise Refused("invalid_arguments", response_metadata={"messages": faults})
        return view

    async def _wake(self) -> None:
        async with self._world.changed:
            self._world.changed.notify_all()

    # --- people and places ------------------------------------------------------------------------

    async def users_info(self, team: str, args: Json) -> Json:
        user = self._world.users.get(str(args.get("user")))
        if user is None:
            raise Refused("user_not_found")
        shown = {"id": user.id, "name": user.name.lower(), "tz": user.zone, "real_name": user.name}
        locale = {"locale": user.locale} if args.get("include_locale") in (True, "true", "1", 1) else {}
        return {"user": {**shown, **locale, "profile": {"display_name": user.name, "real_name": user.name}}}

    async def conversations_info(self, team: str, args: Json) -> Json:
        channel = self._world.channels.get(str(args.get("channel")))
        if channel is None or channel.team != team:
            raise Refused("channel_not_found")
        return {"channel": {"id": channel.id, "name": channel.name, "is_member": BOT in channel.members}}

    async def conversations_open(self, team: str, args: Json) -> Json:
        if args.get("users") not in self._world.users:
            raise Refused("user_not_found")
        return {"channel": {"id": self._world.direct(str(args["users"]), team).id}}

    # --- files ------------------------------------------------------------------------------------

    async def upload_url(self, team: str, args: Json) -> Json:
        if not args.get("filename") or int(args.get("length") or 0) <= 0:
            raise Refused("invalid_arguments")
        file_id = self._world.next_id("F")
        self._world.files[file_id] = {"id": file_id, "name": args["filename"], "length": int(args["length"])}
        return {"file_id": file_id, "upload_url": f"{self.base}/upload/{file_id}"}

    async def complete_upload(self, team: str, args: Json) -> Json:
        files = _decoded(args.get("files")) or []
        kept = [self._world.files.get(file["id"]) for file in files]
        if not kept or any(file is None or "content" not in file for file in kept):
            raise Refused("file_not_found")
        place = args.get("channel_id")
        if place:
            if place not in self._world.channels:  # a person's id will not do here
                raise Refused("channel_not_found")
            comment = str(args.get("initial_comment") or "")
            shown = [{"id": file["id"], "name": file["name"]} for file in kept if file]
            message = Message(place, self._world.next_ts(), BOT, comment, [], args.get("thread_ts"), files=shown)
            await self._world.keep(message)
        return {"files": [{"id": file["id"], "title": file.get("title", "")} for file in files]}

    async def files_info(self, team: str, args: Json) -> Json:
        file = self._world.files.get(str(args.get("file")))
        if file is None:
            raise Refused("file_not_found")
        kept = {key: value for key, value in file.items() if key != "content"}
        return {"file": {"url_private_download": f"{self.base}/download/{file['id']}", **kept}}

    # --- installing -------------------------------------------------------------------------------

    async def oauth_access(self, team: str, args: Json) -> Json:
        world = self._world
        if (args.get("client_id"), args.get("client_secret")) != (world.client_id, world.client_secret):
            raise Refused("bad_client_secret")
        installed = world.codes.pop(str(args.get("code")), None)
        if installed is None:
            raise Refused("invalid_code")
        token = f"xoxb-{installed}"
        world.tokens[token] = installed
        return {
            "access_token": token,
            "token_type": "bot",
            "scope": "chat:write,commands",
            "bot_user_id": BOT,
            "app_id": APP,
            "team": {"id": installed, "name": f"Team {installed}"},
            "enterprise": None,
            "is_enterprise_install": False,
            "authed_user": {"id": "UINSTALLER"},
        }


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _as_json(message: Message, *, told: bool) -> Json:
    shown = {"ts": message.ts, "user": message.user, "text": message.text}
    return shown | ({"metadata": message.metadata} if told and message.metadata else {})
