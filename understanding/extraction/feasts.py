"""Feasts whose day is another every year."""

from datetime import date, timedelta

# First days of feasts of the lunar calendar and of 清明, from the Hong Kong Observatory's conversion tables.
LUNAR_FEASTS = {
    "春节": "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03",
    "元宵": "2024-02-24 2025-02-12 2026-03-03 2027-02-20 2028-02-09 2029-02-27 2030-02-17",
    "清明": "2024-04-04 2025-04-04 2026-04-05 2027-04-05 2028-04-04 2029-04-04 2030-04-05",
    "端午": "2024-06-10 2025-05-31 2026-06-19 2027-06-09 2028-05-28 2029-06-16 2030-06-05",
    "中秋": "2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12",
}
# The fourth Thursday of November, and Easter Sunday of the western churches.
_MOVING_FEASTS = {
    "thanksgiving": "2024-11-28 2025-11-27 2026-11-26 2027-11-25 2028-11-23 2029-11-22 2030-11-28",
    "easter": "2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21",
}


def days_of(feast: str) -> tuple[date, ...]:
    """The days that feast falls on, as far as the tables go."""
    return tuple(date.fromisoformat(day) for day in (LUNAR_FEASTS | _MOVING_FEASTS)[feast].split())


# Public holidays with their own month and day, and how many days people stay away from each feast.
_FIXED_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "国庆": (10, 1)}
_SALES = {"双十一": (11, 11), "双十二": (12, 12), "圣诞": (12, 25)}
_DAYS_AWAY = {"春节": 7, "国庆": 7, "五一": 5, "清明": 3, "端午": 3, "中秋": 3}


def days_of_any(feast: str) -> tuple[date, ...]:
    """The days of a lunar or a public holiday."""
    if feast in LUNAR_FEASTS:
        return days_of(feast)
    return tuple(date(year, *(_FIXED_FEASTS | _SALES)[feast]) for year in range(2024, 2031))


def days_after(feast: str) -> tuple[date, ...]:
    """The days on which work goes on after that feast: 春节后, 年后."""
    return tuple(day + timedelta(days=_DAYS_AWAY.get(feast, 1)) for day in days_of_any(feast))


def days_after_holidays() -> tuple[date, ...]:
    """The days on which work goes on after whatever holiday comes next: 节后."""
    return tuple(sorted(day for feast in (*_DAYS_AWAY, *_FIXED_FEASTS) for day in days_after(feast)))


def days_of_holidays() -> tuple[date, ...]:
    """The first days of whatever holiday comes next: 节前."""
    return tuple(sorted(day for feast in (*_DAYS_AWAY, *_FIXED_FEASTS) for day in days_of_any(feast)))
