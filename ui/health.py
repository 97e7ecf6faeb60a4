"""What a load balancer asks: is the process alive, and can the desk answer."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from assistant.diagnosis import unready
from ui import session


async def _live(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def _ready(_: Request) -> JSONResponse:
    """Ready when the desk can answer. It looks at the disk, so it has a thread, not the event loop."""
    bad = unready(session.world())
    return JSONResponse({"status": "unready" if bad else "ready", "mend": bad}, status_code=503 if bad else 200)


ROUTES = (Route("/api/health/live", _live), Route("/api/health/ready", _ready))
