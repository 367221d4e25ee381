"""Feasts whose day is another every year."""

from datetime import date

# First days of feasts of the lunar calendar and of 清明, from the Hong Kong Observatory's conversion tables.
LUNAR_FEASTS = {
    "春节": "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03",
    "元宵": "2024-02-24 2025-02-12 2026-03-03 2027-02-20 2028-02-09 2029-02-27 2030-02-17",
    "清明": "2024-04-04 2025-04-04 2026-04-05 2027-04-05 2028-04-04 2029-04-04 2030-04-05",
    "端午": "2024-06-10 2025-05-31 2026-06-19 2027-06-09 2028-05-28 2029-06-16 2030-06-05",
    "中秋": "2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12",
}


def days_of(feast: str) -> tuple[date, ...]:
    """The days that feast falls on, as far as the tables go."""
    return tuple(date.fromisoformat(day) for day in LUNAR_FEASTS[feast].split())
