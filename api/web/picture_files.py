"""The picture of an answer as one file to send: a page that asks no other place for anything. pyvis makes it."""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from api.web.pictures import picture_of
from api.web.rendering import Address, templates
from api.web.vis import vis_network
from graph.answers.form import Answer


def picture_file(answer: Answer) -> bytes:
    """The page, in UTF-8: picture, legend, every relation in words with its sources, and the line to cite.

    Its content-security policy lets nothing run but its own two scripts.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]  # slow to import, and used only here

    picture = picture_of(answer)
    network = Network(directed=True, cdn_resources="in_line")
    data = picture.data()
    network.nodes, network.edges, network.options = data["nodes"], data["edges"], data["options"]
    environment = templates().overlay()
    environment.filters = {**environment.filters, "read": json.loads}
    environment.globals = {
        **environment.globals,
        "lang": answer.language,
        "address": Address("/", (), answer.language),
        "answer": answer,
        "picture": picture,
        "scripts": _scripts(),
        "styles": _styles(),
        "fingerprint": _fingerprint,
    }
    network.templateEnv, network.path = environment, "picture_file.html"
    return str(network.generate_html(f"{answer.question}.html")).encode()


@cache
def _scripts() -> tuple[Markup, ...]:
    """vis-network and our drawing, as they may stand in a page."""
    vis = (vis_network() / "vis-network.min.js").read_text(encoding="utf-8")
    return tuple(Markup(script.replace("</script", r"<\/script")) for script in (vis, _static("picture.js")))


@cache
def _styles() -> Markup:
    return Markup(_static("rotorsak.css") + _static("picture.css"))


def _static(name: str) -> str:
    return (files("api.web") / "static" / name).read_text(encoding="utf-8")


def _fingerprint(text: str) -> str:
    """What a content-security policy calls a text by: the hash of its bytes."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
