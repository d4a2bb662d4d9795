"""Roles that people play in a purchase: the 稟議 pack, the pack of MEDDICC and its relatives, and how they map."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.domain.wording import Words

RINGI, MEDDICC, CUSTOM = "ringi", "meddicc", "custom"


@dataclass(frozen=True, slots=True)
class Role:
    """A role in a deal. `pack` and `code` are what the graph holds; of a custom role, `code` is the text as written.

    `counterpart` is the code of the role in the other pack that means the same in a report; a custom role has none.
    """

    pack: str
    code: str
    label: Words
    counterpart: str | None = None

    @property
    def approving(self) -> bool:
        """Whether this role says the final yes."""
        return (self.pack, self.code) in APPROVING


def _pack(pack: str, rows: tuple[tuple[str, str, str, str], ...]) -> Mapping[str, Role]:
    return MappingProxyType({code: Role(pack, code, Words(ja, en), other) for code, ja, en, other in rows})


_RINGI = _pack(
    RINGI,
    (
        ("drafter", "起案者", "Drafter", "champion"),
        ("promoter", "推進者", "Promoter", "champion"),
        ("user_owner", "利用部門責任者", "User owner", "user_buyer"),
        ("technical_evaluator", "技術評価者", "Technical evaluator", "technical_buyer"),
        ("budget_holder", "予算管理者", "Budget holder", "economic_buyer"),
        ("purchasing", "購買", "Purchasing", "procurement"),
        ("legal_security", "法務・セキュリティ", "Legal and security", "legal"),
        ("concurring", "合議者", "Concurring reviewer", "technical_buyer"),
        ("secretariat", "会議体事務局", "Committee secretariat", "gatekeeper"),
        ("final_approver", "決裁者", "Final approver", "economic_buyer"),
        ("influencer", "影響者", "Influencer", "influencer"),
        ("opponent", "反対者", "Opponent", "counter_champion"),
    ),
)
_MEDDICC = _pack(
    MEDDICC,
    (
        ("economic_buyer", "エコノミックバイヤー", "Economic buyer", "final_approver"),
        ("decision_maker", "意思決定者", "Decision maker", "final_approver"),
        ("approver", "承認者", "Approver", "final_approver"),
        ("champion", "チャンピオン", "Champion", "promoter"),
        ("coach", "コーチ", "Coach", "influencer"),
        ("technical_buyer", "テクニカルバイヤー", "Technical buyer", "technical_evaluator"),
        ("user_buyer", "ユーザーバイヤー", "User buyer", "user_owner"),
        ("procurement", "調達", "Procurement", "purchasing"),
        ("legal", "法務", "Legal", "legal_security"),
        ("gatekeeper", "ゲートキーパー", "Gatekeeper", "secretariat"),
        ("influencer", "インフルエンサー", "Influencer", "influencer"),
        ("executive_sponsor", "エグゼクティブスポンサー", "Executive sponsor", "promoter"),
        ("counter_champion", "カウンターチャンピオン", "Counter-champion", "opponent"),
    ),
)
PACKS: Mapping[str, Mapping[str, Role]] = MappingProxyType({RINGI: _RINGI, MEDDICC: _MEDDICC})
"""Pack → code → role, in the order in which a form offers them."""

APPROVING: frozenset[tuple[str, str]] = frozenset(
    {(RINGI, "final_approver"), (MEDDICC, "economic_buyer"), (MEDDICC, "decision_maker"), (MEDDICC, "approver")}
)
"""(pack, code) of the roles that say the final yes."""

_SYNONYMS: Mapping[tuple[str, str], str] = {
    (RINGI, "drafter"): "起案 起案担当 稟議起案者 発議者 申請者 drafter originator initiator requester",
    (RINGI, "promoter"): "社内推進者 推進 推進担当 推進役 プロモーター 支援者 promoter internalpromoter",
    (
        RINGI,
        "user_owner",
    ): "利用部門 利用者 利用部門長 利用責任者 現場責任者 現場 現場の利用者 ユーザー ユーザ部門 ユーザー部門"
    " ユーザー部門責任者 エンドユーザー userowner",
    (
        RINGI,
        "technical_evaluator",
    ): "技術評価 技術担当 技術責任者 評価者 技術者 システム部門 情報システム 情シス it評価者"
    " 技術審査 technicalevaluator evaluator itevaluator",
    (
        RINGI,
        "budget_holder",
    ): "予算責任者 予算管理 予算 予算権者 予算の監督者 予算保有者 経理 財務 経理・財務 budgetholder"
    " budgetowner finance budget",
    (
        RINGI,
        "purchasing",
    ): "購買担当 購買部 発注担当 発注担当者 発注者 調達担当 バイヤー 購買・調達 purchasing buyer purchaser",
    (
        RINGI,
        "legal_security",
    ): "法務 セキュリティ 法務担当 法務セキュリティ セキュリティ担当 コンプライアンス legalandsecurity"
    " security securityreview infosec compliance legal/security",
    (RINGI, "concurring"): "合議 合議先 回議者 承認者 中間承認者 審査者 concurringreviewer concurring reviewer",
    (RINGI, "secretariat"): "事務局 会議事務局 会議体 委員会事務局 committeesecretariat secretariat",
    (RINGI, "final_approver"): "決裁 決裁権者 決済者 最終決裁者 最終決定者 決定者 最終承認者 意思決定権者 決定権者"
    " finalapprover signatory",
    (RINGI, "influencer"): "影響 決裁者への影響者 影響力のある人 キーマン 真のキーマン 相談役",
    (RINGI, "opponent"): "反対 反対派 抵抗者 アンチ opponent detractor",
    (MEDDICC, "economic_buyer"): "economicbuyer eb economicdecisionmaker",
    (MEDDICC, "decision_maker"): "decisionmaker dm keydecisionmaker decider",
    (MEDDICC, "approver"): "approver secondarydecisionmaker approval",
    (MEDDICC, "champion"): "champion ch チャンプ",
    (MEDDICC, "coach"): "coach guide",
    (MEDDICC, "technical_buyer"): "technicalbuyer tb technicalbuyers",
    (MEDDICC, "user_buyer"): "userbuyer ub user enduser endusers",
    (MEDDICC, "procurement"): "procurement sourcing procurementlead",
    (MEDDICC, "legal"): "legal legalcounsel counsel",
    (MEDDICC, "gatekeeper"): "gatekeeper",
    (MEDDICC, "influencer"): "influencer recommender",
    (MEDDICC, "executive_sponsor"): "executivesponsor sponsor execsponsor スポンサー 役員スポンサー",
    (MEDDICC, "counter_champion"): "counterchampion competitorchampion antichampion blocker",
}


def parse_role(text: str) -> Role:
    """The role that a cell writes, in Japanese or English. A text that no pack knows is a custom role of that text."""
    shown = text.strip()
    key = _key(shown)
    found = _TABLE.get(key) or _TABLE.get(_key(re.sub(r"[(（].*$", "", shown)))
    return found or Role(CUSTOM, shown, Words(shown, shown))


def role_of(pack: str, code: str) -> Role:
    """The role that the graph holds as `pack` and `code`; one that no pack knows is a custom role of that text."""
    return PACKS.get(pack, {}).get(code) or Role(CUSTOM, code, Words(code, code))


def in_pack(role: Role, pack: str) -> Role:
    """The role as a report of the other pack names it; itself where it already belongs there or has no counterpart."""
    if role.pack == pack or role.counterpart is None:
        return role
    return PACKS[pack][role.counterpart]


def _key(text: str) -> str:
    return re.sub(r"[\s・_\-/‐−]", "", unicodedata.normalize("NFKC", text).casefold())


def _table() -> Mapping[str, Role]:
    """Key → role. Japanese words read as 稟議 before the English pack, English words the other way round."""
    table: dict[str, Role] = {}
    for (pack, code), words in _SYNONYMS.items():
        for word in words.split():
            table[_key(word)] = PACKS[pack][code]
    for locale, packs in (("ja", (MEDDICC, RINGI)), ("en", (RINGI, MEDDICC))):
        for pack in packs:
            for role in PACKS[pack].values():
                table[_key(role.label.of(locale))] = role
                table[_key(role.code)] = role
    table |= {_key(word): _RINGI[code] for word, code in (("承認者", "concurring"), ("法務", "legal_security"))}
    return MappingProxyType(table)


_TABLE = _table()
