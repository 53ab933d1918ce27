"""Apache Jena Fuseki with one dataset, on disk (TDB2)."""

from pathlib import Path

import httpx

from graph.stores.sparql.connection import Connection
from tests.servers.running import JavaServer, fetched, free_port

VERSION = "5.6.0"


class FusekiServer(JavaServer):
    """A server whose `address` is one that `--store` takes. With a file of accounts (`user: password`), it wants one."""

    def __init__(
        self, folder: Path, heap: str = "768m", *, writable: bool = True, accounts: Path | None = None
    ) -> None:
        self.port = free_port()
        jar = fetched("fuseki", _fetch) / f"jena-fuseki-server-{VERSION}.jar"
        data = folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        command = [
            *("java", f"-Xmx{heap}", "-jar", jar, "--localhost", "--port", str(self.port)),
            *([f"--passwd={accounts}", "--auth=basic"] if accounts else []),
            *(f"--loc={data}", *(["--update"] if writable else []), "/ds"),
        ]
        super().__init__(folder, command, self._answers_ask)

    @property
    def url(self) -> str:
        """The address of its dataset, for queries and updates."""
        return f"http://127.0.0.1:{self.port}/ds"

    @property
    def address(self) -> str:
        """Its address as a store."""
        return f"sparql+{self.url}"

    @property
    def connection(self) -> Connection:
        """How a store reaches it."""
        return Connection(self.url, self.url)

    def wipe(self) -> None:
        """Delete everything that it holds."""
        self.update("DROP ALL")

    def update(self, text: str) -> None:
        """Write to it, as others may."""
        headers = {"Content-Type": "application/sparql-update"}
        httpx.post(self.url, content=text, headers=headers, timeout=60).raise_for_status()

    def _answers_ask(self) -> bool:
        try:
            return httpx.get(self.url, params={"query": "ASK {}"}, timeout=5).status_code in (200, 401)
        except httpx.TransportError:
            return False


def _fetch(folder: Path) -> list[str]:
    artifact = f"org.apache.jena:jena-fuseki-server:{VERSION}"
    return ["dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
