"""The node that marks a database as ours: it tells the format of what is held, and writers queue at it."""

from neo4j import ManagedTransaction

from ontology.errors import StoreFailed
from ontology.text import Text

FORMAT = 1
_NAME = "Rotorsak"
_HELD = """
OPTIONAL MATCH (marker:Rotorsak)
RETURN marker.format AS format, marker IS NULL AND EXISTS { MATCH (n) } AS others
"""
_LOCK = """
MERGE (marker:Rotorsak {name: $name}) ON CREATE SET marker.format = $format
SET marker.writes = coalesce(marker.writes, 0) + 1
"""


def require_ours(transaction: ManagedTransaction) -> None:
    """Raise StoreFailed where a database holds what is not ours, or is of another format; an empty one is fine."""
    record = transaction.run(_HELD).single(strict=True)
    if record["others"]:
        raise StoreFailed(_OTHERS)
    if record["format"] not in (None, FORMAT):
        raise StoreFailed(_of_format(record["format"]))


def lock(transaction: ManagedTransaction) -> None:
    """Mark the database as ours, and wait for other writers. The next one waits until this transaction ends."""
    require_ours(transaction)
    transaction.run(_LOCK, name=_NAME, format=FORMAT).consume()


def try_to_write(transaction: ManagedTransaction) -> None:
    """Make a node and delete it again, to see whether that is allowed."""
    transaction.run("CREATE (n:Rotorsak) DELETE n").consume()


_OTHERS = Text(
    sv="Databasen innehåller redan annat än Rotorsaks graf och lämnas orörd. Ange en annan databas i lagrets adress, "
    "eller töm den först.",
    en="The database already holds other things than Rotorsak's graph, and is left alone. Name another database in "
    "the address of the store, or empty it first.",
)


def _of_format(found: object) -> Text:
    return Text(
        sv=f"Databasen är skriven i formatet {found}; den här versionen av Rotorsak använder formatet {FORMAT}. "
        "Använd en version som passar, eller töm databasen och läs in på nytt (rotorsak load).",
        en=f"The database is written in format {found}; this version of Rotorsak uses format {FORMAT}. "
        "Use a version that fits, or empty the database and load again (rotorsak load).",
    )
