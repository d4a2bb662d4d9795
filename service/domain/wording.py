"""Words in both languages, and the refusal of a text that cannot be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Japanese and in English."""

    ja: str
    en: str

    def of(self, locale: str) -> str:
        """The text in the language of `locale`: Japanese for "ja", English for everything else."""
        return self.ja if locale == "ja" else self.en


class UnreadableError(ValueError):
    """A value that a person wrote cannot be read as what it should be.

    `code` is stable; `reason` says in both languages what is wrong and how to write it. `str()` gives the English one.
    `cause` is what is wrong alone, to stand beside the value; without one it is the reason.
    """

    def __init__(self, code: str, ja: str, en: str, cause: Words | None = None) -> None:
        super().__init__(en)
        self.code = code
        self.reason = Words(ja, en)
        self.cause = cause or self.reason
