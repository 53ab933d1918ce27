"""A text in the two languages that Rotorsak speaks."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, Language] = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Swedish and English."""

    sv: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in `language`."""
        return self.sv if language == "sv" else self.en
