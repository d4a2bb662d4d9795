"""Whether two writings are one company."""

import pytest

from service.domain.companies import company_key, same_company


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("北浜精機株式会社", "株式会社 北浜精機"),
        ("北浜精機㈱", "（株）北浜精機"),
        ("北浜精機（株）", "北浜精機"),
        ("髙木商事株式会社", "高木商事"),
        ("ＫＩＴＡ化学", "Kita化学株式会社"),
        ("Harbour Freight Systems, Inc.", "HARBOUR FREIGHT SYSTEMS"),
        ("Harbour Freight Systems Co., Ltd.", "Harbour Freight Systems K.K."),
        ("The Harbour Group plc", "Harbour Group"),
        ("一般社団法人 港湾協会", "港湾協会"),
        ("北浜精機株式会社 大阪支店", "北浜精機"),
        ("北浜精機", "北浜精機株式会社　第二工場"),
    ],
)
def test_one_company(a: str, b: str) -> None:
    assert same_company(a, b)
    assert same_company(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("北浜精機株式会社", "北浜精機販売株式会社"),
        ("北浜精機", "北浜精機ホールディングス株式会社"),
        ("Harbour Freight", "Harbour Foods"),
        ("", ""),
        ("北浜精機", ""),
    ],
)
def test_two_companies(a: str, b: str) -> None:
    assert not same_company(a, b)


@pytest.mark.parametrize("name", ["株式会社", "Co., Ltd.", "㈱", "Company"])
def test_a_name_that_is_nothing_but_a_form_keeps_a_key(name: str) -> None:
    assert company_key(name)


@pytest.mark.parametrize("name", ["北浜精機㈱", "The Harbour Group plc", "Kita化学 株式会社"])
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert company_key(company_key(name)) == company_key(name)
