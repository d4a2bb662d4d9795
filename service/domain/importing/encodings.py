"""What the encodings of files are called to people."""

_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp932": "CP932 (Shift_JIS)",
    "iso2022_jp": "ISO-2022-JP (JIS)",
    "cp1252": "Windows-1252",
}
WORKBOOK = "XLSX"


def encoding_name(encoding: str | None) -> str:
    """The name of the encoding that a text file was read in; that of the format for a sheet of a workbook."""
    return WORKBOOK if encoding is None else _NAMES[encoding]
