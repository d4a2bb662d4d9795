"""The rank of title words, 0–100, as data. The default table; a company's own overrides go before it.

`_TABLE` holds the rows that are published practice, `_ASSUMED` those that this product assumes beside them. A line is:
rank, kind, words. Side ranks (相談役, 監査役, 社外取締役 …) stand outside the order: their rank is `-`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

Sector = Literal["company", "ministry", "prefecture"]
"""Whose ladder it is: 部長 and 課長 of a ministry stand far above those of a company."""


class Kind(StrEnum):
    """The four systems of titles, which are never mixed, and what stands outside them."""

    ORGAN = "organ"
    GRADE = "grade"
    POST = "post"
    PERSONAL = "personal"
    SIDE = "side"
    AREA = "area"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RankRow:
    """What a title word says: its kind, its rank (None: outside the order), the legal organ it implies."""

    word: str
    kind: Kind
    rank: int | None
    organ: str | None = None


_TABLE = """
98 grade 会長 会長執行役員
96 grade 社長 社長執行役員 頭取 CEO 最高経営責任者
92 grade 副会長 副社長 副社長執行役員 COO 最高執行責任者
88 grade 専務 専務取締役 専務執行役員 専務執行役
84 grade 常務 常務取締役 常務執行役員 常務執行役
82 organ 代表取締役 取締役 代表執行役 執行役
78 grade 上席執行役員 執行役員 CFO CTO CIO CDO CISO CHRO CMO CSO CRO CPO
78 personal 理事 フェロー
72 post 本部長 事業本部長 カンパニープレジデント 支社長
68 post 事業部長 統括部長 副本部長 工場長
64 post 部長 室長 研究所長 支店長
64 personal 参与
60 post 副部長 部長代理 次長
60 personal 担当部長 専任部長 付部長
52 post 課長 グループ長 マネージャー 営業所長
52 personal 参事
46 post 課長代理 課長補佐 副課長
46 personal 担当課長 主幹
36 post 係長 チームリーダー 職長
36 personal 主査
28 personal 主任 チーフ リーダー
10 personal 一般 担当 スタッフ
- side 監査役 監査等委員 社外取締役 相談役 顧問 名誉会長 最高顧問 社外監査役 会計参与
"""

_ASSUMED = """
96 grade 理事長 代表社員
92 grade 副頭取 副理事長
88 grade 専務理事
84 grade 常務理事
78 grade 上級執行役員 常務役員 業務執行役員 最高財務責任者 最高技術責任者 最高情報責任者 最高人事責任者
72 post カンパニー長 カンパニー社長 統括本部長 本店長 部門長
68 post 本部長代理 副事業本部長 副支社長 局長 事業所長 製造所長 製作所長
64 post 副事業部長 事業部長代理 本部長補佐 センター長 ユニット長 ゼネラルマネージャー ゼネラルマネジャー GM 研究部長
64 personal 部長級
60 post 部長補佐 副室長 室長代理 副支店長 副工場長 副センター長 副研究所長
60 personal 部長待遇 部長心得 専門部長 次長級
56 post シニアマネージャー シニアマネジャー
56 personal 上席参事
52 post マネジャー マネージャ 課長代行 グループリーダー 店長 事務所長 グループマネージャー
52 personal 課長級 上級主幹
46 post 副グループ長 グループ長代理 支店長代理 出張所長 副店長
46 personal 専任課長 課長待遇 課長心得 付課長 主席
36 post チーム長 班長 アシスタントマネージャー アシスタントマネジャー
28 post 係長代理 副係長 サブリーダー
28 personal 副主任 主任補
10 personal 担当者 社員 一般社員 正社員 契約社員 派遣社員 部員 課員 係員 メンバー 事務職
- side 独立社外取締役 社外役員 常勤監査役 非常勤監査役 特別顧問 技術顧問 名誉顧問 アドバイザー シニアアドバイザー
"""

_MINISTRY = """
98 grade 大臣
96 grade 副大臣 政務官 大臣政務官 事務次官
92 grade 長官 省名審議官
88 post 局長 官房長 政策統括官
84 post 部長
78 post 審議官 次長 局次長 地方局長
72 post 課長 参事官
60 post 室長 企画官 調整官
52 post 総括課長補佐
46 post 課長補佐
46 personal 専門官
36 post 係長
36 personal 専門職
28 personal 主任
10 personal 係員
"""

_PREFECTURE = """
98 grade 知事 市長
96 grade 副知事 副市長
88 post 局長
84 post 部長 危機管理監
78 post 次長
64 post 課長
64 personal 参事
52 post 課長補佐
36 post 係長
28 personal 主任 主事
10 personal 係員
- side 議員 監査委員
"""

_ENGLISH = """
98 grade chairman; chair; chairwoman; chairperson; executive chairman; executive chair; chairman of the board
96 grade president; ceo; chief executive; chief executive officer; permanent secretary
92 grade coo; chief operating officer; deputy president; vice chairman; vice chair; deputy chairman; deputy chair; evp
92 grade executive vice president; deputy ceo; deputy chief executive
88 grade senior managing director; director general
84 grade managing director; md
82 organ board director; director of the board; member of the board; board member; representative director
78 grade executive officer; corporate officer; vice president; vp; svp; senior vice president; executive director
78 grade cfo; cto; cio; cdo; ciso; chro; cmo; cso; cro; cpo; cco; clo; cao; cdio
78 grade general counsel
72 post division head; head of division; divisional director; country manager
68 post senior director; plant manager; factory manager; regional director
64 post director; general manager; gm; head; department head; department manager; branch manager; chief of staff
60 post deputy director; deputy general manager; associate director; assistant director; deputy head; avp
60 post assistant vice president; associate vice president
56 post senior manager; associate general manager
52 post manager; section chief; section manager; group manager; store manager; team manager
46 post deputy manager; deputy section chief
36 post assistant manager; team leader; team lead; assistant section chief; foreman
28 personal supervisor; senior staff; chief clerk
10 personal staff; staff member; clerk; analyst; associate; assistant; trainee; intern; member of staff
10 personal executive assistant; personal assistant; pa; ea
- side adviser; advisor; senior adviser; senior advisor; special adviser; special advisor; honorary chairman
- side non-executive director; ned; independent director; outside director; statutory auditor; corporate auditor
- side honorary chair; non-executive chair; non-executive chairman; audit and supervisory board member
96 personal scs4; scs pay band 4
88 personal scs3; scs pay band 3
78 personal scs2; scs pay band 2
72 personal scs1; scs1a; scs pay band 1; scs
60 personal grade 6; g6
52 personal grade 7; g7
46 personal seo; senior executive officer
36 personal heo; higher executive officer
28 personal eo
10 personal ao; aa; administrative officer; administrative assistant; administration officer
"""

_NO_RANK = """
プロジェクトマネージャー;プロジェクトマネジャー;プロダクトマネージャー;プロダクトマネジャー;アカウントマネージャー
アカウントマネジャー;主任研究員;主幹研究員;主任技師;主任技術者;project manager;product manager;program manager
programme manager;account manager;key account manager;case manager;community manager;relationship manager
customer success manager;social media manager;office manager
"""
NO_RANK = frozenset(word.strip() for word in _NO_RANK.replace("\n", ";").split(";") if word.strip())
"""Words that end like a title and say nothing about rank: they are asked for."""

_ORGANS = ("代表取締役", "社外取締役", "取締役", "代表執行役", "執行役", "監査役", "監査等委員", "会計参与")
"""Legal organs; 執行役員 is none, though it begins like one."""

BANDS = ((96, "X1"), (82, "X2"), (78, "X3"), (64, "M1"), (60, "M2"), (46, "M3"), (36, "S1"), (28, "S2"), (0, "S3"))
"""(lowest rank, band), from the top."""

SIDE_BAND = "side"


def band(rank: int | None) -> str | None:
    """The band of a rank, X1 to S3; None where the rank is unknown."""
    return None if rank is None else next(name for lowest, name in BANDS if rank >= lowest or lowest == 0)


def word_key(word: str) -> str:
    """The form in which title words are compared: half-width, lower case, no spaces beside Japanese characters."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("統轄", "統括")
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", re.sub(r"\s+", " ", plain).strip())


def organ_in(word: str) -> str | None:
    """The legal organ that a title word names: 常務取締役 → 取締役; 常務執行役員 names none."""
    if word.endswith("執行役員"):
        return None
    return next((organ for organ in _ORGANS if organ in word), None)


def _read(text: str) -> dict[str, RankRow]:
    rows: dict[str, RankRow] = {}
    for line in text.strip().splitlines():
        rank, kind, words = line.split(" ", 2)
        for word in words.split("; ") if words.islower() else words.split():
            rows[word_key(word)] = RankRow(word, Kind(kind), None if rank == "-" else int(rank), organ_in(word))
    return rows


_COMPANY = _read(_ASSUMED) | _read(_TABLE)
_PUBLIC = _read(_PREFECTURE) | _read(_MINISTRY)

JAPANESE: Mapping[Sector, Mapping[str, RankRow]] = MappingProxyType(
    {
        "company": MappingProxyType(_PUBLIC | _COMPANY),
        "ministry": MappingProxyType(_PUBLIC | _COMPANY | _read(_MINISTRY)),
        "prefecture": MappingProxyType(_PUBLIC | _COMPANY | _read(_PREFECTURE)),
    }
)
"""Sector → word key → row. A word that only another sector uses keeps that sector's rank."""

_ACRONYMS_TEXT = """
ceo coo cfo cto cio cdo ciso chro cmo cso cro cpo cco clo cao cdio evp svp vp avp gm md ned pa ea seo heo eo ao aa
"""
_ACRONYMS = frozenset(_ACRONYMS_TEXT.split())

ENGLISH: Mapping[str, RankRow] = MappingProxyType(_read(_ENGLISH))


def shown(word: str) -> str:
    """A title word of the tables as it is written: General Manager, CEO, SCS2. Japanese words and capitals stay."""
    if word in _ACRONYMS or word.startswith("scs"):
        return word.upper()
    if not word.islower():
        return word
    return " ".join(part if part in ("of", "the", "and") else part.capitalize() for part in word.split(" "))
