"""Names of downloads: any account's name goes in, nothing breaks out."""

from urllib.parse import unquote

import pytest

from service.web.attachments import attachment, file_name

NASTY = [
    "旭波重機械", "A/B", "a\\b", '"quoted"', "a;b", "a\r\nX-Evil: 1", "..",
    "../../etc/passwd", "", " ", "CON", "a\x00b", "é",
    "e\u0301", "\u202etxt.exe", "a%2Fb", "x" * 500, "👩‍💻", "a:b*c?", "<b>", "|", "~",
    "'", "=1", "#", "a  b", "．．", "ＡＢ",
    "\u200b", "\ud800", "名前.xlsx",
]  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_a_name_stays_in_its_header_and_folder(name: str) -> None:
    file = file_name(name, "2026-10-01", ending="xlsx")
    assert file.endswith("2026-10-01.xlsx") or len(name) > 100
    assert not set(file) & set('\\/:*?"<>|\r\n\x00')
    assert not file.startswith(".")
    header = attachment(file)
    assert header.isascii()
    assert header.isprintable()
    plain = header.split('"')[1]
    assert plain.endswith(".xlsx")
    assert "/" not in plain
    assert header.count('"') == 2
    assert unquote(header.rpartition("''")[2]) == file
