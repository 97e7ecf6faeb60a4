"""Serving the web application: Streamlit inside an ASGI app that adds the security headers it does not send itself."""

import base64
import hashlib
import os
import re
from importlib.resources import files
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.addresses import KnownPages
from ui.health import ROUTES
from ui.sign_in import SIGN_IN_ROUTES
from ui.sign_in_first import SignInFirst

_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "frame-src 'self' blob:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'"
)


def content_security_policy() -> str:
    """Nothing but our own origin: an image in an answer must not carry a secret away.

    Streamlit's page has an inline script; its hash is taken from the page of the version installed.
    """
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE.findall(page))
    return _POLICY.format(hashes=" ".join(f"'sha256-{digest}'" for digest in digests))


class SecurityHeaders:
    """Adds the headers to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", content_security_policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"x-frame-options", b"DENY"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}  # a page of sign-in says more about its referrer
                message["headers"] = [*message["headers"], *(each for each in self._headers if each[0] not in own)]
            await send(message)

        await self._app(scope, receive, with_headers)


def application() -> ASGIApp:
    """The ASGI application."""
    from streamlit.starlette import App

    entry = str(files("ui").joinpath("app.py"))
    app: ASGIApp = App(entry, middleware=[Middleware(SecurityHeaders), Middleware(KnownPages), Middleware(SignInFirst)],
        routes=[*ROUTES, *SIGN_IN_ROUTES])  # fmt: skip
    return app


def run(host: str, port: int, max_upload_mb: int = 25) -> None:
    """Serve until stopped."""
    import uvicorn
    from streamlit import config

    os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
    for name, value in _OPTIONS.items():
        config.set_option(name, value)
    config.set_option("server.maxUploadSize", max_upload_mb)
    uvicorn.run(
        application(), host=host, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE
    )


_GRACE = 5  # seconds that open pages have when the server ends
_OPTIONS = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "runner.magicEnabled": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "theme.baseRadius": "0.5rem",
    "theme.headingFontSizes": ["1.9rem", "1.5rem", "1.25rem", "1.1rem", "1rem", "1rem"],
    "theme.light.primaryColor": "#1F5FA8",
    "theme.light.textColor": "#0F1114",  # captions and quotations are a lighter shade of it, and have to be readable
    "theme.dark.primaryColor": "#5A9AE4",
}
