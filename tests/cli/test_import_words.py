"""What `import` says of its findings to a reader at the terminal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from service.cli_words import Words, print_import
from tests.importing.fold import World


@dataclass(frozen=True)
class Shown:
    account_name: str
    document: Mapping[str, Any]


FILES = (
    ("組織図.csv", "社員番号,氏名,役職,所属,上司,血液型\n1,甲 一,部長,A部,9999,A"),
    ("子会社の組織図.csv", "社員番号,氏名,役職,所属,上司,血液型\n2,乙 二,部長,B部,8888,B"),
)


@pytest.mark.parametrize(
    ("locale", "row", "column"),
    [
        ("ja", "2行目（{}）: 上司「{}」が見つからない", "{}: 使わない列「血液型」"),
        ("en", "row 2 of {}: nobody found for “{}”", "{}: column “血液型”"),
    ],
)
def test_every_finding_names_its_file(locale: str, row: str, column: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = World().plan(*FILES).report_in(locale)
    print_import(Shown("旭波", report.model_dump(mode="json")), Words(locale))
    said = capsys.readouterr().out
    for (name, _), manager in zip(FILES, ("9999", "8888"), strict=True):
        assert row.format(name, manager) in said
        assert column.format(name) in said


@pytest.mark.parametrize(("locale", "counted"), [("ja", "、{} 行"), ("en", ", rows: {}")])
@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp932", "CP932 (Shift_JIS)")]
)
def test_each_file_is_named_with_its_encoding(
    locale: str, counted: str, encoding: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, text = FILES[0]
    document = World().plan((name, text.encode(encoding))).report_in(locale).model_dump(mode="json")
    assert document["tables"] == [{"file": name, "sheet": None, "encoding": named, "rows": 1}]
    print_import(Shown("旭波", document), Words(locale))
    assert f"  {name}: {named}{counted.format(1)}\n" in capsys.readouterr().out
