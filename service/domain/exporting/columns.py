"""The sheets of the workbook: their names, their columns in both languages, and what may stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from service.domain.importing.tables import Sheet
from service.domain.importing.vocabulary import STAGES
from service.domain.stance import LABEL, Level
from service.domain.wording import Words

Shown = Literal["", "money", "percent"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `extra` ones stand in an export only where a row needs them, and never in the template.

    `note` says what to write; `choices` are offered as a list, other words are accepted too. `shown` is how
    its numbers are to be read.
    """

    field: str
    header: Words
    width: int
    note: Words
    choices: tuple[Words, ...] = ()
    extra: bool = False
    shown: Shown = ""


def _column(
    field: str, ja: str, en: str, width: int, note_ja: str, note_en: str, choices: tuple[Words, ...] = (),
    *, extra: bool = False, shown: Shown = "",
) -> Column:  # fmt: skip
    return Column(field, Words(ja, en), width, Words(note_ja, note_en), choices, extra, shown)


YES, NO = Words("○", "yes"), Words("×", "no")
NONE = "-"
HELD, VACANT, UNKNOWN = Words("在任", "Held"), Words("空席", "Vacant"), Words("不明", "Unknown")
SEATLESS, DEPARTMENT = Words("ポストなし", "Without post"), Words("部署", "Department")
MAIN, BESIDE = Words("本務", "Main"), Words("兼務", "Concurrent")
MEETING_KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "meeting": Words("面談", "Meeting"),
        "call": Words("電話", "Call"),
        "web": Words("オンライン", "Online"),
        "mail": Words("メール", "Mail"),
        "event": Words("イベント", "Event"),
        "other": Words("その他", "Other"),
    }
)
MEETING_STATES: Mapping[str, Words] = MappingProxyType(
    {"planned": Words("予定", "Planned"), "held": Words("実施", "Held"), "cancelled": Words("中止", "Cancelled")}
)
STAGE_WORDS: Mapping[str, Words] = MappingProxyType(
    dict(
        zip(
            STAGES,
            (
                Words("構想", "Idea"),
                Words("リード", "Lead"),
                Words("案件化", "Qualified"),
                Words("提案", "Proposal"),
                Words("交渉", "Negotiation"),
                Words("内示", "Committed"),
                Words("受注", "Won"),
                Words("失注", "Lost"),
            ),
            strict=True,
        )
    )
)
EMPLOYMENT: Mapping[str, Words] = MappingProxyType(
    {
        "regular": Words("正社員", "Regular"),
        "seconded_in": Words("出向受入", "Seconded in"),
        "seconded_out": Words("出向中", "Seconded out"),
        "officer": Words("役員", "Officer"),
        "adviser": Words("顧問", "Adviser"),
        "former": Words("退職済", "Former"),
    }
)
RELATIONSHIPS: Mapping[int, Words] = MappingProxyType(
    {
        1: Words("取引先", "Vendor"),
        2: Words("信頼できる情報源", "Credible source"),
        3: Words("課題解決の相手", "Problem solver"),
        4: Words("信頼される相談相手", "Trusted adviser"),
    }
)
CONFIDENCE: Mapping[str, Words] = MappingProxyType(
    {
        "confirmed": Words("確認済", "Confirmed"),
        "reported": Words("伝聞", "Reported"),
        "inferred": Words("推定", "Inferred"),
    }
)
STANCES = tuple(Words(LABEL["ja"][level], LABEL["en"][level]) for level in Level)
YES_OR_NO = (YES, NO)

TITLES: Mapping[Sheet, Words] = MappingProxyType(
    {
        Sheet.ORG: Words("組織図", "Org"),
        Sheet.MEMBERS: Words("自社", "Members"),
        Sheet.MEETINGS: Words("面談", "Meetings"),
        Sheet.OPPORTUNITIES: Words("商談", "Opportunities"),
        Sheet.STANCES: Words("スタンス", "Stances"),
        Sheet.KEY_PEOPLE: Words("キーパーソン", "Key People"),
    }
)
README = Words("読み方", "Read me")

_KEY = ("この表を出した記録の印。消さないと、取り込み直したときに同じ記録として読みます",
        "marks the record the row came from; kept, the row is read as the same record again")  # fmt: skip
_LITERAL = ("○なら、氏名と役職をこのとおりに読む", "yes: name and title are read exactly as they stand")

COLUMNS: Mapping[Sheet, tuple[Column, ...]] = MappingProxyType(
    {
        Sheet.ORG: (
            _column("employee_id", "社員番号", "Employee ID", 12, "同姓同名を区別します", "tells namesakes apart"),
            _column(
                "post_id", "ポスト番号", "Post ID", 12,
                "席を区別します。同じ番号の行は一つの席", "tells posts apart",
            ),
            _column(
                "name", "氏名", "Name", 18,
                "空席なら空のままか「空席」", "leave it empty where the post is vacant",
            ),
            _column("kana", "氏名カナ", "Kana", 18, "読み", "the reading of a Japanese name"),
            _column("romaji", "ローマ字", "Romaji", 18, "ローマ字の氏名", "the name in Latin letters"),
            _column("title", "役職", "Job Title", 26, "例: 執行役員 生産本部長", "e.g. Director, Procurement"),
            _column(
                "department", "所属", "Department", 44, "上から / で区切る。例: 生産本部/第一製造部",
                "from the top, divided by /, e.g. Operations/Supply Chain",
            ),
            _column(
                "reports_to", "上司", "Reports To", 26,
                "上司の氏名・社員番号・ポスト番号", "name, employee id or post id",
            ),
            _column(
                "dotted_to", "点線上司", "Dotted Line", 22,
                "もう一つの報告先。; で区切る", "further superiors, divided by ;",
            ),
            _column("email", "メール", "Email", 26, "メールアドレス", "mail address"),
            _column("phone", "電話", "Phone", 16, "電話番号", "phone number"),
            _column(
                "status", "状態", "Status", 12,
                "席の状態", "state of the post", (HELD, VACANT, UNKNOWN, SEATLESS),
            ),
            _column(
                "concurrency", "兼務", "Concurrent", 10,
                "二つ目からの席は「兼務」", "“Concurrent” for further posts", (MAIN, BESIDE),
            ),
            _column("start", "着任日", "Start Date", 12, "その席に就いた日", "the day the post was taken up"),
            _column(
                "employment", "雇用区分", "Employment", 14,
                "空なら正社員とは限らない", "empty is not known", tuple(EMPLOYMENT.values()),
            ),
            _column(
                "covered_by", "自社担当", "Covered By", 18,
                "この人を担当する自社の人。; で区切る", "who of us covers the person, divided by ;",
            ),
            _column(
                "relationship", "関係の深さ", "Relationship", 18,
                "自社担当との関係。何人もいれば同じ順に ; で区切る", "with who covers; of several in their order, by ;",
                tuple(RELATIONSHIPS.values()),
            ),
            _column(
                "relationship_wanted", "目標の関係", "Wanted Relationship", 18,
                "目指す関係の深さ。書き方は「関係の深さ」と同じ", "what it is to become, written in the same way",
                tuple(RELATIONSHIPS.values()),
            ),
            _column("note", "備考", "Note", 30, "自由記入", "anything else"),
            _column("literal", "表記どおり", "As Written", 10, *_LITERAL, YES_OR_NO, extra=True),
            _column(
                "capacity", "定員", "Capacity", 8,
                "この席に就ける人数", "how many may hold the post", extra=True,
            ),
            _column(
                "seat_kind", "ポスト種別", "Post Kind", 12,
                "人が去れば無くなる席は「個人」", "personal: ends with its holder", extra=True,
            ),
            _column(
                "line_rank", "ポスト序列", "Post Rank", 10,
                "役職から読めるのと違う序列", "where the title tells another rank", extra=True,
            ),
            _column(
                "acting", "代行", "Acting", 8,
                "代行・事務取扱", "holds the post for the time being", YES_OR_NO, extra=True,
            ),
            _column("legal_organ", "法定役職", "Legal Organ", 14, "取締役など", "board and other organs", extra=True),
            _column(
                "grade_title", "役員等級", "Executive Grade", 14,
                "執行役員など", "grade of an officer", extra=True,
            ),
            _column(
                "personal_grade", "個人等級", "Personal Grade", 14,
                "参事など", "grade of the person", extra=True,
            ),
            _column(
                "person_rank", "個人序列", "Person Rank", 10,
                "等級から読めるのと違う序列", "where the grade tells another rank", extra=True,
            ),
            _column(
                "representative", "代表権", "Representative", 10,
                "代表取締役など", "may represent the company", YES_OR_NO, extra=True,
            ),
            _column("person_key", "個人キー", "Person Key", 30, *_KEY, extra=True),
            _column("post_key", "ポストキー", "Post Key", 30, *_KEY, extra=True),
        ),
        Sheet.MEMBERS: (
            _column("name", "氏名", "Name", 18, "自社の人", "one of us"),
            _column("title", "役職", "Title", 26, "自社での役職", "title at our company"),
            _column("department", "部署", "Department", 28, "上から / で区切る", "from the top, divided by /"),
            _column("email", "メール", "Email", 28, "同姓同名を区別します", "tells namesakes apart"),
            _column("role", "役割", "Account Role", 16, "この顧客での役割", "role in the account team"),
            _column("member_key", "個人キー", "Member Key", 30, *_KEY, extra=True),
        ),
        Sheet.MEETINGS: (
            _column(
                "meeting_id", "面談番号", "Meeting ID", 12,
                "ほかの仕組みの番号", "its number in another system", extra=True,
            ),
            _column("date", "日付", "Date", 12, "面談した日、または予定日", "the day held, or planned"),
            _column("ours", "自社参加者", "Our Attendees", 30, "氏名を ; で区切る", "names divided by ;"),
            _column("theirs", "先方参加者", "Their Attendees", 40, "氏名を ; で区切る", "names divided by ;"),
            _column("kind", "種別", "Kind", 12, "空なら面談", "empty is a meeting", tuple(MEETING_KINDS.values())),
            _column("subject", "件名", "Subject", 30, "何についてか", "what it was about"),
            _column(
                "two_way", "双方向", "Two-way", 10,
                "空なら、メール以外は双方向", "empty is yes, but for mail", YES_OR_NO,
            ),
            _column(
                "opportunity", "商談", "Opportunity", 26,
                "商談シートの商談名", "a name of the sheet Opportunities",
            ),
            _column("state", "状態", "State", 10, "空なら実施", "empty is held", tuple(MEETING_STATES.values())),
            _column("note", "備考", "Note", 30, "自由記入", "anything else"),
            _column("meeting_key", "面談キー", "Meeting Key", 30, *_KEY, extra=True),
        ),
        Sheet.OPPORTUNITIES: (
            _column(
                "opportunity_id", "商談番号", "Opportunity ID", 14,
                "ほかの仕組みの番号", "its number in another system", extra=True,
            ),
            _column("name", "商談名", "Name", 28, "商談の名前", "what it is called"),
            _column(
                "amount", "金額", "Amount", 16, "税抜。例: 1億2,000万円", "without tax, e.g. 1.2m", shown="money"
            ),
            _column("currency", "通貨", "Currency", 8, "空なら顧客の通貨", "empty is that of the account"),
            _column("stage", "フェーズ", "Stage", 12, "商談の段階", "where it stands", tuple(STAGE_WORDS.values())),
            _column("close_date", "受注予定日", "Close Date", 12, "受注を見込む日", "the day the order is expected"),
            _column(
                "department", "部門", "Department", 28,
                "対象の部署。; で区切る", "departments it is for, divided by ;",
            ),
            _column("people", "関係者", "People", 60, "氏名:役割 を ; で区切る", "Name:role, divided by ;"),
            _column("kind", "種別", "Kind", 12, "新規、更新など", "new business, renewal …"),
            _column("probability", "確度", "Probability", 10, "60% や 0.6", "60% or 0.6", shown="percent"),
            _column("opportunity_key", "商談キー", "Opportunity Key", 30, *_KEY, extra=True),
        ),
        Sheet.STANCES: (
            _column("person", "氏名", "Person", 22, "組織図シートの氏名", "a name of the sheet Org"),
            _column("level", "立場", "Stance", 16, "当社への立場", "where the person stands", STANCES),
            _column("topic", "対象", "Topic", 24, "空なら当社全般。商談名も可", "empty is us in general; or a deal"),
            _column("date", "日付", "Date", 12, "そう判断した日", "the day of the assessment"),
            _column("evidence", "根拠", "Evidence", 40, "本人の発言や行動", "what was said or done"),
            _column("by", "評価者", "By", 18, "自社の人", "one of us"),
            _column(
                "source", "出どころ", "Source", 24,
                "誰から、何から知ったか。空ならファイル名", "who or what told it; empty is the file's name",
            ),
            _column(
                "confidence", "確からしさ", "Confidence", 12,
                "空なら伝聞", "empty is reported", tuple(CONFIDENCE.values()),
            ),
        ),
        Sheet.KEY_PEOPLE: (
            _column("person", "氏名", "Person", 22, "組織図シートの氏名", "a name of the sheet Org"),
            _column(
                "post_id", "ポスト番号", "Post ID", 14,
                "人ではなく席が重要なとき", "where the post is key, whoever holds it",
            ),
            _column("reason", "理由", "Reason", 40, "なぜ重要か", "why the person is key"),
            _column("opportunity", "商談", "Opportunity", 28, "空なら顧客全体", "empty is the account as a whole"),
        ),
    }
)  # fmt: skip
