"""Why that customer? The answers of `rapport explain match`, for programs and for people."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from crm.identify import identify
from domain.terms import Kind, Ref
from storage.unit_of_work import UnitOfWork
from understanding.matching import Candidate, Decision, Query, Subject, Thresholds

Translate = Callable[..., str]
WORTH_TELLING = 0.05  # to a person; programs are told all
_REFS = {Subject.CONTACT: Kind.CONTACT, Subject.COMPANY: Kind.COMPANY}


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    """One line of input, as docs/reference describes it."""

    name: str | None = None
    company: str | None = None
    phone: str | None = None
    email: str | None = None
    handle: str | None = None
    city: str | None = None
    address: str | None = None
    region: str | None = None


def explain_match_lines(uow: UnitOfWork, lines: Iterable[str], thresholds: Thresholds | None = None) -> Iterator[str]:
    """One line of JSON out per line in, in order; a line that is no query gives `{"error", "line"}` (from 1)."""
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(lines, 1):
        try:
            query = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeError) as wrong:
            answer: dict[str, Any] = {"error": str(wrong), "line": number}
        else:
            answer = as_json(_decided(uow, query, thresholds))
        yield msgspec.json.encode(answer).decode()


def _decided(uow: UnitOfWork, line: _Line, thresholds: Thresholds | None) -> Decision:
    return identify(uow, Query(**msgspec.structs.asdict(line)), member_id=None, thresholds=thresholds)


def as_json(decision: Decision) -> dict[str, Any]:
    """A decision in the words of `explain match --jsonl`."""
    return {"verdict": decision.verdict.value, "candidates": [_candidate(each) for each in decision.candidates]}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    record = candidate.record
    return {
        "ref": str(Ref(_REFS[record.subject], record.number)),
        "external_id": record.external_id,
        "name": record.name,
        "company": record.company if record.subject is Subject.CONTACT else record.name,
        "score": round(candidate.score, 4),
        "why": list(candidate.why),
    }


def explain_match(uow: UnitOfWork, name: str, t: Translate, thresholds: Thresholds | None = None) -> str:
    """The same for a person: the verdict and a line a candidate."""
    decision = identify(uow, Query(name=name), member_id=None, thresholds=thresholds)
    if not decision.candidates:
        decision = identify(uow, Query(company=name), member_id=None, thresholds=thresholds)
    verdicts = {"sure": t("Surely this one:"), "ask": t("Perhaps one of these:"), "new": t("Nobody known.")}
    lines = [verdicts[decision.verdict.value]]
    for each in (c for c in decision.candidates if c.score >= WORTH_TELLING):
        found = _candidate(each)
        firm = f" · {found['company']}" if found["company"] and found["company"] != found["name"] else ""
        lines.append(f"{found['ref']} {found['name']}{firm} · {each.score:.0%} · {', '.join(t(w) for w in each.why)}")
    return "\n".join(lines)
