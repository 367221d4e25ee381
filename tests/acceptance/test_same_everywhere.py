"""The same dialogue has the same effect, whatever the platform and its library."""

from pathlib import Path

import pytest

from tests.acceptance.effects import Effects
from tests.acceptance.reps import PLATFORMS, Rep, rep_over
from tests.acceptance.telegram_stage import MET

CHINESE = "新客户 北京星辰科技的张敏，想要30个账号，预算15万元，周三下午三点回访，13900139000"


async def dialogue(rep: Rep, *, contact: bool) -> Effects:
    """A rep's hour: both languages, a correction, a forward, a contact, a note taken back, a question."""
    lead = await rep.says(MET)
    await rep.says(CHINESE)
    corrected = await rep.says("no, 300k", to=lead)
    assert "300,000" in corrected.text
    await rep.forwards("please send the offer for 20 seats", "Wang Lei")
    if contact:
        await rep.shares_contact("Käthe Bohr", "+49301234567")
    noted = await rep.says("note the fair in Berlin went well")
    undone = await rep.presses("Undo", noted)
    assert "Undone" in undone.text
    answer = await rep.says("who is Li Wei?")
    assert "Li Wei" in answer.text
    return await rep.effects()


def empty_database(template: Path, folder: Path) -> str:
    folder.mkdir()
    (folder / "rapport.db").write_bytes(template.read_bytes())
    return f"sqlite:///{folder / 'rapport.db'}"


@pytest.mark.parametrize("platform", [name for name in PLATFORMS if name != "console"])
async def test_a_dialogue_has_the_effect_it_has_at_the_terminal(
    platform: str, sqlite_template: Path, tmp_path: Path
) -> None:
    url = empty_database(sqlite_template, tmp_path / platform)
    async with rep_over(platform, url, tmp_path / platform) as rep:
        there = await dialogue(rep, contact=rep.shares_contacts)
    url = empty_database(sqlite_template, tmp_path / "console")
    async with rep_over("console", url, tmp_path / "console") as terminal:
        here = await dialogue(terminal, contact=rep.shares_contacts)
    assert there == here
    assert [lead[3:5] for lead in here.leads] == [(30_000_000, "CNY"), (15_000_000, "CNY")]
    assert [is_undone for _, is_undone, _ in here.operations].count(True) == 1
