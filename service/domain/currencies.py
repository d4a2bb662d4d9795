"""Currencies: their minor units, how people write them, and what they are called."""

from collections.abc import Mapping
from types import MappingProxyType

from service.domain.wording import Words

_BY_DIGITS = {
    0: "JPY KRW VND CLP ISK",
    2: """USD EUR GBP CHF CNY HKD TWD SGD AUD NZD CAD SEK NOK DKK PLN CZK HUF INR THB MYR IDR PHP BRL MXN ZAR TRY AED
        SAR ILS RON BGN""",
    3: "KWD BHD OMR JOD TND",
}
MINOR_DIGITS: Mapping[str, int] = MappingProxyType(
    {code: digits for digits, codes in _BY_DIGITS.items() for code in codes.split()}
)
"""ISO 4217 code → digits after the decimal point. A currency that is not here is not known to the product."""

NAMES: Mapping[str, Words] = MappingProxyType(
    {
        "JPY": Words("円", "JPY"),
        "USD": Words("米ドル", "USD"),
        "EUR": Words("ユーロ", "EUR"),
        "GBP": Words("ポンド", "GBP"),
        "CHF": Words("スイスフラン", "CHF"),
        "CNY": Words("人民元", "CNY"),
        "KRW": Words("ウォン", "KRW"),
        "SGD": Words("シンガポールドル", "SGD"),
        "AUD": Words("豪ドル", "AUD"),
        "HKD": Words("香港ドル", "HKD"),
        "TWD": Words("台湾ドル", "TWD"),
        "THB": Words("バーツ", "THB"),
    }
)

WRITTEN: Mapping[str, str] = MappingProxyType(
    {
        "us$": "USD",
        "a$": "AUD",
        "au$": "AUD",
        "c$": "CAD",
        "ca$": "CAD",
        "s$": "SGD",
        "hk$": "HKD",
        "nt$": "TWD",
        "nz$": "NZD",
        "r$": "BRL",
        "€": "EUR",
        "£": "GBP",
        "₩": "KRW",
        "₹": "INR",
        "฿": "THB",
        "円": "JPY",
        "圓": "JPY",
        "yen": "JPY",
        "euro": "EUR",
        "euros": "EUR",
        "pounds": "GBP",
        "dollars": "USD",
        "ドル": "USD",
        "弗": "USD",
        "元": "CNY",
        "フラン": "CHF",
        "rmb": "CNY",
        **{words.ja: code for code, words in NAMES.items()},
    }
)
"""How a currency is written beside an amount, in lower case → its code. Only signs of one meaning."""

SHARED_SIGNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "¥": ("JPY", "CNY"),
        "$": ("USD", "AUD", "CAD", "SGD", "HKD", "TWD", "NZD", "MXN"),
        "kr": ("SEK", "NOK", "DKK", "ISK"),
    }
)
"""A sign of several currencies → these. The column's own currency decides; else the first one is meant."""


def name_of(currency: str, locale: str) -> str:
    """What the currency is called in a sentence: 円, ユーロ; JPY, EUR. Its code where it has no name."""
    words = NAMES.get(currency)
    return words.of(locale) if words else currency
