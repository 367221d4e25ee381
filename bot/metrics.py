"""What an operator watches, as Prometheus metrics. No label holds anything a person wrote."""

from prometheus_client import Counter, Gauge, Histogram

ACCEPTED = Counter("rapport_updates_accepted_total", "Updates stored in the inbox", ["platform", "kind"])
REFUSED = Counter("rapport_updates_refused_total", "Updates refused because too many waited", ["platform"])
PARKED = Counter("rapport_updates_parked_total", "Turns put aside after repeated errors", ["platform"])
HANDLING = Histogram(
    "rapport_handling_seconds",
    "From a turn's beginning to its commit",
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
SENT = Counter("rapport_messages_total", "Promised messages by what became of them", ["platform", "outcome"])
LIMITED = Counter("rapport_rate_limited_total", "Answers of a platform that asked us to wait", ["platform"])
INBOX = Gauge("rapport_inbox_pending", "Accepted updates not yet handled")
OUTBOX = Gauge("rapport_outbox", "Promised messages by state", ["state"])
TICKS = Counter("rapport_scheduler_ticks_total", "Ticks of the scheduler", ["outcome"])
