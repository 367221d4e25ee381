"""Namesakes are weighed once for all; the verdict is that of weighing each."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from understanding.matching import Query, Record, Subject, decide

NAMES = st.sampled_from(["Ann Lee", "ANN  LEE", "Ann Leigh", "Mr Lee", "王伟", "王薇", "lee总", "Lee"])
FIRMS = st.sampled_from([None, "Acme Ltd", "Acme Foods", "华为技术有限公司"])
PHONES = st.sampled_from([(), ("+13125550101",), ("+13125550199",)])
TOWNS = st.sampled_from([None, "Leeds", "Porto"])


@st.composite
def bases(draw: st.DrawFn) -> list[Record]:
    count = draw(st.integers(1, 12))
    return [
        Record(
            Subject.CONTACT,
            UUID(int=number),
            number,
            draw(NAMES),
            company=draw(FIRMS),
            phones=draw(PHONES),
            city=draw(TOWNS),
            region="US",
        )
        for number in range(count)
    ]


QUERIES = st.builds(
    Query,
    name=NAMES,
    company=FIRMS,
    phone=st.sampled_from([None, "312 555 0101"]),
    city=TOWNS,
    region=st.just("US"),
)


@given(bases(), QUERIES)
def test_weighing_namesakes_once_decides_as_weighing_each(records: list[Record], query: Query) -> None:
    apart = [replace(record, aliases=("." * record.number,)) for record in records]  # no two say the same, or more
    together, each = decide(query, records), decide(query, apart)
    assert together.verdict is each.verdict
    told = [[(c.record.number, c.score, c.why) for c in found.candidates] for found in (together, each)]
    assert told[0] == told[1]
