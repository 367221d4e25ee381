"""How people's names are compared, in every script and order."""

import pytest

from understanding.matching.likeness import Way, compare_people
from understanding.matching.person import parse_person, splits


def way(asked: str, known: str) -> Way:
    return compare_people(parse_person(asked), parse_person(known)).way


@pytest.mark.parametrize(
    ("asked", "known", "expected"),
    [
        ("SMITH, Anna", "Anna Smith", Way.SAME),
        ("Dr. Anna Smith", "Anna Smith", Way.SAME),
        ("José Núñez", "Jose Nunez", Way.SAME),
        ("annasmith", "Anna Smith", Way.JOINED),
        ("anna_smith77", "Anna Smith", Way.SAME),
        ("Bob Miller", "Robert Miller", Way.NICKNAME),
        ("A. Smith", "Anna Smith", Way.INITIAL),
        ("asmith", "Anna Smith", Way.INITIAL),
        ("Anna Smiht", "Anna Smith", Way.TYPO),
        ("Smith", "Anna Smith", Way.PART),
        ("Владимир Петров", "Vladimir Petrov", Way.SAME),
        ("王芳", "王芳", Way.SAME),
        ("呂建國", "吕建国", Way.SAME),
        ("王总", "王芳", Way.TITLE),
        ("老王", "王芳", Way.TITLE),
        ("何婧", "何静", Way.HOMOPHONE),
        ("Wang Xiaofang", "王晓芳", Way.PINYIN),
        ("Xiaofang Wang", "王晓芳", Way.PINYIN),
        ("wangxiaofang", "王晓芳", Way.PINYIN),
        ("Chen Jing", "陈静", Way.PINYIN_SHORT),
        ("Ouyang Xue", "欧阳雪", Way.PINYIN),
        ("Lyu Buyi", "吕布衣", Way.PINYIN),
    ],
)
def test_the_same_person_written_otherwise(asked: str, known: str, expected: Way) -> None:
    assert way(asked, known) is expected


@pytest.mark.parametrize(
    ("reading", "name"),
    [("Zeng Guofan", "曾国藩"), ("Shan Tianfang", "单田芳"), ("Qiu Yingjun", "仇英俊"), ("Xie Zhendong", "解振东")],
)
def test_surnames_are_read_as_surnames(reading: str, name: str) -> None:
    assert way(reading, name) is Way.PINYIN


@pytest.mark.parametrize(
    ("asked", "known"), [("王芳芳", "王芳"), ("Mary Jones", "Anna Smith"), ("Li Qiang", "王芳"), ("赵磊", "赵敏")]
)
def test_another_person_is_not_taken_for_the_same(asked: str, known: str) -> None:
    near = compare_people(parse_person(asked), parse_person(known))
    assert near.way in {Way.OTHER, Way.ALIKE, Way.PART}
    assert near.degree <= 0.6


@pytest.mark.parametrize(
    ("text", "name", "company"),
    [
        ("徐娜 招商银行", "徐娜", "招商银行"),
        ("招商银行 徐娜", "徐娜", "招商银行"),
        ("长虹罗敏", "罗敏", "长虹"),
        ("Anna Smith (Acme)", "anna smith", "acme"),
        ("Anna Smith @ Acme Ltd", "anna smith", "acme ltd"),
        ("Anna Smith from Acme", "anna smith", "acme"),
        ("Li Wei Acme Robotics", "li wei", "acme robotics"),
    ],
)
def test_name_and_company_in_one_are_told_apart(text: str, name: str, company: str) -> None:
    assert (name, company) in splits(text)


def test_a_name_that_ends_like_a_title_stays_a_name() -> None:
    assert parse_person("朱博").given == "博"
    assert parse_person("Tan Chunmei").words == ("tan", "chunmei")
