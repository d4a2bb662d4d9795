"""The words of findings about meetings, deals, stances and key people: code, Japanese, English."""

from service.domain.importing.findings import Texts

SHEET_TEXTS: Texts = (
    # the lie of the table and its cells
    (
        "hidden_characters",
        (
            "見えない文字か、文字の向きを変える文字 {codes}:「{text}」",
            "見える文字だけ",
            "そのまま取り込みます。意図したものでなければ、除いた値に直してください",
        ),
        (
            "characters that cannot be seen or turn the direction of the text, {codes}: “{text}”",
            "characters that can be seen",
            "imported as it stands; put in the value without them unless they are meant",
        ),
    ),
    (
        "above_header",
        ("見出しの上に {n} 行: {text}", "見出しから始まる表", "見出しの上の行は読みません"),
        ("{n} rows above the header: {text}", "a table that begins with its header", "the rows above it are not read"),
    ),
    (
        "repeated_header",
        ("見出しと同じ行が {n} 行", "見出しは1回", "見出しとみて、読みません"),
        ("the header again, {n} times", "one header", "taken as headers and not read"),
    ),
    (
        "left_out",
        ("取り込まないと決めた行", "取り込む行", "取り込みません"),
        ("rows left out by choice", "rows to import", "not imported"),
    ),
    (
        "template_example",
        ("ひな形の記入例のままの行が {n}", "記入した行", "記入例とみて、取り込みません"),
        ("{n} example rows of the template, as they were", "rows filled in", "taken as examples and not imported"),
    ),
    (
        "guessed_column",
        ("列「{column}」", "「{like}」", "「{like}」とみて読みます"),
        ("the column “{column}”", "“{like}”", "read as “{like}”"),
    ),
    (
        "key_column.post_id",
        ("列「{column}」", "ポスト番号", "上司の列がこの列を指しているので、ポスト番号として読みます"),
        ("the column “{column}”", "a post id", "superiors are given by it: read as the post id"),
    ),
    (
        "key_column.employee_id",
        ("列「{column}」", "社員番号", "上司の列がこの列を指しているので、社員番号として読みます"),
        ("the column “{column}”", "an employee id", "superiors are given by it: read as the employee id"),
    ),
    (
        "key_column.department_id",
        ("列「{column}」", "部署コード", "上位の列がこの列を指しているので、部署の番号として読みます"),
        ("the column “{column}”", "a department id", "departments above are given by it: read as the department id"),
    ),
    # people named in other sheets
    (
        "matched_name.writing",
        ("「{value}」", "「{name}」", "字の違う同じ名前とみて「{name}」とします"),
        ("“{value}”", "{name}", "taken as {name}, written differently"),
    ),
    (
        "matched_name.surname",
        ("「{value}」", "姓名", "この姓の人は1人なので「{name}」とします"),
        ("“{value}”", "the full name", "taken as {name}, the only one of this surname"),
    ),
    (
        "matched_name.surname_writing",
        ("「{value}」", "姓名", "字の違う同じ姓の人は1人なので「{name}」とします"),
        ("“{value}”", "the full name", "taken as {name}, the only one of this surname, written differently"),
    ),
    (
        "matched_name.of_team",
        ("「{value}」", "姓名かメール", "この顧客のチームでは1人なので「{name}」とします"),
        ("“{value}”", "the full name or a mail address", "taken as {name}, the only one on the account's team"),
    ),
    (
        "matched_name.other_team",
        (
            "「{value}」に当たる人は、この顧客のチームにいない",
            "チームの人の姓名かメール。チームの人なら自社の表にも",
            "自社全体では1人なので「{name}」とします",
        ),
        (
            "nobody on the account's team fits “{value}”",
            "full name or mail address of somebody on the team, or a row for that person among our people",
            "taken as {name}, the only one among all of our people",
        ),
    ),
    (
        "matched_name.titled",
        ("「{value}」", "姓名", "姓と役職の合う人は1人なので「{name}」とします"),
        ("“{value}”", "the full name", "taken as {name}, the only one whom surname and title fit"),
    ),
    (
        "matched_name.initials",
        ("「{value}」", "姓名", "姓と頭文字の合う人は1人なので「{name}」とします"),
        ("“{value}”", "the full name", "taken as {name}, the only one whom surname and initials fit"),
    ),
    (
        "matched_name.seat",
        ("「{value}」", "姓名", "その席にいる「{name}」とします"),
        ("“{value}”", "the full name", "taken as {name}, who holds that post"),
    ),
    (
        "ambiguous_person",
        ("「{value}」に当たる人が {n} 人", "姓名、社員番号かメール", "この人は結びません"),
        ("{n} people fit “{value}”", "the full name, an employee id or a mail address", "nobody is tied to it"),
    ),
    (
        "ambiguous_person.member",
        ("自社に「{value}」に当たる人が {n} 人", "姓名かメール", "この人は結びません"),
        ("{n} of our people fit “{value}”", "the full name or a mail address", "nobody is tied to it"),
    ),
    (
        "person_not_on_chart",
        ("組織図にない「{name}」", "組織図にある人", "新しい人として、未配属で加えます"),
        ("{name} is not on the chart", "somebody of the chart", "added as a new person without a post"),
    ),
    (
        "unknown_person",
        ("「{value}」が見つからない", "組織図にある人の姓名か番号", "この人は結びません"),
        ("nobody found for “{value}”", "name or id of somebody of the chart", "nobody is tied to it"),
    ),
    (
        "unknown_person.seat",
        ("「{value}」の席にいる人が一人に決まらない", "姓名", "この人は結びません"),
        ("nobody, or not only one person, holds the post “{value}”", "the full name", "nobody is tied to it"),
    ),
    (
        "unknown_post",
        ("ポスト番号 {value} が見つからない", "組織図にあるポスト番号", "氏名で探します"),
        ("no post {value}", "the id of a post of the chart", "looked up by name instead"),
    ),
    (
        "nameless",
        ("「{value}」", "氏名", "人としては扱いません"),
        ("“{value}”", "a name", "not taken as a person"),
    ),
    (
        "new_member",
        ("自社の一覧にない「{name}」", "自社の人", "自社の新しい人として加えます"),
        ("{name} is not among our people", "one of our people", "added as a new member"),
    ),
    # days that are not whole
    (
        "undated",
        ("「{value}」", "日付", "日付はまだないものとして取り込みます"),
        ("“{value}”", "a date", "imported as without a date yet"),
    ),
    (
        "period_date",
        ("「{value}」", "日付", "{on} とします"),
        ("“{value}”", "a date", "taken as {on}"),
    ),
    (
        "period_date.fiscal",
        (
            "「{value}」",
            "日付。年度が4月始まりでなければ日付に直す",
            "4月に始まる年度として、その終わりの {on} とします",
        ),
        (
            "“{value}”",
            "a date; put it in unless the fiscal year starts in April",
            "taken as {on}, the end of it in a fiscal year that starts in April",
        ),
    ),
    # meetings
    (
        "no_attendee.ours",
        ("自社の参加者がない", "1人以上", "面談は取り込みます。接触としては数えません"),
        ("none of us attended", "at least one", "imported; it counts as no contact"),
    ),
    (
        "no_attendee.theirs",
        ("先方の参加者がない", "1人以上", "面談は取り込みます。誰への接触とも数えません"),
        ("none of them attended", "at least one", "imported; it counts as a contact with nobody"),
    ),
    (
        "duplicate_meeting",
        ("{first_row}行目と同じ日、件名、参加者の面談", "1回の面談に1行", "この行は取り込みません"),
        ("the day, subject and attendees of row {first_row} again", "one row a meeting", "the row is left out"),
    ),
    (
        "future_meeting",
        ("{on} の面談が「実施」(ファイルの日 {as_of} より後)", "済んだ面談、または「予定」", "そのまま取り込みます"),
        ("held on {on}, after the day of the file ({as_of})", "a past day, or “planned”", "imported as written"),
    ),
    (
        "unknown_state",
        ("状態「{value}」", "予定、実施、中止", "日付が先なら予定、ほかは実施とします"),
        ("state “{value}”", "planned, held, cancelled", "planned if its day is to come, else held"),
    ),
    (
        "unknown_kind",
        ("種別「{value}」", "面談、電話、Web、メール、会食など", "その他とし、双方向と数えます"),
        ("kind “{value}”", "meeting, call, web, mail, event", "taken as another kind, and as two-way"),
    ),
    (
        "bad_two_way",
        ("双方向「{value}」", "○ か ×", "メールは一方向、ほかは双方向とします"),
        ("two-way “{value}”", "yes or no", "a mail is taken as one-way, all else as two-way"),
    ),
    # deals
    (
        "bad_amount",
        ("「{value}」({reason_ja})", "金額。例 1.5億、150百万円", "この行は金額なしで取り込みます"),
        ("“{value}” ({reason_en})", "an amount, such as 1.5m", "the row is imported without the amount"),
    ),
    (
        "bad_probability",
        ("「{value}」", "0〜100%", "確度は取り込みません"),
        ("“{value}”", "0 to 100 %", "the probability is left out"),
    ),
    (
        "unknown_stage",
        ("フェーズ「{value}」", "構想、提案、交渉、受注、失注など", "書かれたとおりに残し、進行中とします"),
        ("stage “{value}”", "idea, proposal, negotiation, won, lost …", "kept as written and taken as open"),
    ),
    (
        "duplicate_opportunity",
        ("商談「{name}」は{first_row}行目にもある", "1つの商談に1行", "この行は取り込みません"),
        ("the opportunity {name} stands in row {first_row} too", "one row an opportunity", "the row is left out"),
    ),
    (
        "unknown_opportunity",
        ("商談「{value}」が見つからない", "商談の一覧にある名前", "商談とは結びません"),
        ("no opportunity “{value}”", "a name of the list of opportunities", "not tied to an opportunity"),
    ),
    (
        "ambiguous_opportunity",
        ("商談「{value}」が複数ある", "一つに決まる名前", "商談とは結びません"),
        ("several opportunities “{value}”", "a name that only one has", "not tied to an opportunity"),
    ),
    # stances and key people
    (
        "bad_stance",
        ("「{value}」({reason_ja})", "推進、支持、中立、消極、反対、未確認", "この行は取り込みません"),
        (
            "“{value}” ({reason_en})",
            "strong support, support, neutral, reluctant, oppose, unknown",
            "the row is left out",
        ),
    ),
    (
        "stance_unknown",
        ("立場「{value}」", "推進〜反対", "未確認のままとします(何も書きません)"),
        ("stance “{value}”", "a level", "stays unknown; nothing is written"),
    ),
    (
        "future_stance",
        ("{on} の評価(ファイルの日 {as_of} より後)", "ファイルの日まで", "そのまま取り込みます"),
        ("assessed on {on}, after the day of the file ({as_of})", "a day up to it", "imported as written"),
    ),
    (
        "bad_confidence",
        ("確からしさ「{value}」", "確認済、伝聞、推定", "伝聞とします"),
        ("confidence “{value}”", "confirmed, reported or inferred", "taken as reported"),
    ),
    (
        "bad_relationship",
        ("関係の深さ「{value}」", "取引先(1)から信頼される相談相手(4)まで", "関係の深さは書きません"),
        ("relationship “{value}”", "from vendor (1) to trusted adviser (4)", "no level is written"),
    ),
    (
        "relationship_count",
        ("自社担当 {n} 人に「{value}」", "一つ、または担当と同じ順に同じ数", "関係の深さは書きません"),
        ("“{value}” for {n} who cover", "one level, or as many in their order", "no level is written"),
    ),
    (
        "no_assessor",
        ("評価者が空欄", "自社の人", "評価者なしで取り込みます"),
        ("no assessor", "one of our people", "imported without one"),
    ),
    (
        "new_topic",
        ("対象「{name}」は商談にも施策にもない", "商談名、施策名、または空欄(当社全般)", "顧客の施策として加えます"),
        (
            "the topic {name} is no known deal or initiative",
            "a deal, an initiative, or blank (us)",
            "added as an initiative of the customer",
        ),
    ),
    (
        "key_seat",
        ("「{value}」", "氏名", "席「{name}」をキーパーソンの席とします"),
        ("“{value}”", "a name", "the seat {name} is taken as a key seat"),
    ),
)
