"""One worker process of `benchmarks/paths/workers.py`: handles and sends over a platform in memory until told to stop.

Says "ready" once it is at work; the first line on its standard input ends its idling, the second its work, and it says
what both cost.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from benchmarks.office import MemoryPlatform, configured
from bot.app import build, running
from bot.presence import Role
from domain.clock import SystemClock
from storage.database import Database


async def main(url: str, place: Path) -> None:
    platform = MemoryPlatform()
    app = build(configured(place, url), Database(url), SystemClock(), only=[platform], role=Role.WORKER)
    async with running(app):
        print("ready", flush=True)
        at, began = time.perf_counter(), time.process_time()
        await asyncio.to_thread(sys.stdin.readline)
        idle, began = (time.process_time() - began) / (time.perf_counter() - at), time.process_time()
        await asyncio.to_thread(sys.stdin.readline)
        used = time.process_time() - began
    print(json.dumps({"sent": len(platform.ledger), "cpu": used, "idle": idle}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
