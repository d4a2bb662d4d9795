"""What a file is by its bytes, whatever it is called. Nothing is opened or unpacked for it."""

from dataclasses import dataclass

from service.domain.wording import Words


@dataclass(frozen=True, slots=True)
class Content:
    """A kind of file that people mistake for a list: a short name of it, and what to call it in a sentence."""

    name: str
    words: Words


WORKBOOK = Content("XLSX", Words("Excel のブック", "a workbook"))
PROTECTED = Content("XLSX+password", Words("パスワード付きのブック", "a workbook protected by a password"))

_BINARY_BOOK = Content("XLSB", Words("バイナリ形式のブック (.xlsb)", "a binary workbook (.xlsb)"))
_OLD_OFFICE = Content("XLS", Words("古い形式のブック (.xls)", "a workbook of the old kind (.xls)"))
_OPEN_DOCUMENT = Content("ODS", Words("OpenDocument のファイル", "an OpenDocument file"))
_WORD = Content("DOCX", Words("Word の文書", "a Word document"))
_SLIDES = Content("PPTX", Words("PowerPoint のスライド", "PowerPoint slides"))
_ARCHIVE = Content("ZIP", Words("圧縮ファイル", "a compressed archive"))
_PDF = Content("PDF", Words("PDF", "a PDF"))
_IMAGE = Content("image", Words("画像", "a picture"))
_WEB_PAGE = Content("HTML", Words("ウェブページ (HTML)", "a web page (HTML)"))
_XML = Content("XML", Words("XML", "XML"))
_RICH_TEXT = Content("RTF", Words("リッチテキスト", "rich text"))
DATA = Content("binary", Words("文字ではないデータ", "data that is no text"))

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BEGINNINGS = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"{\\rtf", _RICH_TEXT),
)
_MARKUP = ((b"<!doctype html", _WEB_PAGE), (b"<html", _WEB_PAGE), (b"<table", _WEB_PAGE), (b"<?xml", _XML))
_PARTS = (
    (b"xl/workbook.bin", _BINARY_BOOK),
    (b"xl/", WORKBOOK),
    (b"word/", _WORD),
    (b"ppt/", _SLIDES),
    (b"vnd.oasis.opendocument", _OPEN_DOCUMENT),
)
"""Names inside a package, which stand in it as they are."""

_SAMPLE = 4096
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r\f\x1b"})
_FEW_CONTROLS = 16
_CONTROLS_OF_DATA = 0.04


def content_of(content: bytes) -> Content | None:
    """What the bytes are; None where they may be text. An empty file is nothing."""
    if content.startswith(_ZIP):
        return next((kind for part, kind in _PARTS if part in content), _ARCHIVE)
    if content.startswith(_COMPOUND):
        return PROTECTED if "EncryptedPackage".encode("utf-16-le") in content else _OLD_OFFICE
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    start = content[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, kind in _MARKUP:
        if start.startswith(beginning):
            return kind
    return None


def is_data(text: str) -> bool:
    """Whether what was decoded as text is none: full of control characters."""
    sample = text[:_SAMPLE]
    controls = len(sample) - len(sample.translate(dict.fromkeys(_CONTROLS)))
    return controls > max(_FEW_CONTROLS, _CONTROLS_OF_DATA * len(sample))
