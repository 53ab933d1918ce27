"""/static: the files that pages load, ours and vis-network as pyvis ships it. Nothing comes from elsewhere."""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

import api.web
from api.web.vis import vis_network


def serve_static(app: FastAPI) -> None:
    """Add the files to an application."""
    app.mount("/static/vis", StaticFiles(directory=vis_network()), name="vis")
    app.mount("/static", StaticFiles(directory=Path(api.web.__path__[0]) / "static"), name="static")
