"""Pages in a real browser: a headless Chromium in which nothing may go wrong unseen."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.conftest import missing

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
WIDTHS = {"laptop": (1280, 800), "phone": (390, 844)}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", event => console.error(
    `content-security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


class Visit(Protocol):
    """Open an address in a browser of its own, and fail the test at its end if anything went wrong on it."""

    def __call__(
        self, address: str, *, lang: str = ..., on: str = ..., script: bool = ..., status: int = ...
    ) -> Page: ...


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium, for the tests of one module: while it is open, no other event loop can run here."""
    executable = (
        os.environ.get("ROTORSAK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if executable is None:
        missing("there is no Chromium (ROTORSAK_CHROMIUM names the program)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open an address as a Swedish or English reader, on a laptop or a phone, with or without scripts.

    The test fails on any error on the console, violation of the content-security policy, dialog, failed request, or
    request to another host; and if the page does not come with the status that is expected.
    """
    wrong: list[str] = []
    contexts = []

    def opened(
        address: str, *, lang: str = "sv", on: str = "laptop", script: bool = True, status: int = 200
    ) -> Page:
        width, height = WIDTHS[on]
        context = browser.new_context(
            locale=LOCALES[lang],
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(_TELL_VIOLATIONS)
        host = "/".join(address.split("/")[:3]) + "/"

        def on_console(message: ConsoleMessage) -> None:
            expected = status >= 400 and message.location["url"] == page.url
            if message.type == "error" and not expected:
                wrong.append(f"{page.url}: console: {message.text} ({message.location['url']})")

        def on_request(request: Request) -> None:
            if not request.url.startswith((host, "data:", "blob:")):
                wrong.append(f"{page.url}: a request to another host: {request.url}")

        def on_failure(request: Request) -> None:
            # Chromium fetches the icon when all else is there, and drops it where the page is left before that.
            dropped = request.failure == "net::ERR_ABORTED" and request.url.endswith("/favicon.svg")
            if not dropped:
                wrong.append(f"{page.url}: failed: {request.url} {request.failure}")

        page.on("console", on_console)
        page.on("request", on_request)
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: script: {error}"))
        page.on("requestfailed", on_failure)
        page.on(
            "dialog", lambda dialog: (wrong.append(f"{page.url}: dialog: {dialog.message}"), dialog.dismiss())
        )
        answer = page.goto(address, wait_until="load")
        assert answer is not None
        assert answer.status == status, f"{address}: {answer.status}"
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Run axe on a page, and fail with what it finds: the rule, where, and how to mend it."""
    checker = Axe()

    def run(page: Page) -> None:
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
        found = checker.run(page, options=options).response["violations"]
        told = [
            f"{one['id']} ({one['impact']}): {one['help']}\n    {node['html']}\n    {node['failureSummary']}"
            for one in found
            for node in one["nodes"][:5]
        ]
        assert not told, f"{page.url}\n" + "\n".join(told)

    return run
