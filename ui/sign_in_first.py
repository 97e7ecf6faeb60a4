"""Nothing of this desk without signing in, where sign-in is asked for: pages lead to the form, files are not handed out."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.secrets import secrets_singleton

from assistant.records import Unusable
from tools.database import DatabaseFailure
from ui import cookies, session
from ui.addresses import PAGES

_FILES = ("/media/", "/_stcore/upload_file/")
_OTHER_SIGN_IN = "_streamlit_user"  # st.login: Streamlit itself checks its signature when the page runs


class SignInFirst:
    """Asks for a session before a page or a file; the websocket is asked by the page itself, at each run."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        path = str(scope.get("path", "/"))
        page = path.strip("/") in PAGES
        if scope["type"] == "http" and (page or path.startswith(_FILES)):
            connection = HTTPConnection(scope)
            if await run_in_threadpool(_closed_to, connection, not page):
                query = f"&{connection.url.query}" if connection.url.query else ""
                target = f"{_up(path)}auth/sign-in?next={path.strip('/')}{query}"
                answer = RedirectResponse(target, 303) if page else PlainTextResponse("sign in first", 403)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _closed_to(connection: HTTPConnection, file: bool) -> bool:
    """Whether sign-in is asked for and this is nobody signed in. What is broken is told by the page; a file is then kept back."""
    world = session.world()
    try:
        if not world.sign_in_required() or world.gate.user_of(connection.cookies.get(cookies.SESSION, "")):
            return False
        return not (_other_sign_in() and any(name.startswith(_OTHER_SIGN_IN) for name in connection.cookies))
    except (Unusable, DatabaseFailure, SQLAlchemyError):
        return file


def _other_sign_in() -> bool:
    """Whether the operator has set up a sign-in of another provider (st.login)."""
    return secrets_singleton.load_if_toml_exists() and "auth" in secrets_singleton


def _up(path: str) -> str:
    """The way up to the first page, relative, so that it holds behind a proxy that adds a prefix."""
    return "./" + "../" * (path.count("/") - 1)
