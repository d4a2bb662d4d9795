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
    "source": Words("出どころ", "source"),
    "confidence": Words("確からしさ", "confidence"),
    "Member.level": Words("関係の深さ", "relationship"),
    "Member.desired_level": Words("目標の関係", "wanted relationship"),
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
    "ATTENDED": Words("出席した面談", "attended"),
    "SCOPED_TO": Words("対象", "about"),
    "ABOUT": Words("商談", "deal"),
    "OF": Words("評価された人", "person"),
    "BY": Words("評価者", "by"),
    "TOWARD": Words("対象", "towards"),
    "IDENTIFIED_BY": Words("元の記録の番号", "record id"),
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

LIST: Mapping[str, Words] = {
    "org": Words("組織図", "Org"),
    "members": Words("自社", "Members"),
    "meetings": Words("面談", "Meetings"),
    "opportunities": Words("商談", "Opportunities"),
    "stances": Words("スタンス", "Stances"),
    "key_people": Words("キーパーソン", "Key people"),
}
"""What a table of an import may list."""
REMARK: Mapping[str, Words] = {
    "unknown_manager": Words("上司が見つからない", "Superior not found"),
    "ambiguous_manager": Words("上司が一人に決まらない", "Several superiors fit"),
    "manager_without_post": Words("上司に席がない", "Superior without a post"),
    "two_managers": Words("上司が2人", "Two superiors"),
    "self_report": Words("自分が上司", "Reports to himself or herself"),
    "cycle": Words("上司をたどると元に戻る", "Reporting lines in a circle"),
    "duplicate_id": Words("番号の重複", "The same id twice"),
    "duplicate_person": Words("同じ人かもしれない行", "Perhaps the same person"),
    "unit_name": Words("部署の名前らしい氏名", "Names that look like departments"),
    "no_header": Words("見出しのない表", "Tables without a header"),
    "aside": Words("集計や注記の行", "Totals and notes"),
    "ditto": Words("「同上」の行", "Rows with “ditto”"),
    "filled_down": Words("上の行から補った部署", "Departments from the row above"),
    "hidden_sheet": Words("非表示のシート", "Hidden sheets"),
    "hidden_rows": Words("非表示の行", "Hidden rows"),
    "several_names": Words("一人の名前に見えない氏名", "More than one name"),
    "unit_row": Words("部署や窓口の名前らしい行", "Rows that look like departments or desks"),
    "duplicate_department": Words("同じ部署", "The same department twice"),
    "unknown_parent": Words("決まらない上位の部署", "Department above not settled"),
    "duplicate_email": Words("メールの重複", "The same mail address twice"),
    "duplicate_meeting": Words("同じ面談", "The same meeting twice"),
    "duplicate_opportunity": Words("同じ商談", "The same deal twice"),
    "unknown_title": Words("順位の分からない役職", "Titles of unknown rank"),
    "bad_date": Words("読めない日付", "Dates that cannot be read"),
    "undated": Words("まだない日付", "Dates not known yet"),
    "period_date": Words("月や年度で書かれた日付", "Dates given as a month or fiscal year"),
    "bad_amount": Words("読めない金額", "Amounts that cannot be read"),
    "bad_stance": Words("読めない立場", "Stances that cannot be read"),
    "bad_confidence": Words("読めない確からしさ", "Confidence that cannot be read"),
    "bad_relationship": Words("読めない関係の深さ", "Relationships that cannot be read"),
    "relationship_count": Words("担当と数の合わない関係の深さ", "Relationships that do not match who covers"),
    "bad_email": Words("メールではない値", "Not a mail address"),
    "bad_two_way": Words("双方向かどうか読めない", "Two-way or not: cannot be read"),
    "bad_probability": Words("読めない確度", "Probabilities that cannot be read"),
    "blank_name": Words("名前のない行", "Rows without a name"),
    "empty_row": Words("空の行", "Empty rows"),
    "left_out": Words("取り込まないと決めた行", "Left out by choice"),
    "template_example": Words("ひな形の記入例", "Examples of the template"),
    "ignored_column": Words("使わない列", "Columns not used"),
    "guessed_column": Words("似た見出しとして読んだ列", "Columns read by likeness"),
    "key_column": Words("番号として読んだ列", "Columns read as numbers of rows"),
    "not_kept": Words("残さない列", "Columns not kept"),
    "ignored_sheet": Words("使わないシート", "Sheets not used"),
    "no_rows": Words("行のない表", "Tables without rows"),
    "above_header": Words("見出しの上の行", "Rows above the header"),
    "repeated_header": Words("くり返された見出し", "The header again"),
    "eliminated_post": Words("廃止されたポスト", "Eliminated posts"),
    "unreadable_bytes": Words("文字として読めないセル", "Cells that are no text"),
    "hidden_characters": Words("見えない文字", "Characters that cannot be seen"),
    "formula_error": Words("値のない数式", "Formulas without a value"),
    "encoding_guessed": Words("推定した文字コード", "Encoding guessed"),
    "start_unknown": Words("就任日が分からない人", "Start not known"),
    "future_start": Words("これからの就任", "Starts in the future"),
    "name_changed": Words("変わった名前", "Changed names"),
    "unknown_department": Words("見つからない部署", "Departments not found"),
    "ambiguous_department": Words("一つに決まらない部署", "Several departments fit"),
    "matched_name": Words("読み替えた名前", "Names read as another writing"),
    "person_not_on_chart": Words("組織図にない人", "Not on the chart"),
    "unknown_person": Words("見つからない人", "People not found"),
    "ambiguous_person": Words("一人に決まらない人", "Several people fit"),
    "unknown_post": Words("見つからないポスト番号", "Post ids not found"),
    "unknown_opportunity": Words("見つからない商談", "Deals not found"),
    "ambiguous_opportunity": Words("一つに決まらない商談", "Several deals fit"),
    "unknown_state": Words("知らない状態", "Unknown states"),
    "unknown_kind": Words("知らない種別", "Unknown kinds"),
    "unknown_stage": Words("知らないフェーズ", "Unknown stages"),
    "nameless": Words("名前のない参加者", "Attendees without a name"),
    "new_member": Words("新しい自社の人", "New people of ours"),
    "new_topic": Words("新しい施策", "New initiatives"),
    "key_seat": Words("席としてのキーパーソン", "Key posts"),
    "no_attendee": Words("参加者のない面談", "Meetings without attendees"),
    "future_meeting": Words("先の日付の実施済み面談", "Held meetings of the future"),
    "future_stance": Words("先の日付の評価", "Assessments of the future"),
    "stance_unknown": Words("未確認の立場", "Stances not known"),
    "no_assessor": Words("評価者のない評価", "Assessments without an assessor"),
    "duplicate_member": Words("自社の同じ名前", "The same name on our side"),
    "older_card": Words("組織図より古い名刺", "Cards older than the chart"),
    "other_company": Words("ほかの会社の行", "Rows of other companies"),
    "seat_held": Words("ほかの人がいるポスト", "Posts held by somebody else"),
}
"""What a kind of remark on an import is called."""
RANK: Mapping[int, Words] = {
    96: Words("社長・会長級", "President, chair"),
    88: Words("専務級", "Senior managing officer"),
    84: Words("常務級", "Managing officer"),
    78: Words("執行役員級", "Officer"),
    72: Words("本部長級", "Division head"),
    68: Words("事業部長級", "Business unit head"),
    64: Words("部長級", "Department head"),
    60: Words("次長・担当部長級", "Deputy department head"),
    52: Words("課長級", "Manager"),
    46: Words("課長代理級", "Deputy manager"),
    36: Words("係長級", "Team leader"),
    28: Words("主任級", "Senior staff"),
    10: Words("一般", "Staff"),
}
"""Ranks a title may be given by hand, and what they are called."""


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
