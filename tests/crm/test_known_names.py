"""Customers' names are recognised in a text by their match keys."""

from crm.identify import reindex
from crm.known_names import CustomerNames
from storage.unit_of_work import UnitOfWork
from tests.office import Office


def known(uow: UnitOfWork, text: str) -> list[tuple[str, str, bool]]:
    return [(one.name, one.text, one.is_person) for one in CustomerNames(uow).find(text)]


def test_people_and_companies_are_found_where_they_stand(uow: UnitOfWork, office: Office) -> None:
    firm = office.company("Acme Robotics GmbH")
    reindex(uow, firm)
    reindex(uow, office.contact("Wang Lei", company=firm))
    assert known(uow, "wang lei of acme robotics called") == [
        ("Wang Lei", "wang lei", True),
        ("Acme Robotics GmbH", "acme robotics", False),
    ]


def test_a_legal_form_belongs_to_the_name(uow: UnitOfWork, office: Office) -> None:
    reindex(uow, office.company("Nordlicht GmbH"))
    assert known(uow, "Nordlicht GmbH, 50k") == [("Nordlicht GmbH", "Nordlicht GmbH", False)]


def test_chinese_names_are_found_within_a_sentence(uow: UnitOfWork, office: Office) -> None:
    reindex(uow, office.contact("王芳"))
    assert known(uow, "明天给王芳打电话") == [("王芳", "王芳", True)]


def test_a_lower_case_word_is_no_persons_name(uow: UnitOfWork, office: Office) -> None:
    reindex(uow, office.contact("Will"))
    assert known(uow, "he will call") == []


def test_nothing_is_asked_of_a_text_without_words(uow: UnitOfWork, office: Office) -> None:
    assert known(uow, "123 !!") == []


def test_words_of_the_name_behind_its_short_form_belong_to_it(uow: UnitOfWork, office: Office) -> None:
    name = "荣盛房地产发展股份有限公司"
    reindex(uow, office.company(name))
    assert known(uow, "刚和荣盛发展聊完") == [(name, "荣盛发展", False)]
    assert known(uow, "刚和荣盛聊完") == [(name, "荣盛", False)]
