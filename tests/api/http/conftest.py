"""Asking the service over HTTP."""

from collections.abc import Iterator

import httpx
import pytest


@pytest.fixture(scope="session")
def http(service: str) -> Iterator[httpx.Client]:
    """A client of the service, which accepts anything and follows no redirection."""
    with httpx.Client(base_url=service, timeout=60) as client:
        yield client
