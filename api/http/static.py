"""/static: the files that pages load, ours and vis-network as pyvis ships it. Nothing comes from elsewhere."""

from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

import api.web


def serve_static(app: FastAPI) -> None:
    """Add the files to an application."""
    app.mount("/static/vis", StaticFiles(directory=vis_network()), name="vis")
    app.mount("/static", StaticFiles(directory=Path(api.web.__path__[0]) / "static"), name="static")


def vis_network() -> Path:
    """The folder of vis-network (`vis-network.min.js`) in the pyvis package, which is not imported for it."""
    pyvis = find_spec("pyvis")
    if pyvis is None or not pyvis.submodule_search_locations:
        raise ModuleNotFoundError("pyvis is not installed: run make setup")
    return Path(pyvis.submodule_search_locations[0]) / "lib" / "vis-9.1.2"
