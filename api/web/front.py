"""The front page: three doors."""

from api.service.reader import Reader
from api.service.representation import Representation
from api.web.rendering import Address, page


def front(reader: Reader, address: Address) -> Representation:
    """The front page."""
    return page("front.html", address)
