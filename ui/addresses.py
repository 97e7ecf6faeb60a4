"""The pages and their addresses: whoever comes by an address that is no page is led to one."""

from starlette.datastructures import MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CHAT, CATALOGUE, ORDERS, EXCHANGE, CLEARING, RATINGS = "", "catalogue", "orders", "exchange", "clearing", "ratings"
SEARCH, DATABASES, DEADLINES, INFORMATION, SOURCES = "search", "databases", "deadlines", "information", "sources"
PORTFOLIO, APPRAISAL, FINANCE, HEALTH_CHECK = "portfolio", "appraisal", "finance", "health-check"
AGENCIES, TRAINING, TRIAGE, MEMBERS = "agencies", "training", "triage", "members"
# The menus on top of each page; the conversation stands alone and first.
SECTIONS = {
    "": (CHAT,),
    "find": (SEARCH, DATABASES, DEADLINES, INFORMATION, SOURCES),
    "care": (PORTFOLIO, APPRAISAL, FINANCE, HEALTH_CHECK),
    "trade": (CATALOGUE, ORDERS, EXCHANGE, CLEARING, RATINGS),
    "people": (AGENCIES, TRAINING, TRIAGE, MEMBERS),
}
PAGES = tuple(page for pages in SECTIONS.values() for page in pages)
ICONS = {
    CHAT: "chat", SEARCH: "search", DATABASES: "database", DEADLINES: "event", INFORMATION: "news", SOURCES: "inventory_2",
    PORTFOLIO: "folder_special", APPRAISAL: "query_stats", FINANCE: "savings", HEALTH_CHECK: "health_and_safety",
    CATALOGUE: "storefront", ORDERS: "receipt_long", EXCHANGE: "swap_horiz", CLEARING: "account_balance", RATINGS: "star_rate",
    AGENCIES: "handshake", TRAINING: "school", TRIAGE: "support_agent", MEMBERS: "group",
}  # fmt: skip


class KnownPages:
    """Redirects where Streamlit would serve the page at an address that it then calls unknown.

    Streamlit's static files answer every address that nothing else answers with the page itself; the page asks for
    its data below that address, finds nothing there and reports an unknown page. Addresses of pages are left alone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page comes back from its own address only."""
        path, moved = str(scope.get("path", "/")), False

        async def redirected(message: Message) -> None:
            nonlocal moved
            if message["type"] == "http.response.start" and _is_stray_page(path, scope, message):
                moved = True
                query = scope.get("query_string", b"").decode("latin-1")
                target = _way_to_a_page(path) + (f"?{query}" if query else "")
                message = {"type": message["type"], "status": 307, "headers": [(b"location", target.encode("latin-1"))]}
            elif moved:
                message = {"type": message["type"], "body": b"", "more_body": message.get("more_body", False)}
            await send(message)

        await self._app(scope, receive, redirected)


def _is_stray_page(path: str, scope: Scope, start: Message) -> bool:
    if path == "/index.html" or path.removeprefix("/") in PAGES or not isinstance(scope.get("endpoint"), StaticFiles):
        return False
    kind = MutableHeaders(raw=list(start["headers"])).get("content-type", "")
    return start["status"] == 200 and kind.startswith("text/html")


def _way_to_a_page(path: str) -> str:
    """To the page the address names but for a slash at its end, else to the first page.

    Relative, so that it holds behind a proxy that adds a prefix too.
    """
    named = path.strip("/")
    return "./" + "../" * (path.count("/") - 1) + (named if named in PAGES else "")
