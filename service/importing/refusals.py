"""Files that cannot be read at all, and names that are not in them, said in both languages."""

from service.domain.errors import InvalidInputError, Problem, TooLargeError, UnusableContentError
from service.domain.wording import Words


class UnusableFileError(UnusableContentError):
    """The file is not what the product reads; `words` says so in both languages."""

    code = "unusable_file"

    def __init__(self, where: str, code: str, ja: str, en: str, found: str = "", expected: str = "") -> None:
        self.words = Words(f"{where}: {ja}" if where else ja, f"{where}: {en}" if where else en)
        super().__init__(self.words.en, [Problem(code, where, found, expected)] if found or expected else [])


class UnknownTableError(UnusableFileError):
    """No table of the files is a list that the product knows, as long as nobody says what its columns are."""


class NotInFilesError(InvalidInputError):
    """The call names a column, a field or a sheet that there is not; `words` says so in both languages."""

    code = "not_in_files"

    def __init__(self, where: str, code: str, ja: str, en: str, found: str, expected: str) -> None:
        self.words = Words(f"{where}: {ja}" if where else ja, f"{where}: {en}" if where else en)
        super().__init__(self.words.en, [Problem(code, where, found, expected)])


class TooLargeFileError(TooLargeError):
    """The file is larger than the product takes in one piece; `words` says so in both languages."""

    def __init__(self, where: str, ja: str, en: str) -> None:
        self.words = Words(f"{where}: {ja}" if where else ja, f"{where}: {en}" if where else en)
        super().__init__(self.words.en)
