"""Neo4j Community, started by a Java program of ours, with a password that the first login sets."""

from collections.abc import Mapping
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

from graph.stores.neo4j.connection import Connection
from tests.servers.running import JavaServer, fetched, free_port

_JAVA = Path(__file__).parent / "java"
_OPENED = ("--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
_USER, _FIRST, PASSWORD = "neo4j", "neo4j", "rotorsak-tests"


class Neo4jServer(JavaServer):
    """A server whose `address` is one that `--store` takes, with its user and password in it."""

    def __init__(self, folder: Path, heap: str = "768m") -> None:
        self.port = free_port()
        jars = fetched("neo4j", _fetch)
        command = [
            *("java", f"-Xmx{heap}", *_OPENED, "-cp", f"{jars}/*", _JAVA / "Neo4jServer.java"),
            *(folder / "home", str(self.port)),
        ]
        super().__init__(folder, command, self._has_password)

    @property
    def host(self) -> str:
        """Its host and port."""
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """Its address for the driver's own routing."""
        return f"neo4j://{_USER}:{PASSWORD}@{self.host}"

    @property
    def connection(self) -> Connection:
        """How a store reaches it."""
        return Connection(f"neo4j://{self.host}", user=_USER, password=PASSWORD)

    def set(self, settings: Mapping[str, str]) -> None:
        """Have it start with these settings, and no others, from the next time on."""
        lines = (f"{name}={value}\n" for name, value in settings.items())
        (self.folder / "home" / "neo4j.conf").write_text("".join(lines), encoding="utf-8")

    def wipe(self) -> None:
        """Delete everything that it holds, the schema too."""
        with GraphDatabase.driver(f"bolt://{self.host}", auth=(_USER, PASSWORD)) as driver:
            with driver.session() as session:
                session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
            for shown, dropped in (("SHOW CONSTRAINTS", "CONSTRAINT"), ("SHOW INDEXES", "INDEX")):
                kept = "WHERE type <> 'LOOKUP'" if dropped == "INDEX" else ""
                for record in driver.execute_query(f"{shown} YIELD * {kept}").records:
                    driver.execute_query(f"DROP {dropped} `{record['name']}` IF EXISTS")

    def _has_password(self) -> bool:
        try:
            with GraphDatabase.driver(f"bolt://{self.host}", auth=(_USER, PASSWORD)) as driver:
                driver.verify_connectivity()
            return True
        except AuthError:
            return self._set_password()
        except (ServiceUnavailable, Neo4jError):
            return False

    def _set_password(self) -> bool:
        setting = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
        try:
            with GraphDatabase.driver(f"bolt://{self.host}", auth=(_USER, _FIRST)) as driver:
                driver.execute_query(setting, old=_FIRST, new=PASSWORD, database_="system")
        except (AuthError, ServiceUnavailable, Neo4jError):
            return False
        return False


def _fetch(folder: Path) -> list[str]:
    return ["-f", str(_JAVA / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
