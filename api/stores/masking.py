"""Addresses as they may be shown, whatever somebody typed in the place of an address."""

import re

_SCHEME = re.compile(r"((?:sparql:(?=https?:))?[A-Za-z][A-Za-z0-9+.-]*)(://|:)")
_END = re.compile(r"[?#]")
_BRACKETS = re.compile(r"\[[^\]/]*\]")
_AFTER_COLON = re.compile(r":(?![0-9]{1,5}(?:/|$)).*")


def masked(address: str) -> str:
    """The text without anything that may be a user, a password or a key: they become `…`.

    What stands before the last @ may be an account; what stands where a port should, a password; after ? or #, a key.
    """
    scheme, separator, rest = _without_scheme(address)
    _, at, place = rest.rpartition("@")
    shown = f"{scheme}{separator}{'…@' if at else ''}{_without_words_for_port(_END.split(place)[0])}"
    return f"{shown}?…" if _END.search(place) else shown


def _without_scheme(address: str) -> tuple[str, str, str]:
    begun = _SCHEME.match(address)
    return (begun[1], begun[2], address[begun.end() :]) if begun else ("", "", address)


def _without_words_for_port(place: str) -> str:
    host = _BRACKETS.match(place)
    start = host.end() if host else 0
    return place[:start] + _AFTER_COLON.sub(":…", place[start:])
