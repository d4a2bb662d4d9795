"""The six sheets of an account as rows, and as the files an account manager would have."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from service.importing.files import SourceFile

_HEADERS = {
    "ja": {
        "org": (
            "組織図",
            ("社員番号", "ポスト番号", "氏名", "氏名カナ", "ローマ字", "役職", "所属", "上司", "メール", "備考"),
        ),
        "members": ("自社", ("氏名", "役職", "部署", "メール")),
        "opportunities": ("商談", ("商談名", "金額", "フェーズ", "受注予定日", "部門", "関係者")),
        "meetings": ("面談", ("日付", "自社参加者", "先方参加者", "種別", "件名", "双方向", "商談", "状態")),
        "stances": ("スタンス", ("氏名", "立場", "対象", "日付", "根拠", "評価者")),
        "key_people": ("キーパーソン", ("氏名", "理由", "商談")),
    },
    "en": {
        "org": (
            "Org",
            (
                "Employee ID",
                "Post ID",
                "Name",
                "Kana",
                "Romaji",
                "Job Title",
                "Department",
                "Reports To",
                "Email",
                "Note",
            ),
        ),
        "members": ("Members", ("Name", "Title", "Department", "Email")),
        "opportunities": ("Opportunities", ("Name", "Amount", "Stage", "Close Date", "Department", "People")),
        "meetings": (
            "Meetings",
            ("Date", "Our Attendees", "Their Attendees", "Kind", "Subject", "Two-way", "Opportunity", "State"),
        ),
        "stances": ("Stances", ("Person", "Stance", "Topic", "Date", "Evidence", "By")),
        "key_people": ("Key People", ("Person", "Reason", "Opportunity")),
    },
}


@dataclass(slots=True)
class Sheets:
    """Rows as they stand in the files, in the order of the columns."""

    locale: str
    org: list[tuple[str, ...]] = field(default_factory=list)
    members: list[tuple[str, ...]] = field(default_factory=list)
    opportunities: list[tuple[str, ...]] = field(default_factory=list)
    meetings: list[tuple[str, ...]] = field(default_factory=list)
    stances: list[tuple[str, ...]] = field(default_factory=list)
    key_people: list[tuple[str, ...]] = field(default_factory=list)

    def add_meeting(
        self,
        on: date,
        ours: Sequence[str],
        theirs: Sequence[str],
        subject: str,
        *,
        kind: str = "",
        about: str = "",
        two_way: str = "",
        state: str = "",
    ) -> None:
        self.meetings.append((on.isoformat(), "; ".join(ours), "; ".join(theirs), kind, subject, two_way, about, state))

    def files(self) -> list[SourceFile]:
        """One CSV a sheet, UTF-8 with a byte order mark as spreadsheets write it; empty sheets are left out."""
        found = []
        for key, (title, header) in _HEADERS[self.locale].items():
            rows: list[tuple[str, ...]] = getattr(self, key)
            if not rows:
                continue
            text = io.StringIO(newline="")
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow(header)
            writer.writerows(rows)
            found.append(SourceFile(f"{title}.csv", ("\ufeff" + text.getvalue()).encode()))
        return found
