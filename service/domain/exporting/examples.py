"""Invented rows that show in the template how each sheet is filled in."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from service.domain.exporting import columns as words
from service.domain.exporting.tables import Cells, Table, table
from service.domain.importing.tables import Cell, Sheet
from service.domain.wording import Words

_Row = Mapping[str, Cell | Words]

_HEAD = Words("江川 澄夫", "Edwin Hartwell")
_MANAGER = Words("真壁 志帆", "Marta Kovalenko")
_OURS = Words("日野 悠", "Sam Ashdown")
_OUR_HEAD = Words("早瀬 晃", "Nora Bright")
_DEAL = Words("生産計画システムの更新", "Renewal of the planning system")
_HALL = Words("生産本部", "Operations")

_ROWS: Mapping[Sheet, tuple[_Row, ...]] = MappingProxyType(
    {
        Sheet.ORG: (
            {
                "employee_id": "E001", "post_id": "P001", "name": _HEAD, "kana": Words("エガワ スミオ", ""),
                "title": Words("執行役員 生産本部長", "Director of Operations"), "department": _HALL,
                "email": "e.hartwell@customer.example", "status": words.HELD, "start": date(2025, 4, 1),
            },
            {
                "employee_id": "E002", "post_id": "P002", "name": _MANAGER, "kana": Words("マカベ シホ", ""),
                "title": Words("生産企画部長", "Head of Planning"),
                "department": Words("生産本部/生産企画部", "Operations/Planning"),
                "reports_to": "P001", "status": words.HELD, "concurrency": words.MAIN, "covered_by": _OURS,
                "relationship": words.RELATIONSHIPS[2], "relationship_wanted": words.RELATIONSHIPS[3],
            },
            {
                "employee_id": "E002", "post_id": "P003", "name": _MANAGER,
                "title": Words("工程管理課長", "Section Manager"),
                "department": Words("生産本部/生産企画部/工程管理課", "Operations/Planning/Process Control"),
                "reports_to": "P002", "status": words.HELD, "concurrency": words.BESIDE,
            },
            {
                "post_id": "P004", "title": Words("第一製造部長", "Plant Manager"),
                "department": Words("生産本部/第一製造部", "Operations/Plant One"), "reports_to": "P001",
                "status": words.VACANT,
            },
        ),
        Sheet.MEMBERS: (
            {
                "name": _OUR_HEAD, "title": Words("営業部長", "Head of Sales"),
                "department": Words("営業本部/営業部", "Sales/Accounts"),
                "email": "n.bright@ours.example", "role": Words("責任者", "Sponsor"),
            },
            {
                "name": _OURS, "title": Words("課長", "Account Manager"),
                "department": Words("営業本部/営業部", "Sales/Accounts"),
                "email": "s.ashdown@ours.example", "role": Words("主担当", "Owner"),
            },
        ),
        Sheet.MEETINGS: (
            {
                "date": date(2026, 4, 15), "ours": Words("日野 悠; 早瀬 晃", "Sam Ashdown; Nora Bright"),
                "theirs": _MANAGER,
                "kind": words.MEETING_KINDS["meeting"], "subject": Words("更新計画の確認", "Plan of the renewal"),
                "two_way": words.YES, "opportunity": _DEAL, "state": words.MEETING_STATES["held"],
            },
            {
                "date": date(2026, 4, 20), "ours": _OURS, "theirs": _HEAD, "kind": words.MEETING_KINDS["mail"],
                "subject": Words("提案書の送付", "Proposal sent"), "two_way": words.NO, "opportunity": _DEAL,
                "state": words.MEETING_STATES["held"],
            },
        ),
        Sheet.OPPORTUNITIES: (
            {
                "name": _DEAL, "amount": 48_000_000, "currency": "JPY", "stage": words.STAGE_WORDS["proposal"],
                "close_date": date(2026, 9, 30), "department": Words("生産本部/生産企画部", "Operations/Planning"),
                "people": Words(
                    "江川 澄夫:決裁者; 真壁 志帆:起案者", "Edwin Hartwell:Final approver; Marta Kovalenko:Drafter"
                ),
                "probability": 0.5,
            },
            {
                "name": Words("第一製造部の検査装置", "Inspection line of Plant One"), "amount": 12_000_000,
                "currency": "JPY",
                "stage": words.STAGE_WORDS["lead"], "close_date": date(2026, 12, 25),
                "department": Words("生産本部/第一製造部", "Operations/Plant One"), "people": "", "probability": 0.2,
            },
        ),
        Sheet.STANCES: (
            {
                "person": _MANAGER, "level": words.STANCES[1], "topic": _DEAL, "date": date(2026, 4, 15),
                "evidence": Words("「予算は確保した」と発言", "Said that the budget is secured"), "by": _OURS,
                "source": Words("本人との面談", "Met in person"), "confidence": words.CONFIDENCE["confirmed"],
            },
            {
                "person": _HEAD, "level": words.STANCES[3], "date": date(2026, 4, 20),
                "evidence": Words("他社の見積もりを待っている", "Waits for an offer of a competitor"),
                "by": _OUR_HEAD, "source": _MANAGER, "confidence": words.CONFIDENCE["reported"],
            },
        ),
        Sheet.KEY_PEOPLE: (
            {"person": _HEAD, "reason": Words("投資の決裁者", "Approves investments")},
            {"post_id": "P004", "reason": Words("次の設備を決める席", "Decides on the next line"),
                "opportunity": Words("第一製造部の検査装置", "Inspection line of Plant One")},
        ),
    }
)  # fmt: skip


def example_tables(locale: str) -> list[Table]:
    """All sheets, with the example rows in the language."""
    return [table(sheet, [_cells(row, locale) for row in rows]) for sheet, rows in _ROWS.items()]


def _cells(row: _Row, locale: str) -> Cells:
    return {field: value.of(locale) if isinstance(value, Words) else value for field, value in row.items()}
