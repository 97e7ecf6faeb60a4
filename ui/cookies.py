"""The cookies of sign-in: the session's and the one that binds a form to the browser it was given to."""

from starlette.requests import Request
from starlette.responses import Response

SESSION, FORM = "ipos_session", "ipos_form"
_PATH = "/auth"  # the form's cookie is sent to the pages of sign-in only


def set_session(response: Response, request: Request, token: str, seconds: int) -> None:
    """Give the browser a session. No script can read it (HttpOnly), no other site's form or frame sends it (SameSite=Lax)."""
    response.set_cookie(SESSION, token, max_age=seconds, path="/", httponly=True, samesite="lax", secure=_secure(request))  # fmt: skip


def end_session(response: Response, request: Request) -> None:
    """Take the session away."""
    response.delete_cookie(SESSION, path="/", httponly=True, samesite="lax", secure=_secure(request))


def set_form(response: Response, request: Request, value: str) -> None:
    """Bind the forms shown from now on to this browser."""
    response.set_cookie(FORM, value, max_age=3600, path=_PATH, httponly=True, samesite="strict", secure=_secure(request))  # fmt: skip


def _secure(request: Request) -> bool:
    """Over TLS the cookie never travels without it; behind a proxy the scheme is the one it forwards."""
    return request.url.scheme == "https"
