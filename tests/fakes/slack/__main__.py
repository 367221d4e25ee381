"""`python -m tests.fakes.slack --port 8082`: the fake as a process, for harnesses that kill the bot."""

import argparse
import asyncio
import signal
import sys

from tests.fakes.slack.control import ControlledSlack, serve


def _say(slack: ControlledSlack) -> None:
    sys.stdout.write(f"{slack.api_url} {slack.world.app_token} xoxb-T1 {slack.world.signing_secret}\n")
    sys.stdout.flush()


async def _main(port: int) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await serve(port, ended, _say)


def main() -> None:
    parser = argparse.ArgumentParser(description="A strict Slack on loopback.")
    parser.add_argument("--port", type=int, default=0)
    asyncio.run(_main(parser.parse_args().port))


if __name__ == "__main__":
    main()
