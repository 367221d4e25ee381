"""`python -m tests.fakes.telegram --port 8081`: the fake as a process, for harnesses that kill the bot."""

import argparse
import asyncio
import signal
import sys

from tests.fakes.telegram.control import ControlledTelegram
from tests.fakes.telegram.world import TOKEN


async def _serve(port: int, token: str) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with ControlledTelegram(token, port) as telegram:
        sys.stdout.write(f"{telegram.url} {token}\n")
        sys.stdout.flush()
        await ended.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A strict Bot API on loopback.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    wish = parser.parse_args()
    asyncio.run(_serve(wish.port, wish.token))


if __name__ == "__main__":
    main()
