"""vis-network, which draws the pictures, as pyvis ships it."""

from importlib.util import find_spec
from pathlib import Path


def vis_network() -> Path:
    """The folder of vis-network (`vis-network.min.js`) in the pyvis package, which is not imported for it."""
    pyvis = find_spec("pyvis")
    if pyvis is None or not pyvis.submodule_search_locations:
        raise ModuleNotFoundError("pyvis is not installed: run make setup")
    return Path(pyvis.submodule_search_locations[0]) / "lib" / "vis-9.1.2"
