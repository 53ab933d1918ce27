"""Where a SPARQL 1.1 store is, and who asks it."""

from dataclasses import dataclass, field


def shown(address: str) -> str:
    """An address as it may be shown: what stands after the question mark may be a key."""
    return address.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Connection:
    """The addresses for queries and for updates (the same, for many stores), without user or password.

    Neither `str` nor `repr` shows the password.
    """

    query: str
    update: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"sparql+{shown(self.query)}"
