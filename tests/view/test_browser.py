"""The page of a graph in a real Chromium, opened from a file as a user opens it."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from kg.know.knowledge import Knowledge
from kg.model import Build
from kg.view.graphs import render_graph
from kg.view.reports import render_report

CHROMIUM = Path(os.environ.get("KG_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# In CI a missing browser is a fault; on a user's machine it is none of ours.
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"),
    reason=f"没有 Chromium（{CHROMIUM}）；请安装，或用 KG_CHROMIUM 指明位置",
)
EVIL = {
    "蓝湾食品公司": "蓝湾</script ><script>document.title='打穿'</script>公司",
    "节水周活动": '"><img src=x onerror="document.title=\'打穿\'">节水周\u2028活动',
    "陈小满": "<a href=\"javascript:document.title='打穿'\">陈𬭎</a>",
}


@dataclass
class Window:
    """An open page, and all that it asked for or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self.note)

    def open(self, file: Path, address: str = "") -> None:
        self.watch()
        self.page.goto(file.as_uri() + address)
        # wait_for_function polls with eval, which the page's policy forbids
        expect(self.page.locator("html")).to_have_attribute("data-kg", "ready")

    def note(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(said.text)

    def outside(self) -> list[str]:
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]

    def click(self, name: str) -> None:
        """Click a node with the mouse: the page says where it is."""
        at = self.page.evaluate("name => kg.positionOf(name)", name)
        self.page.mouse.move(at["x"] - 3, at["y"])
        self.page.mouse.move(at["x"], at["y"])
        self.page.mouse.click(at["x"], at["y"])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="zh-CN"
    )
    yield context
    context.close()


@pytest.fixture
def window(context: BrowserContext) -> Iterator[Window]:
    """Give an empty window; at the end it must have asked for nothing and had no fault."""
    context.set_offline(True)
    window = Window(context.new_page())
    yield window
    assert window.outside() == []
    assert window.faults == []


@pytest.fixture(scope="module")
def graph(
    make_build: Callable[..., Build], knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    file = tmp_path_factory.mktemp("graph") / "图 1.html"
    file.write_text(render_graph(make_build(), knowledge, "江城日报"), encoding="utf-8")
    return file


def test_a_click_on_a_node_shows_its_sentences(window: Window, graph: Path) -> None:
    window.open(graph)
    window.click("江城市水务局")

    card = window.page.locator("#card")
    expect(card.locator("h3")).to_have_text("江城市水务局")
    expect(card.locator("blockquote", has_text="该局计划年底前建设东湖水厂。")).to_be_visible()
    expect(card.locator("mark", has_text="江城市水务局").first).to_be_visible()
    expect(card.locator(".badge.planned")).to_have_text("计划")
    expect(card.locator(".before")).to_contain_text("前文：…江城市启动节水周")
    expect(card.locator("h4", has_text="← 任职于")).to_be_visible()
    expect(window.page).to_have_url(re.compile("#e="))


def test_a_sentence_leads_to_its_article(window: Window, graph: Path) -> None:
    window.open(graph)
    window.click("江城市")
    card = window.page.locator("#card")
    figure = card.locator(".group", has_text="用水量")
    expect(figure).to_contain_text("同比下降3.5%")
    expect(figure).to_contain_text("2030年")

    figure.locator("summary").click()

    expect(figure.locator(".text .here")).to_have_text("去年，江城市用水量同比下降3.5%。")
    expect(figure.locator(".text .headline")).to_have_text("江城市启动节水周")
    figure.locator(".text .go", has_text="陈小满").click()
    expect(card.locator("h3")).to_have_text("陈小满")
    expect(card.locator(".group", has_text="今年要节水120万吨。").first).to_be_visible()


def test_a_click_on_a_line_shows_what_it_rests_on(window: Window, graph: Path) -> None:
    window.open(graph)
    ends = [
        window.page.evaluate("name => kg.positionOf(name)", name)
        for name in ("江城市水务局", "东湖水厂")
    ]
    middle = [(ends[0][axis] + ends[1][axis]) / 2 for axis in "xy"]
    window.page.mouse.move(middle[0] + 2, middle[1])
    window.page.mouse.click(*middle)

    expect(window.page.locator("#card h3")).to_have_text("江城市水务局 → 东湖水厂")
    expect(window.page.locator("#card blockquote")).to_contain_text("该局计划年底前建设东湖水厂。")


def test_search_finds_by_keyboard_alone(window: Window, graph: Path) -> None:
    window.open(graph)
    window.page.keyboard.press("/")
    window.page.keyboard.type("不存在")
    expect(window.page.locator("#hits")).to_have_text("没有找到“不存在”")
    window.page.locator("#query").fill("水务")
    expect(window.page.locator("#hits li")).to_have_count(1)
    window.page.keyboard.press("Enter")
    expect(window.page.locator("#card h3")).to_have_text("江城市水务局")

    at = window.page.evaluate("name => kg.positionOf(name)", "江城市水务局")
    to = window.page.evaluate("name => kg.positionOf(name)", "东湖水厂")
    sideways = abs(to["x"] - at["x"]) > abs(to["y"] - at["y"])
    key = (
        ("ArrowRight" if to["x"] > at["x"] else "ArrowLeft")
        if sideways
        else ("ArrowDown" if to["y"] > at["y"] else "ArrowUp")
    )
    window.page.keyboard.press(key)
    expect(window.page.locator("#card h3")).not_to_have_text("江城市水务局")
    window.page.keyboard.press("Escape")
    expect(window.page.locator("#card h3")).to_have_count(0)


def test_filters_hide_and_search_reveals(window: Window, graph: Path) -> None:
    window.open(graph)
    labels = "() => kg.labels()"
    window.page.locator('[data-kind="Facility"]').uncheck()
    window.page.wait_for_timeout(100)
    assert "东湖水厂" not in window.page.evaluate(labels)
    window.page.locator("#alone").uncheck()
    window.page.wait_for_timeout(100)
    assert "去年" not in window.page.evaluate(labels)

    window.page.locator("#query").fill("东湖")
    window.page.keyboard.press("Enter")

    expect(window.page.locator('[data-kind="Facility"]')).to_be_checked()
    expect(window.page.locator("#card h3")).to_have_text("东湖水厂")
    window.page.locator("#undone").uncheck()
    expect(window.page.locator("#card .badge")).to_have_count(0)


def test_text_of_a_page_never_runs(
    window: Window, tmp_path: Path, make_build: Callable[..., Build], knowledge: Knowledge
) -> None:
    file = tmp_path / "evil.html"
    title = "</title><script>document.title='打穿'</script>"
    file.write_text(render_graph(make_build(EVIL, title=title), knowledge, title), "utf-8")
    window.open(file)
    for name in EVIL.values():
        window.click(name)
        expect(window.page.locator("#card h3")).to_have_text(name)
        for summary in window.page.locator("#card summary").all():
            summary.click()

    assert window.page.title() == title
    assert window.page.locator("img, aside a, aside script").count() == 0


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (
            "复制引文",
            "江城市水务局 建设 东湖水厂（计划）\n　　“该局计划年底前建设东湖水厂。”——《",
        ),
        ("复制 CSV", '"关系","江城市水务局","建设","东湖水厂","","","","","计划","1",'),
        ("复制 Turtle", 'a kg:Agency ;\n    rdfs:label "江城市水务局"@zh ;'),
    ],
)
def test_facts_can_be_copied(
    window: Window, context: BrowserContext, graph: Path, button: str, words: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.open(graph)
    window.click("江城市水务局")
    window.page.locator("#card .tools button", has_text=button).click()
    expect(window.page.locator("#card .tools button", has_text="已复制")).to_be_visible()
    assert words in window.page.evaluate("() => navigator.clipboard.readText()")


def test_the_report_leads_from_facts_to_sentences(
    window: Window, tmp_path: Path, make_build: Callable[..., Build], knowledge: Knowledge
) -> None:
    file = tmp_path / "report.html"
    file.write_text(render_report(make_build(), knowledge, "江城日报"), encoding="utf-8")
    window.watch()
    window.page.goto(file.as_uri())
    window.page.locator("summary", has_text="江城市启动节水周").click()
    window.page.locator("li", has_text="用水量").locator(".to").click()

    assert window.page.evaluate("() => document.querySelector(':target').textContent") == (
        "去年，江城市用水量同比下降3.5%。"
    )
    widths = window.page.locator("svg.whole rect").evaluate_all(
        "rects => rects.map((rect) => rect.width.baseVal.value)"
    )
    assert sum(widths) == pytest.approx(1000)


def test_a_permalink_opens_its_entity(window: Window, graph: Path) -> None:
    window.open(graph, "#e=%E4%B8%9C%E6%B9%96%E6%B0%B4%E5%8E%82")
    expect(window.page.locator("#card h3")).to_have_text("东湖水厂")


@pytest.mark.parametrize(
    ("address", "words"), [("#e=%ZZ", []), ("#e=<b>x", ["图里没有画出“<b>x”。"]), ("#x", [])]
)
def test_an_unknown_permalink_selects_nothing(
    window: Window, graph: Path, address: str, words: list[str]
) -> None:
    window.open(graph, address)
    expect(window.page.locator("#card h3")).to_have_count(0)
    missing = window.page.locator("#card .missing")
    expect(missing).to_have_count(len(words))
    for word in words:
        expect(missing).to_contain_text(word)


def test_dark_follows_the_system_and_the_button(chromium: Browser, graph: Path) -> None:
    context = chromium.new_context(color_scheme="dark", reduced_motion="reduce")
    window = Window(context.new_page())
    window.open(graph)
    background = "() => getComputedStyle(document.body).backgroundColor"
    assert window.page.evaluate(background) == "rgb(21, 25, 30)"
    window.page.locator("#theme").click()
    assert window.page.evaluate(background) == "rgb(251, 251, 249)"
    assert window.faults == []
    context.close()


def test_the_picture_is_painted(window: Window, graph: Path) -> None:
    window.open(graph)
    colours = window.page.evaluate(
        """async () => {
          const image = new Image(); image.src = kg.pictureAddress(); await image.decode();
          const sheet = document.createElement("canvas");
          [sheet.width, sheet.height] = [image.width, image.height];
          const context = sheet.getContext("2d"); context.drawImage(image, 0, 0);
          const data = context.getImageData(0, 0, sheet.width, sheet.height).data;
          const seen = new Set();
          for (let i = 0; i < data.length; i += 4) {
            const rgb = data[i] * 65536 + data[i + 1] * 256 + data[i + 2];
            seen.add("#" + rgb.toString(16).padStart(6, "0"));
          }
          return Object.values(KINDS).filter(({ color }) => seen.has(color.toLowerCase())).length;
        }"""
    )
    assert colours >= 6


@pytest.mark.parametrize(("width", "height"), [(390, 844), (820, 1180), (1024, 768)])
def test_small_screens_show_picture_and_card(
    chromium: Browser, graph: Path, width: int, height: int
) -> None:
    size: ViewportSize = {"width": width, "height": height}
    context = chromium.new_context(viewport=size, reduced_motion="reduce")
    window = Window(context.new_page())
    window.open(graph)
    window.click("江城市水务局")
    expect(window.page.locator("#card h3")).to_be_in_viewport()
    canvas = window.page.locator("#net").bounding_box()
    assert canvas is not None
    assert canvas["width"] > min(width, 480) - 1
    window.page.locator("#filters").click()
    expect(window.page.locator('[data-kind="Agency"]')).to_be_in_viewport()
    window.page.locator('[data-kind="Agency"]').uncheck()
    assert window.page.evaluate("() => document.documentElement.scrollWidth") == width
    assert window.faults == []
    context.close()


def test_an_external_image_would_be_noticed(
    context: BrowserContext, graph: Path, tmp_path: Path
) -> None:
    """The control: with a hole in the page, what the other tests assert is false."""
    holed = tmp_path / "holed.html"
    page = graph.read_text(encoding="utf-8").replace(
        "</main>", '<img src="http://kg.invalid/x.png" alt=""></main>'
    )
    holed.write_text(page, encoding="utf-8")
    window = Window(context.new_page())
    window.open(holed)
    assert window.faults, "the policy says so on the console"

    page_without_policy = re.sub(r"<meta http-equiv[^>]*>", "", page)
    holed.write_text(page_without_policy, encoding="utf-8")
    window = Window(context.new_page())
    window.open(holed)
    assert window.outside() == ["http://kg.invalid/x.png"]
