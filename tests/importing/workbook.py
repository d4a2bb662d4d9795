"""A workbook of all six sheets, in Japanese and in English, about the same invented customer."""

import io
from collections.abc import Mapping, Sequence

import openpyxl

Rows = Sequence[Sequence[object]]

JA: Mapping[str, Rows] = {
    "組織図": [
        ["社員番号", "氏名", "氏名カナ", "ローマ字", "役職", "所属", "上司", "メール", "電話", "備考"],
        ["000101", "香取 誠", "カトリ マコト", "KATORI Makoto", "代表取締役社長", "", "",
         "katori@asanami.example", "", ""],
        ["000102", "真壁 悠子", "マカベ ユウコ", "", "取締役 常務執行役員 経営企画本部長", "経営企画本部", "000101",
         "makabe@asanami.example", "", ""],
        ["000103", "能登 光", "ノト ヒカル", "", "情報システム部長", "経営企画本部/情報システム部",
         "真壁 悠子", "", "", ""],
        ["000104", "小鹿 洋平", "", "", "課長", "経営企画本部/情報システム部/基盤課",
         "000103", "", "", "旭波電子より出向"],
        ["000105", "相馬 美緒", "", "", "主任", "経営企画本部/情報システム部/基盤課", "000104", "", "", ""],
        ["", "空席", "", "", "調達部長", "調達部", "000101", "", "", ""],
        ["000107", "非公開", "", "", "次長", "調達部", "000101", "", "", ""],
        ["000103", "能登 光", "", "", "DX推進室長", "経営企画本部/DX推進室", "000102", "", "", "兼務"],
    ],
    "自社": [
        ["氏名", "役職", "部署", "メール"],
        ["佐伯 健太", "課長", "営業本部/第一営業部", "saeki@us.example"],
        ["三好 玲", "執行役員", "営業本部", "miyoshi@us.example"],
    ],
    "商談": [
        ["商談名", "金額", "フェーズ", "受注予定日", "部門", "関係者"],
        ["基盤更改", "1.5億", "提案", "2027/3/31", "情報システム部", "能登 光:技術評価者;真壁 悠子:決裁者"],
        ["調達改革", "8,000万円", "構想", "令和9年9月30日", "調達部", ""],
    ],
    "面談": [
        ["日付", "自社参加者", "先方参加者", "種別", "件名", "双方向", "商談", "状態"],
        ["2026/9/10", "佐伯 健太", "能登部長;相馬 美緒様", "面談", "更改の進め方", "", "基盤更改", ""],
        ["2026/9/18", "佐伯;三好 玲", "真壁 悠子", "会食", "", "○", "", "実施"],
        ["2026/9/20", "佐伯 健太", "宇佐美 恭子", "メール", "資料送付", "", "", ""],
        ["2026/11/5", "佐伯 健太", "香取 誠", "訪問", "表敬", "", "", "予定"],
    ],
    "スタンス": [
        ["氏名", "立場", "対象", "日付", "根拠", "評価者"],
        ["能登 光", "推進", "", "2026/9/10", "自分で稟議を起こすと言った", "佐伯 健太"],
        ["真壁 悠子", "△", "基盤更改", "2026/9/18", "費用に疑問", "三好 玲"],
    ],
    "キーパーソン": [
        ["氏名", "理由", "商談"],
        ["真壁 悠子", "最終決裁", "基盤更改"],
        ["調達部長", "発注の窓口", ""],
    ],
}  # fmt: skip

EN: Mapping[str, Rows] = {
    "Org": [
        ["Employee ID", "Post ID", "Name", "Job Title", "Department", "Reports To", "Email", "Phone", "Note"],
        ["E1", "P1", "Ida Lund", "Chief Executive Officer", "", "", "ida@lund.example", "", ""],
        ["E2", "P2", "Tom Berg", "Head of Procurement", "Operations/Procurement", "P1", "tom@lund.example", "", ""],
        ["E3", "P3", "Eva Holm", "Category Manager", "Operations/Procurement", "tom@lund.example", "", "", ""],
        ["", "P4", "", "Head of Stores", "Operations/Stores", "Ida Lund", "", "", ""],
        ["", "P5", "N/D", "Head of IT", "IT", "E1", "", "", ""],
    ],
    "Members": [
        ["Name", "Title", "Department", "Email"],
        ["Ken Ross", "Account Executive", "Sales/Nordics", "ken@us.example"],
    ],
    "Opportunities": [
        ["Name", "Amount", "Stage", "Close Date", "Department", "People"],
        ["Shelf robots", "EUR 6.2m", "Proposal", "31 Mar 2027", "Procurement",
         "Tom Berg:Procurement;Ida Lund:Economic buyer"],
    ],
    "Meetings": [
        ["Date", "Our Attendees", "Their Attendees", "Kind", "Subject", "Two-way", "Opportunity", "State"],
        ["2026-09-10", "Ken Ross", "Tom Berg; Holm, Eva", "meeting", "Kick-off", "", "Shelf robots", ""],
        ["2026-09-12", "Ken Ross", "Ida Lund", "mail", "Brochure", "", "", "held"],
    ],
    "Stances": [
        ["Person", "Stance", "Topic", "Date", "Evidence", "By"],
        ["Tom Berg", "Opponent", "", "2026-09-10", "Prefers the rival", "Ken Ross"],
    ],
    "Key People": [
        ["Person", "Reason", "Opportunity"],
        ["Ida Lund", "Signs", "Shelf robots"],
        ["Head of IT", "Owns the platform", ""],
    ],
}  # fmt: skip


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_csv(rows: Rows, encoding: str = "utf-8") -> bytes:
    lines = [",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)
