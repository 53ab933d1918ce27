"""Stores by their addresses: reading an address, and opening the store that it names."""

from api.stores.account import Credentials
from api.stores.addresses import DEFAULT_ADDRESS, StoreAddress, parse_address
from api.stores.embedded import EmbeddedAddress
from api.stores.remote import RemoteAddress

__all__ = [
    "DEFAULT_ADDRESS",
    "Credentials",
    "EmbeddedAddress",
    "RemoteAddress",
    "StoreAddress",
    "parse_address",
]
