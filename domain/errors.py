"""Every error a caller may meet. Anything else is ours: logged with an id and answered with one apology."""

from collections.abc import Sequence
from typing import Any


class CrmError(Exception):
    """The root of what Rapport raises on purpose."""


class UserError(CrmError):
    """Something the person can mend: answered kindly and privately, in the person's language.

    `message` is English with `{named}` places, translated by whoever renders it with `values`.
    """

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


class NotFound(UserError):  # noqa: N818 - the name reads as the sentence it becomes
    """Nothing the person may see answers to that name or reference."""


class Ambiguous(UserError):  # noqa: N818 - as above
    """Several records answer to it; `options` are theirs to choose from."""

    def __init__(self, message: str, options: Sequence[Any] = (), **values: Any) -> None:
        super().__init__(message, **values)
        self.options = tuple(options)


class NotAllowed(UserError):  # noqa: N818 - as above
    """The person's rights do not reach that far."""


class NotUnderstood(UserError):  # noqa: N818 - as above
    """The words make no sense where they stand; the message says what would."""


class DeliveryError(CrmError):
    """A platform did not take a message.

    `permanent`: trying again is useless (blocked, chat gone). `retry_after`: seconds the platform asked for.
    `unknown`: the answer was lost after the request was written, so it may have been taken.
    `moved_to`: the chat's new id, where the platform told one (a group became a supergroup).
    `content`: it is this very message that is refused (too long, a broken picture); the address is as good as before.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        unknown: bool = False,
        moved_to: str | None = None,
        content: bool = False,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after
        self.unknown = unknown
        self.moved_to = moved_to
        self.content = content


class Overloaded(CrmError):  # noqa: N818 - as above
    """The inbox has no room now; the platform should try again (503 on a webhook)."""


class ConfigError(CrmError):
    """A setting is unknown or wrong; `path` is its dotted place in config.yaml."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path
