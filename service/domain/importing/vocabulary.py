"""Small words of the sheets: yes and no, kinds and states of meetings, stages of deals, kinds of employment."""

import re

from service.domain.importing.keys import exact


def _words(text: str) -> frozenset[str]:
    return frozenset(exact(word) for word in text.split())


def _table(text: str) -> dict[str, str]:
    """Word → what it stands for, from lines `meaning: word word …`; a line without a meaning goes on."""
    table: dict[str, str] = {}
    meaning = ""
    for line in text.splitlines():
        head, colon, rest = line.rpartition(": ")
        meaning = head or meaning
        for word in (rest if colon else line).split():
            table.setdefault(exact(word), meaning)
    return table


_YES = _words("○ 〇 ◯ ◎ ✓ ✔ ☑ ● yes y true 1 はい 有 有り あり 可 済 x")
_NO = _words("× ✕ ✗ ☐ no n false 0 いいえ 無 無し なし 否 - － ー")
_NOBODY = _words("- － ー — – / なし 無し 無 該当なし none nil n/a na xx xxx 0")
"""In a reports-to cell: there is nobody above."""
_LONGEST_NOBODY = 8

_KINDS = _table("""
meeting: 面談 訪問 会議 商談 打合せ 打ち合わせ 対面 来社 往訪 来訪 定例 定例会 定例会議 説明会 デモ 表敬
    挨拶 年始挨拶 お詫び 契約 プレゼン ワークショップ レビュー meeting visit on-site onsite face-to-face
    f2f workshop demo demonstration review qbr presentation in-person in_person
call: 電話 通話 架電 call phone telephone telephone-call phone-call
web: web ウェブ オンライン web会議 ウェブ会議 オンライン会議 オンライン面談 リモート tv会議 テレビ会議
    online online-meeting video video-call video-conference videoconference remote teams zoom
    web-meeting
mail: メール 電子メール eメール 手紙 書簡 文書 mail email e-mail letter
event: 懇親会 会食 展示会 セミナー ゴルフ 視察 イベント 講演会 接待 lunch dinner event seminar
    conference fair reception golf tour
other: その他 other
""")

_STATES = _table("""
planned: 予定 計画 調整中 予約 仮 planned scheduled upcoming tentative booked to-do todo
held: 実施 実施済 実施済み 完了 済 済み 終了 開催 held done completed complete took-place happened
cancelled: 中止 取消 取り消し キャンセル 延期 流会 不成立 cancelled canceled cancel postponed no-show
""")

_ROW_STATES = _table("""
held: 在任 held filled
seatless: ポストなし 無任所 without-post no-post
department: 部署 部署のみ department department-only
""")

_RELATIONSHIPS = _table("""
1: 1 取引先 業者 仕入先 vendor supplier
2: 2 信頼できる情報源 情報源 credible-source source
3: 3 課題解決の相手 課題解決 problem-solver
4: 4 信頼される相談相手 相談相手 trusted-adviser trusted-advisor adviser advisor
""")

_CONFIDENCE = _table("""
confirmed: 確認済 確認済み 確認 本人確認 確実 confirmed verified certain first-hand
reported: 伝聞 報告 聞いた話 reported second-hand hearsay
inferred: 推定 推測 見立て inferred assumed guess guessed estimate
""")

STAGES = ("idea", "lead", "qualified", "proposal", "negotiation", "committed", "won", "lost")
"""Stages of an opportunity, in their order; `won` and `lost` are closed."""

_STAGES = _table("""
idea: 構想 妄想 アイデア 案 仮説 idea whitespace white-space concept
lead: リード 見込 見込み 発掘 初期 情報収集 接触 引合 引き合い lead prospect prospecting suspect new
    open
qualified: 有望 課題把握 ヒアリング 要件 要件確認 案件化 ニーズ確認 検討 qualified qualification qualify
    discovery needs-analysis
proposal: 提案 提案中 見積 見積中 見積提示 見積もり 提案済 評価 評価中 poc 試行 proposal proposed
    propose quote quoted quotation evaluation pilot solution value-proposition
negotiation: 交渉 交渉中 条件交渉 最終交渉 価格交渉 クロージング 稟議 稟議中 negotiation negotiating
    negotiate closing procurement legal contracting
committed: 内示 内定 口頭内示 口頭合意 受注確実 確定 合意 verbal committed commit verbal-agreement
    agreed
won: 受注 受注済 受注済み 成約 契約済 契約締結 獲得 won closed-won win booked signed order-received
lost: 失注 失注済 敗退 見送り 中止 取下げ 取り下げ 不採用 辞退 消滅 lost closed-lost lose cancelled
    canceled abandoned dropped no-decision withdrawn
""")
_STAGE_NUMBER = re.compile(r"^[\s\d.:)\-_/~第]*(?:フェーズ|ステージ|phase|stage)?[\s\d.:)\-_/]*", re.IGNORECASE)

_SECONDARY = re.compile(
    r"兼務|兼任|兼職|併任|副務|^\s*[(（\[【]?\s*[兼併]\s*[)）\]】]?\s*$|concurrent|secondary|additional post",
    re.IGNORECASE,
)
_MARKED_NAME = re.compile(
    r"^[(（\[【]\s*(?:兼|併|兼務|併任|兼任)\s*[)）\]】]\s*(?P<behind>.+)$|"
    r"^(?P<before>.+?)\s*[(（\[【]\s*(?:兼|併|兼務|併任|兼任)\s*[)）\]】]$"
)
_SECONDARY_ENDED = re.compile(r"兼務(?:を)?(?:解|解除|なし|無)|兼務者?(?:なし|無)", re.IGNORECASE)


def yes_or_no(text: str) -> bool | None:
    """What a cell answers; None when it is empty or says neither."""
    key = exact(text)
    return True if key in _YES else False if key in _NO else None


def is_nobody(text: str) -> bool:
    """Whether a reports-to cell says that there is nobody above."""
    return len(text) <= _LONGEST_NOBODY and exact(text) in _NOBODY


def meeting_kind(text: str) -> str | None:
    """meeting, call, web, mail or event; None for a word that is not known."""
    return _KINDS.get(exact(text)) or _KINDS.get(exact(text.replace(" ", "-")))


def meeting_state(text: str) -> str | None:
    """planned, held or cancelled; None for a word that is not known."""
    return _STATES.get(exact(text)) or _STATES.get(exact(text.replace(" ", "-")))


def row_state(text: str) -> str | None:
    """What a chart says of a row: held, seatless (a person without a post), department (nothing but a department)."""
    return _ROW_STATES.get(exact(text)) or _ROW_STATES.get(exact(text.replace(" ", "-")))


def relationship(text: str) -> int | None:
    """How far a relationship has come, from 1 (vendor) to 4 (trusted adviser); None for a word that is not known."""
    known = _RELATIONSHIPS.get(exact(text)) or _RELATIONSHIPS.get(exact(text.replace(" ", "-")))
    return int(known) if known else None


def confidence(text: str) -> str | None:
    """confirmed, reported or inferred; None for a word that is not known."""
    return _CONFIDENCE.get(exact(text)) or _CONFIDENCE.get(exact(text.replace(" ", "-")))


def stage(text: str) -> str | None:
    """The stage that a word stands for, with or without a number before it; None for a word that is not known."""
    for form in (text, _STAGE_NUMBER.sub("", text)):
        for spelled in (form, re.sub(r"[\s_]+", "-", form.strip())):
            known = _STAGES.get(exact(spelled))
            if known:
                return known
    return None


def is_secondary(text: str) -> bool:
    """Whether a remark or a cell says that the post is held beside a main one."""
    return bool(_SECONDARY.search(text)) and not _SECONDARY_ENDED.search(text)


def without_mark(name: str) -> tuple[str, bool]:
    """A name without the mark that its post is held beside another, (兼) or (併); and whether it had one."""
    found = _MARKED_NAME.match(name)
    return (found["behind"] or found["before"], True) if found else (name, False)


_EMPLOYMENT = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("seconded_out", r"[へに]の?(?:在籍)?出向|出向中|出向先|seconded (?:out|to)|on secondment to"),
        ("seconded_in", r"(?:から|より)の?(?:在籍)?出向|出向受入|受入出向|出向者|出向元"),
        ("seconded_in", r"seconded (?:in|from)|on secondment from|secondee"),
        ("former", r"退職済|元社員|前任者|former|left the company"),
        ("adviser", r"^(?:相談役|顧問|最高顧問|名誉会長|アドバイザー|advis[eo]r)$"),
        ("officer", r"^(?:役員|取締役|officer)$"),
        ("regular", r"^(?:正社員|社員|正規|プロパー|本籍|regular|permanent|employee|full[ -]?time)$"),
    )
)
_SECONDED = re.compile(r"^出向$|^secondment$|^seconded$", re.IGNORECASE)


def employment(text: str) -> str | None:
    """How a remark or an employment cell says that the person works here; None when it says nothing of it."""
    stripped = text.strip()
    for kind, pattern in _EMPLOYMENT:
        if pattern.search(stripped):
            return kind
    return "seconded_in" if _SECONDED.match(stripped) else None
