"""How companies' names are compared: forms, short names, places, trades, sounds."""

import pytest

from understanding.matching.company import parse_company
from understanding.matching.firm_likeness import Firm, FirmLikeness
from understanding.matching.firms import compare_companies


def compared(asked: str, known: str) -> FirmLikeness:
    return compare_companies(parse_company(asked), parse_company(known))


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Siemens AG", "Siemens Aktiengesellschaft"),
        ("brembo spa", "Brembo S.p.A."),
        ("OOO Initsiativa", "Initsiativa o.O.O."),
        ("A.B.C. Company", "ABC Co., Ltd"),
        ("Procter and Gamble", "Procter & Gamble Co."),
        ("华为技术", "华为技术有限公司"),
        ("海康威视（杭州）", "杭州海康威视股份有限公司"),
        ("臺灣積體電路製造", "台湾积体电路制造股份有限公司"),
    ],
)
def test_forms_width_and_order_of_places_do_not_matter(asked: str, known: str) -> None:
    assert compared(asked, known).way is Firm.SAME


@pytest.mark.parametrize(
    ("asked", "known", "expected"),
    [
        ("云帆", "上海云帆科技有限公司", Firm.SHORT),
        ("上海云帆", "上海云帆科技有限公司", Firm.SHORT),
        ("工行", "中国工商银行股份有限公司", Firm.KNOWN),
        ("中石化", "中国石油化工股份有限公司", Firm.KNOWN),
        ("Gree", "珠海格力电器股份有限公司", Firm.KNOWN),
        ("BYD", "比亚迪股份有限公司", Firm.KNOWN),
        ("Yunfan Technology", "上海云帆科技有限公司", Firm.SOUND),
        ("海康威士", "杭州海康威视数字技术股份有限公司", Firm.SOUND),
        ("IBM", "International Business Machines", Firm.ACRONYM),
        ("Nedbank", "Nedbank Group Limited", Firm.GROUP),
        ("渝建材", "重庆建材贸易有限公司", Firm.SHORT),
        ("远帆物流", "远帆国际物流集团有限公司", Firm.SHORT),
        ("云帆制衣", "青岛即墨云帆制衣有限公司", Firm.SHORT),
        ("招行杭州分行", "招商银行股份有限公司杭州分行", Firm.KNOWN),
        ("云帆计术", "上海云帆技术有限公司", Firm.SOUND),
    ],
)
def test_what_people_call_a_company(asked: str, known: str, expected: Firm) -> None:
    assert compared(asked, known).way is expected


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("云帆餐饮管理有限公司", "上海云帆科技有限公司"),
        ("北京云帆科技有限公司", "上海云帆科技有限公司"),
        ("三一重工集团有限公司", "三一重工股份有限公司"),
    ],
)
def test_a_sibling_of_the_same_brand_is_another_company(asked: str, known: str) -> None:
    assert compared(asked, known).way is Firm.SIBLING


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("华为不锈钢制品厂", "华为技术有限公司"),
        ("招商证券", "招商银行股份有限公司"),
        ("Saudi Arabian Gas Company", "Saudi Telecom"),
        ("美的空调维修部", "美的集团股份有限公司"),
    ],
)
def test_a_near_name_is_not_the_company(asked: str, known: str) -> None:
    assert compared(asked, known).degree < 0.7


def test_a_form_alone_is_kept_as_a_name() -> None:
    assert parse_company("Limited").words == ("limited",)


def test_a_number_in_the_name_tells_companies_apart() -> None:
    assert compared("中铁十局", "中铁十二局集团有限公司").way is not Firm.SHORT


def test_the_branch_of_another_city_is_another_company() -> None:
    assert compared("云帆科技北京分公司", "云帆科技有限公司上海分公司").way is Firm.SIBLING
