"""Print the PDF pages of the tests, and write what a reader should find on them.

usage: python tests/pdfs/make.py [CHROMIUM]

The stories are invented; see layout.py for how they are set.  The files kept beside this one
were packed with pikepdf afterwards, which makes them a third smaller.
"""

import html
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from layout import Canvas, Story, make_html, set_boxed, set_ell, set_side, set_step, set_top, span
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
LEAD = re.compile(r"本报讯(?:（(.*?)）)? ?")
ROLE = re.compile(r"本报|记者|通讯员")
MARGIN, TOP, GAP = 34, 62, 26
CAPTION = "图为工作人员在现场向群众讲解办事流程。本报记者 林远 摄"


def load_stories() -> list[Story]:
    """Load the invented stories."""
    stories = []
    for part in (HERE / "articles.txt").read_text(encoding="utf-8").split("\n\n"):
        title, *rest = part.strip().split("\n")
        signed = len(rest[0]) < 30 and not rest[0].endswith("。")
        stories.append(Story(title, rest[0] if signed else "", rest[signed:]))
    return stories


def describe(story: Story) -> dict[str, object]:
    """Say what a reader should find of a story."""
    lead = LEAD.match(story.paragraphs[0])
    named = story.byline + (" " + (lead[1] or "") if lead else "")
    first = story.paragraphs[0][lead.end() :] if lead else story.paragraphs[0]
    return {
        "title": " ".join(filter(None, (story.kicker, story.title, story.subtitle))),
        "authors": ROLE.sub(" ", named).split(),
        "agency": None,
        "kind": "news",
        "body": "\n".join([first, *story.paragraphs[1:]]),
        "truncated": False,
    }


def set_margins(canvas: Canvas, columns: int, number: int, height: int) -> None:
    """Set what belongs to the page: paper, date, number, editors."""
    canvas.line(MARGIN, 14, "江城日报", 24, "font-weight:bold")
    canvas.line(MARGIN + 300, 24, "2031年5月2日 星期五", 13)
    canvas.line(span(columns) - 40, 20, f"第{number}版", 18)
    canvas.line(MARGIN, height - 34, "责任编辑：沈青 电话：0123-4567890", 12)


def make_columns(stories: Sequence[Story]) -> list[Canvas]:
    """Set stories side by side and one under the other."""
    page = Canvas()
    set_margins(page, 5, 3, 1000)
    right = MARGIN + span(3) + 16
    high = set_top(page, stories[0], MARGIN, TOP, 3)
    high = max(high, set_side(page, stories[1], right, TOP, 2))
    second = TOP + high + GAP
    high = set_step(page, stories[2], MARGIN, second, 3)
    high = max(high, set_top(page, stories[3], right, second, 2))
    third = second + high + GAP
    set_side(page, stories[4], MARGIN, third, 3, right=True)
    set_top(page, stories[5], right, third, 2)
    return [page]


def make_interleaved(stories: Sequence[Story]) -> list[Canvas]:
    """Set stories around others, on either side."""
    page = Canvas()
    set_margins(page, 4, 2, 800)
    right = MARGIN + span(2) + 16
    high = set_ell(page, (stories[6], stories[8]), (MARGIN, TOP), 2, 0)
    high = max(high, set_ell(page, (stories[7], stories[9]), (right, TOP), 2, 1))
    set_top(page, stories[10], MARGIN, TOP + high + GAP, 4)
    return [page]


def make_boxed(stories: Sequence[Story]) -> list[Canvas]:
    """Set stories in boxes and around pictures, with lines over and under their headlines."""
    page = Canvas()
    set_margins(page, 4, 4, 860)
    high = set_top(page, stories[0], MARGIN, TOP, 4)
    second = TOP + high + GAP
    high = set_boxed(page, stories[1], MARGIN, second, 2)
    right = MARGIN + span(2) + 16
    high = max(high, set_top(page, stories[2], right, second, 2))
    set_boxed(page, stories[3], MARGIN, second + high + GAP, 4)
    return [page]


def choose_boxed(stories: Sequence[Story]) -> list[Story]:
    """Choose the stories of that page, and give them more lines."""
    return [
        replace(stories[3], kicker="云岭深处果飘香", caption=CAPTION),
        stories[11],
        replace(stories[8], subtitle="五百余名骑手走进交通安全课堂"),
        stories[9],
    ]


def make_issue(stories: Sequence[Story]) -> list[Canvas]:
    """Set an issue of three pages."""
    pages = []
    for number in range(3):
        page = Canvas()
        set_margins(page, 3, number + 1, 620)
        high = set_top(page, stories[4 + 2 * number], MARGIN, TOP, 3)
        set_side(page, stories[5 + 2 * number], MARGIN, TOP + high + GAP, 3)
        pages.append(page)
    return pages


def make_flow(stories: Sequence[Story]) -> str:
    """Set two stories by the columns of CSS, as a web page is printed."""
    style = (
        "@page{size:760px 900px;margin:30px} body{font:13px/20px 'Noto Serif CJK SC'}"
        "article{column-count:3;column-gap:20px;column-rule:1px solid #999;text-align:justify}"
        "h1{column-span:all;text-align:center} p{margin:0;text-indent:2em}"
        "h1.v{float:left;writing-mode:vertical-rl;margin:0 12px;height:340px;line-height:1.2;"
        "column-span:none} article{margin-bottom:26px}"
    )
    body = []
    for story, look in ((stories[0], ""), (stories[6], "v"), (stories[10], "")):
        text = "".join(f"<p>{html.escape(line)}</p>" for line in story.paragraphs)
        byline = f"<p style='text-indent:0'>{story.byline}</p>" if story.byline else ""
        body.append(f"<article><h1 class='{look}'>{story.title}</h1>{byline}{text}</article>")
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>" + "".join(body)


def print_pdf(browser: Browser, document: str, path: Path) -> None:
    """Print a document."""
    page = browser.new_page()
    page.set_content(document)
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    page.close()


def write_gold(name: str, stories: Sequence[Story]) -> None:
    """Write what a reader should find."""
    gold = {"page": f"{name}.pdf", "articles": [describe(story) for story in stories]}
    text = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
    (HERE / f"{name}.json").write_text(text, encoding="utf-8")


def make_all(browser: Browser) -> None:
    """Print all of them."""
    s = load_stories()
    issue = make_issue(s)
    for name, pages, columns, height, told in (
        ("columns", make_columns(s), 5, 1000, s[:6]),
        ("interleaved", make_interleaved(s), 4, 800, s[6:11]),
        ("boxed", make_boxed(choose_boxed(s)), 4, 860, choose_boxed(s)),
        ("issue", issue, 3, 620, s[4:10]),
    ):
        print_pdf(browser, make_html(pages, columns, height, 7), HERE / f"{name}.pdf")
        write_gold(name, told)
    print_pdf(browser, make_flow(s), HERE / "flow.pdf")
    write_gold("flow", [s[0], s[6], s[10]])
    turned = make_html(issue[:1], 3, 620, 7).replace(
        'class="page"', 'class="page" style="transform:rotate(90deg)"'
    )
    square = re.sub(r"size: \d+px \d+px", "size: 636px 636px", turned)
    print_pdf(browser, square, HERE / "turned.pdf")
    write_gold("turned", s[4:6])


def main() -> None:
    """Print with the Chromium that is named, or with playwright's own."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=sys.argv[1] if sys.argv[1:] else None)
        make_all(browser)
        browser.close()


if __name__ == "__main__":
    main()
