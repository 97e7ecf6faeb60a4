"""The web application in a real browser, served as `ipos serve` serves it."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import PATIENCE
from tests.openai_server import OpenAIServer, Pause, Say

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine")]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
SERVE = "import sys; from assistant.cli import main; main(['serve', '--port', sys.argv[1]])"
WAIT = 1000 * PATIENCE  # milliseconds; nothing is measured, a wait ends when what it waits for is there
INPUT, STOP = '[data-testid="stChatInputTextArea"]', '[data-testid="stChatInputStopButton"]'
MESSAGE, TEXT = '[data-testid="stChatMessage"]', '[data-testid="stMarkdownContainer"]'
DOCUMENTATION = '[data-testid="stHelp"]'
CURSOR, SPINNER = "▍", '[data-testid="stExpanderIconSpinner"]'
SOURCES, THUMBS = '[data-testid="stExpander"]', '[data-testid="stFeedback"]'


@contextmanager
def running(home: Path, folder: Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server on a free port with a home of its own that shares the built index; its address and its process."""
    (folder / "index").mkdir()
    (folder / "index" / "core").symlink_to((home / "index" / "core").resolve(), target_is_directory=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("IPOS_", "OPENAI_"))}
    environment = {**inherited, "IPOS_HOME": str(folder), **settings}
    command = [sys.executable, "-c", SERVE, str(port)]
    address, log = f"http://127.0.0.1:{port}", folder / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=out, start_new_session=True)
    try:
        for _ in range(10 * PATIENCE):
            if answers(address):
                break
            assert process.poll() is None, log.read_text("utf-8")
            threading.Event().wait(0.1)
        else:
            pytest.fail(f"the server did not come up: {log.read_text('utf-8')}")
        yield address, process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)  # with the indexing of other law that it started
        process.wait(PATIENCE)


def answers(address: str) -> bool:
    try:
        return bool(urlopen(f"{address}/api/health/live", timeout=5).status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk as most people run it: with the offline engine."""
    with running(home, tmp_path_factory.mktemp("desk")) as (address, _):
        yield address


@pytest.fixture(scope="module")
def model() -> Iterator[OpenAIServer]:
    """The language model's server, which says what a test has scripted."""
    with OpenAIServer() as server:
        yield server


@pytest.fixture(scope="module")
def talking(home: Path, tmp_path_factory: pytest.TempPathFactory, model: OpenAIServer) -> Iterator[str]:
    """The desk with a language model."""
    settings = {"IPOS_MODEL": "openai:test", "OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": "x"}
    with running(home, tmp_path_factory.mktemp("talking"), IPOS_READ_TIMEOUT="900", **settings) as (address, _):
        yield address


@dataclass
class Visit:
    """A page, and everything that went wrong on it."""

    page: "sync_api.Page"
    origin: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(WAIT)
        sync_api.expect.set_options(timeout=WAIT)  # what a page shows in the end, however busy the machine
        self.page.on("request", lambda request: self.note(request.url))
        self.page.on("websocket", lambda socket: self.note(socket.url.replace("ws", "http", 1)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss()))

    def note(self, url: str) -> None:
        if not url.startswith((f"{self.origin}/", "data:", f"blob:{self.origin}/")):
            self.outside.append(url)

    def ask(self, question: str) -> "sync_api.Locator":
        """Ask, and wait for the whole answer; the last message."""
        count = self.page.locator(MESSAGE).count()
        self.page.fill(INPUT, question)
        self.page.keyboard.press("Enter")
        self.page.locator(MESSAGE).nth(count + 1).locator(THUMBS).wait_for()
        return self.page.locator(MESSAGE).last

    def scrolls_sideways(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


Go = Callable[..., Visit]


@pytest.fixture
def go(browser: "sync_api.Browser") -> Iterator[Go]:
    """Opens an address as a new visitor."""
    contexts = []

    def open_page(address: str, path: str = "/", locale: str = "zh-CN", width: int = 1200) -> Visit:
        context = browser.new_context(locale=locale, viewport={"width": width, "height": 800})
        contexts.append(context)
        visit = Visit(context.new_page(), address)
        visit.page.goto(address + path)
        visit.page.wait_for_selector(INPUT)
        return visit

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("locale", "question", "law", "sources"),
    [
        ("zh-CN", "注册商标连续三年没有使用会怎样？", "第四十九条", "出处"),
        ("en-US", "What does Article 24 of the Copyright Law say?", "Article 24", "Sources"),
    ],
)
def test_a_visitor_asks_reads_the_sources_and_reloads(
    desk: str, go: Go, locale: str, question: str, law: str, sources: str
) -> None:
    visit = go(desk, locale=locale)
    answer = visit.ask(question)
    sync_api.expect(answer).to_contain_text(law)
    panel = answer.locator(SOURCES)
    passage = panel.locator("blockquote").first
    sync_api.expect(passage).to_be_hidden()
    panel.get_by_text(sources).click()
    passage.wait_for()
    assert passage.inner_text()
    said = answer.locator(TEXT).first.inner_text()
    visit.page.reload()
    visit.page.locator(MESSAGE).nth(1).locator(SOURCES).wait_for()
    sync_api.expect(visit.page.locator(MESSAGE).first).to_contain_text(question)
    sync_api.expect(visit.page.locator(MESSAGE).nth(1).locator(TEXT).first).to_have_text(said, use_inner_text=True)
    assert (visit.outside, visit.errors) == ([], [])


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_a_telephone_never_scrolls_sideways(desk: str, go: Go, locale: str) -> None:
    visit = go(desk, locale=locale, width=390)
    assert visit.page.locator(DOCUMENTATION).count() == 0  # nothing of ours is shown by accident
    assert not visit.scrolls_sideways()
    answer = visit.ask("商标法第五十七条讲什么？" if locale == "zh-CN" else "Our partner registered our brand first.")
    assert not visit.scrolls_sideways()
    answer.locator(SOURCES).locator("summary").click()
    answer.locator("blockquote").first.wait_for()
    assert not visit.scrolls_sideways()


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "[x](javascript:alert(1))"]
)
def test_what_a_visitor_types_runs_nowhere(desk: str, go: Go, text: str) -> None:
    visit = go(desk)
    visit.ask(text)
    visit.page.reload()
    visit.page.locator(MESSAGE).nth(1).locator(THUMBS).wait_for()
    sync_api.expect(visit.page.locator(MESSAGE).first).to_contain_text(text)
    assert visit.page.locator(f"{MESSAGE} a, {MESSAGE} img[src='x']").count() == 0
    assert (visit.outside, visit.errors) == ([], [])


def test_an_image_or_link_smuggled_into_an_answer_reaches_nobody(talking: str, model: OpenAIServer, go: Go) -> None:
    elsewhere = model.url.removesuffix("/v1")
    model.script(Say(f"Look ![chart]({elsewhere}/leak?d=secret), [here]({elsewhere}/go), <{elsewhere}/too>. Done."))
    visit = go(talking, locale="en-US")
    answer = visit.ask("Hello, what is new?")
    sync_api.expect(answer).to_contain_text("Done.")
    assert answer.locator(f"a[href*='{elsewhere}']").count() == 0
    assert visit.outside == []


def test_a_bare_address_in_an_answer_is_no_link(talking: str, model: OpenAIServer, go: Go) -> None:
    model.script(Say("See https://evil.example/?d=secret for more."))
    assert go(talking, locale="en-US").ask("Hello, what is new?").locator("a").count() == 0


def test_the_browser_itself_refuses_what_is_not_from_here(desk: str, model: OpenAIServer, go: Go) -> None:
    visit, elsewhere = go(desk), model.url
    tried = """url => new Promise(done => {
        document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), {once: true});
        const image = new Image(); image.onload = () => done('loaded'); image.src = url;
    })"""
    assert visit.page.evaluate(tried, f"{elsewhere}/leak.png") == "img-src"
    fetched = "url => fetch(url).then(() => 'reached', () => 'refused')"
    assert visit.page.evaluate(fetched, f"{elsewhere}/leak") == "refused"


def test_an_answer_can_be_stopped_and_the_conversation_goes_on(talking: str, model: OpenAIServer, go: Go) -> None:
    gate = threading.Event()
    model.script(Pause("The first half", " and the second half.", gate), Say("All is well again."))
    visit = go(talking, locale="en-US")
    visit.page.fill(INPUT, "Tell me something long, please")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("The first half").wait_for()
    visit.page.click(STOP)
    answer = visit.page.locator(MESSAGE).nth(1)
    answer.get_by_text("Stopped. You can go on.").wait_for()  # the model is silent for longer
    visit.page.locator(STOP).wait_for(state="detached")
    sync_api.expect(answer).to_contain_text("The first half")
    sync_api.expect(answer).not_to_contain_text(CURSOR)
    answer.locator(SPINNER).wait_for(state="detached")
    visit.page.get_by_role("button", name="Tell me something long").wait_for()  # in the list already
    visit.page.fill(INPUT, "And now?")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("All is well again.").wait_for()
    gate.set()
    visit.page.locator(MESSAGE).nth(3).locator(THUMBS).wait_for()
    visit.page.reload()
    visit.page.get_by_text("All is well again.").wait_for()
    sync_api.expect(visit.page.get_by_text("The first half")).to_have_count(1)
    assert visit.page.get_by_text("the second half").count() == 0
    sync_api.expect(visit.page.locator(MESSAGE).first).to_contain_text("Tell me something long")
    assert visit.errors == []


def test_a_click_elsewhere_stops_an_answer_and_keeps_it(talking: str, model: OpenAIServer, go: Go) -> None:
    gate = threading.Event()
    model.script(Pause("Half of it", " and the rest.", gate))
    visit = go(talking, locale="en-US")
    visit.page.fill(INPUT, "Tell me something else, please")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("Half of it").wait_for()
    visit.page.get_by_text("中文", exact=True).click()
    visit.page.get_by_text("以往的对话").wait_for()
    visit.page.locator(MESSAGE).nth(1).locator(THUMBS).wait_for()
    gate.set()
    answer = visit.page.locator(MESSAGE).nth(1)
    sync_api.expect(answer).to_contain_text("Half of it")
    sync_api.expect(answer).to_contain_text("Stopped. You can go on.")  # in the language of the turn
    sync_api.expect(answer).not_to_contain_text(CURSOR)


@pytest.mark.parametrize("path", ["/chat", "/chat/", "/some/where/else"])
def test_the_first_visit_may_come_by_any_address(desk: str, go: Go, path: str) -> None:
    visit = go(desk, f"{path}?lang=en")
    visit.page.get_by_text("Earlier conversations").wait_for()
    sync_api.expect(visit.page).to_have_url(f"{desk}/?lang=en")
    assert visit.page.get_by_role("dialog").count() == 0
    assert visit.errors == []


def test_a_terminated_server_leaves_nothing_running(home: Path, tmp_path: Path, go: Go) -> None:
    with running(home, tmp_path) as (address, process):
        go(address)  # a page that is open does not keep it
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
