"""The `serve` command: a service until it is interrupted. Imports the server only when there is one to start."""

from contextlib import suppress

from api.cli.telling import put
from api.service.settings import Settings
from ontology.text import Language, Text


def serve_store(settings: Settings, language: Language) -> None:
    """Serve, and print the address once it can be asked. Raises BadInput, StoreFailed."""
    from api.http.server import serve

    def ready(address: str) -> None:
        told = Text(
            sv=f"Rotorsak svarar på {address} (avsluta med Ctrl-C)\n",
            en=f"Rotorsak answers at {address} (end it with Ctrl-C)\n",
        )
        put(told.in_language(language))

    with suppress(KeyboardInterrupt):
        serve(settings, ready)
