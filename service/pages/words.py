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
