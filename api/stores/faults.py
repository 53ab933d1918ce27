"""What is told of an address that cannot be used. Addresses come here as they may be shown."""

from ontology.errors import BadInput
from ontology.text import Text

FORMS = Text(
    sv="oxigraph:MAPP, neo4j://[ANVÄNDARE@]SERVER[:PORT][/DATABAS] och sparql+http://[ANVÄNDARE@]SERVER[:PORT]/SÖKVÄG",
    en="oxigraph:FOLDER, neo4j://[USER@]HOST[:PORT][/DATABASE] and sparql+http://[USER@]HOST[:PORT]/PATH",
)
"""The forms of an address. bolt:// is as neo4j://; +s and +ssc after either, and sparql+https://, are encrypted."""


def no_address(shown: str, meant: str | None) -> BadInput:
    """The error for a text of none of the forms, and what may have been meant."""
    if meant is not None:
        return BadInput(
            Text(
                sv=f"'{shown}' är ingen adress till ett lager. Menade du {meant}? Formerna är: {FORMS.sv}.",
                en=f"'{shown}' is not the address of a store. Did you mean {meant}? The forms are: {FORMS.en}.",
            )
        )
    return BadInput(
        Text(
            sv=f"'{shown}' är ingen adress till ett lager. Formerna är: {FORMS.sv}; till exempel "
            "--store oxigraph:var/store.",
            en=f"'{shown}' is not the address of a store. The forms are: {FORMS.en}; for example "
            "--store oxigraph:var/store.",
        )
    )


def cannot(shown: str, reason: Text) -> BadInput:
    """The error for an address of one of the forms that cannot be used as it is."""
    return BadInput(
        Text(
            sv=f"Adressen '{shown}' kan inte användas: {reason.sv}.",
            en=f"The address '{shown}' cannot be used: {reason.en}.",
        )
    )


def not_for_update(shown: str) -> BadInput:
    """The error for an address for updates beside one that is not of a SPARQL store."""
    return BadInput(
        Text(
            sv="En adress för ändringar (--store-update, ROTORSAK_STORE_UPDATE) hör till ett lager med adressen "
            f"sparql+http://…, inte till {shown}. Ta bort den.",
            en="An address for updates (--store-update, ROTORSAK_STORE_UPDATE) belongs to a store with the address "
            f"sparql+http://…, not to {shown}. Remove it.",
        )
    )
