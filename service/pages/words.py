"""Words for codes that the graph holds: stages of deals, kinds of meetings and of employment, states of a post.

A text that is no code of ours was written by a person: it is shown as it is.
"""

from collections.abc import Mapping

from service.domain.roles import MEDDICC, RINGI, parse_role, role_of
from service.domain.wording import Words

STAGE: Mapping[str, Words] = {
    "idea": Words("構想", "Idea"),
    "lead": Words("見込み", "Lead"),
    "qualified": Words("案件化", "Qualified"),
    "proposal": Words("提案", "Proposal"),
    "negotiation": Words("交渉", "Negotiation"),
    "committed": Words("内示", "Committed"),
    "won": Words("受注", "Won"),
    "lost": Words("失注", "Lost"),
}
MEETING: Mapping[str, Words] = {
    "meeting": Words("面談", "Meeting"),
    "call": Words("電話", "Call"),
    "web": Words("オンライン", "Online"),
    "mail": Words("メール", "Mail"),
    "event": Words("催し・会食", "Event"),
    "other": Words("その他", "Other"),
}
EMPLOYMENT: Mapping[str, Words] = {
    "regular": Words("社員", "Employee"),
    "officer": Words("役員", "Officer"),
    "adviser": Words("相談役・顧問", "Adviser"),
    "seconded_in": Words("出向受け入れ", "Seconded in"),
    "seconded_out": Words("出向中", "Seconded out"),
    "former": Words("退職", "Former"),
}
SCOPE: Mapping[str, Words] = {
    "opportunity": Words("商談", "Deal"),
    "department": Words("部署", "Department"),
    "account": Words("顧客全体", "Whole account"),
}
KIND: Mapping[str, Words] = {
    "Account": Words("顧客", "Account"),
    "Department": Words("部署", "Department"),
    "Post": Words("ポスト", "Post"),
    "Person": Words("人", "Person"),
    "Member": Words("自社の人", "One of us"),
    "Unit": Words("自社の部署", "Our unit"),
    "Meeting": Words("面談", "Meeting"),
    "Opportunity": Words("商談", "Deal"),
    "Stance": Words("姿勢", "Stance"),
}
FIELD: Mapping[str, Words] = {
    "name": Words("名前", "name"),
    "kana": Words("カナ", "kana"),
    "romaji": Words("ローマ字", "romaji"),
    "email": Words("メール", "mail"),
    "phone": Words("電話", "phone"),
    "note": Words("備考", "note"),
    "title": Words("役職", "title"),
    "line_rank": Words("役職の順位", "rank"),
    "capacity": Words("定員", "capacity"),
    "kind": Words("種別", "kind"),
    "stage": Words("フェーズ", "stage"),
    "amount_minor": Words("金額", "amount"),
    "currency": Words("通貨", "currency"),
    "order_on": Words("受注予定日", "close date"),
    "held_on": Words("実施日", "held on"),
    "planned_on": Words("予定日", "planned on"),
    "state": Words("状態", "state"),
    "subject": Words("件名", "subject"),
    "two_way": Words("双方向", "two-way"),
    "level": Words("姿勢", "stance"),
    "evidence": Words("根拠", "evidence"),
    "assessed_on": Words("評価日", "assessed on"),
    "HOLDS": Words("ポスト", "post"),
    "PLACED_IN": Words("所属", "department"),
    "PART_OF": Words("上の部署", "part of"),
    "REPORTS_TO": Words("上司", "reports to"),
    "VACANT": Words("空席", "vacant"),
    "KEY_TO": Words("重要な理由", "why key"),
    "PLAYS_ROLE_IN": Words("商談での役割", "role in a deal"),
    "COVERS": Words("担当", "covers"),
    "BELONGS_TO": Words("自社の部署", "our unit"),
    "TARGETS": Words("部門", "department"),
    "FOR": Words("顧客", "account"),
    "IN_ACCOUNT": Words("顧客", "account"),
    "WORKS_FOR": Words("勤務先", "works for"),
    "ON_TEAM_OF": Words("担当チーム", "on the team of"),
}
ALWAYS_SAME = frozenset({"IN_ACCOUNT", "WORKS_FOR", "FOR", "ON_TEAM_OF"})
"""Facts that only tie a new record to its account: a preview does not repeat them."""

BAND: Mapping[int, Words] = {
    96: Words("社長・会長から", "From president, chair"),
    78: Words("役員から", "From officers"),
    64: Words("部長から", "From department heads"),
    46: Words("課長から", "From managers"),
}
"""Lowest rank of a filter, and what it is called."""


def word(table: Mapping[str, Words], code: str | None, locale: str) -> str:
    """The word of a code; the code itself where it is a text of a person; empty for none."""
    if not code:
        return ""
    known = table.get(code)
    return known.of(locale) if known else code


def role_word(code: str, locale: str) -> str:
    """The name of a role as the graph holds it."""
    for pack in (RINGI, MEDDICC):
        role = role_of(pack, code)
        if role.pack == pack:
            return role.label.of(locale)
    return parse_role(code).label.of(locale)
