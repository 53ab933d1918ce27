"""Where a Neo4j server is, and who asks it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Connection:
    """A database of a server: its address (`neo4j://host:port`, without user or password), and the account.

    `database` is None for the server's default database. Neither `str` nor `repr` shows the password.
    """

    uri: str
    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.uri}/{self.database}" if self.database else self.uri
