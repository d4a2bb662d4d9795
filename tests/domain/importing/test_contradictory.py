"""Sheets full of contradictions, made by a seeded generator: no exception, the law of rows, a second time no change."""

import random

import pytest

from tests.importing.fold import World

CHART = (
    "社員番号,氏名,役職,所属\n1,能登 光,部長,A部\n2,田中 太郎,部長,B部\n3,田中 次郎,課長,B部/C課\n4,高橋 修,課長,C課\n"
)
WHO = [
    "能登 光", "能登部長", "田中", "田中様", "高橋 修", "髙橋 修", "新顔 一", "新顔一様", "1", "不明", "",
    "B部 部長", "田中課長;能登", "他2名", "佐伯", "Kim Lee",
]  # fmt: skip
DEALS = ["甲", "乙", "丙", "", "なぞ"]
DAYS = ["2026/9/1", "2026/9/2", "", "2026/9/31", "2027/1/1", "令和8年9月1日"]

SHEETS: dict[str, tuple[str, list[list[str]]]] = {
    "自社.csv": (
        "氏名,役職,部署,メール",
        [
            ["佐伯 健太", "佐伯 玲", "三好 玲", "", "佐伯"],
            ["課長", ""],
            ["営業部", "本部/営業部", ""],
            ["", "s@u.example", "m@u.example", "bad"],
        ],
    ),
    "商談.csv": (
        "商談番号,商談名,金額,フェーズ,受注予定日,部門,関係者",
        [
            ["", "O1", "O2"],
            DEALS,
            ["1億", "なぞ", "", "不明"],
            ["提案", "受注", "", "変"],
            DAYS,
            ["A部", "C課", "B部/C課", "Z", "A部;B部", ""],
            [*WHO, "能登 光:決裁者", "新顔 一:推進者:影響者", "田中様:謎役"],
        ],
    ),
    "面談.csv": (
        "面談番号,日付,自社参加者,先方参加者,種別,件名,双方向,商談,状態",
        [
            ["", "", "", "M1"],
            DAYS,
            WHO,
            WHO,
            ["面談", "メール", "", "変"],
            ["x", "y", ""],
            ["", "○", "×", "?"],
            DEALS,
            ["", "予定", "中止", "?"],
        ],
    ),
    "スタンス.csv": (
        "氏名,立場,対象,日付,根拠,評価者",
        [WHO, ["支持", "反対", "?", "未確認", "むら", ""], [*DEALS, "当社"], DAYS, ["", "r"], WHO],
    ),
    "キーパーソン.csv": ("氏名,理由,商談", [WHO, ["", "r", "s"], DEALS]),
}


def some_sheets(source: random.Random) -> list[tuple[str, str]]:
    files: list[tuple[str, str]] = []
    for name, (header, columns) in SHEETS.items():
        if source.random() < 0.75:
            rows = [",".join(source.choice(c) for c in columns) for _ in range(source.randint(1, 4))]
            files.append((name, "\n".join([header, *rows])))
    return files


@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_sheets(seed: int) -> None:
    for number in range(seed, seed + 20):
        source = random.Random(number)
        world = World()
        if source.random() < 0.8:
            world.add(("組織図.csv", CHART))
        for _ in range(2):
            files = some_sheets(source)
            if files:
                world.add(*files)


COLUMNS = [
    ["", "1", "2", "3"],
    ["", "P1", "P2", "P3"],
    ["甲 一", "乙 二", "丙 三", "丁 四", "空席", "非公開", "廃止", ""],
    ["", "部長", "課長", "主任", "部長 兼 課長", "謎"],
    ["", "A部", "A部/B課", "B課", "C部/B課"],
    ["", "1", "2", "3", "甲 一", "乙 二", "丙 三", "-", "だれか", "a@x.example"],
    ["", "a@x.example", "b@x.example", "壊れ"],
    ["", "兼務"],
    ["", "2026/4/1", "2026/2/31", "2027/4/1"],
]


@pytest.mark.parametrize("seed", range(0, 400, 40))
def test_charts(seed: int) -> None:
    header = "社員番号,ポスト番号,氏名,役職,所属,上司,メール,備考,発令日"
    for number in range(seed, seed + 40):
        source = random.Random(number)
        world = World()
        for _ in range(2):
            rows = [
                ",".join("" if source.random() < 0.4 else source.choice(c) for c in COLUMNS)
                for _ in range(source.randint(1, 5))
            ]
            if any(row.strip(",") for row in rows):  # a file without a row is refused
                world.add(("組織図.csv", "\n".join([header, *rows])))
