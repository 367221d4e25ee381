"""Time zones as people name them: Europe/Berlin, berlin, 上海."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location

_OTHER_CITIES = {"北京": "Asia/Shanghai", "beijing": "Asia/Shanghai", "深圳": "Asia/Shanghai", "广州": "Asia/Shanghai"}
"""Cities whose clock the database names after another one."""


@lru_cache(maxsize=256)
def find_zone(text: str) -> str | None:
    """The IANA zone of that name or city; None where nothing or more than one answers."""
    wanted = text.strip().lower().replace(" ", "_")
    if wanted in _OTHER_CITIES:
        return _OTHER_CITIES[wanted]
    places = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/")))
    for zone in (*places, "UTC"):
        if zone.lower() == wanted:
            return zone
    cities = [zone for zone in places if zone.rsplit("/", 1)[-1].lower() == wanted]
    if not cities and not wanted.isascii():
        cities = [zone for zone in places if get_timezone_location(zone, locale="zh", return_city=True) == wanted]
    return _canonical(cities[0]) if cities else None


def _canonical(zone: str) -> str:
    """One name where a place has several: Asia/Chongqing keeps the clock of Asia/Shanghai."""
    return str(get_global("zone_aliases").get(zone, zone))
