"""How sure is sure enough is the operator's to say."""

import msgspec
import pytest

from bot.settings import MatchingSettings, Settings, load
from bot.setup import ensure_workspace
from crm import contacts
from crm.identify import identify
from domain.errors import ConfigError
from domain.terms import Verdict
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer
from understanding.matching import Query


def verdict(writer: Writer, sure: float, ask: float) -> Verdict:
    """What "Jon Smith" is, where there is a John Smith, under these thresholds."""
    settings = msgspec.structs.replace(Settings(), matching=MatchingSettings(sure=sure, ask=ask))

    def look(unit: UnitOfWork) -> Verdict:
        ensure_workspace(unit, settings)
        return identify(unit, Query(name="Johnathan Smythe"), member_id=None).verdict

    return writer.submit(1, look).result()


def test_thresholds_in_the_configuration_decide(writer: Writer) -> None:
    def plant(unit: UnitOfWork) -> None:
        ensure_workspace(unit, Settings())
        contacts.create_contact(unit, "Jonathan Smythe", owner_id=None)

    writer.submit(1, plant).result()
    assert verdict(writer, sure=0.05, ask=0.01) is Verdict.SURE
    assert verdict(writer, sure=0.9999, ask=0.01) is Verdict.ASK
    assert verdict(writer, sure=0.9999, ask=0.9998) is Verdict.NEW


def test_thresholds_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ConfigError, match="ask to be less than sure"):
        load(environment={"RAPPORT_MATCHING__SURE": "0.3", "RAPPORT_MATCHING__ASK": "0.5"})
