"""Find the articles of a page."""

from collections.abc import Iterator, Sequence
from functools import cache

from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId, Note, Page, Reading
from kg.read.articles.bodies import write_article
from kg.read.articles.drafts import Draft
from kg.read.articles.owners import find_owner
from kg.read.articles.parts import Parts, find_parts
from kg.read.articles.regions import Use, cover_page
from kg.read.articles.statements import find_stated
from kg.read.imprints.imprints import complete_page
from kg.read.lines.larges import CHINESE
from kg.read.lines.lines import Line, find_lines
from kg.read.lines.mends import mend_lines
from kg.read.lines.settings import set_lines
from kg.read.lines.shapes import ends_sentence
from kg.read.lines.spaces import quotes_are_lost
from kg.read.lines.vocabularies import pairs_of
from kg.read.repairs import blank_characters, find_rules, repair_figures, repair_plain
from kg.read.scripts import restore, simplify

RULE = "栏线：识别成了字"
REPEATED = "重复：本版已印过"
HOLE = "句子未完：此处或有脱文"
ENDS = "：:；;.，"  # after which a new line may begin without a loss
SHORT = 20  # characters; a shorter paragraph may be a heading or an item of a list
BODILESS = "有标题或署名而无正文"


def read_articles(page: Page, knowledge: Knowledge) -> Reading:
    """Find the articles of `page` and say what each of its characters is used for.

    Articles come in the order in which they begin on the page; the regions cover each
    non-blank character exactly once.  Any text is read: an empty one has no article.  What is not
    known of the page is read off it (`Reading.page`): the paper, the day, number and section.
    """
    rules = () if page.prints else find_rules(page.text)
    plain = not (page.prints or page.stated)
    # As long, so that every offset stays the page's.
    text = repair_plain(page.text) if plain else repair_figures(page.text)
    text = blank_characters(text, rules) if rules else text
    printed, text = text, simplify(text, knowledge.words["traditional"])
    found = find_lines(text, knowledge.words["glyph"])
    lines = set_lines(mend_lines(found, knowledge), page)
    dated, notes = complete_page(page, lines, knowledge)
    parts = find_stated(lines, page.stated, knowledge) or find_parts(lines, knowledge)
    lost = quotes_are_lost(lines)
    articles = tuple(
        write_article(draft, dated, ArticleId(f"{page.id}-{number}"), lost=lost)
        for number, draft in enumerate(parts.drafts, start=1)
    )
    uses = (
        *find_uses(parts, articles, page),
        *(Use(Line(page.text[at], (at,)), "dropped", None, RULE) for at in rules),
    )
    articles = tuple(
        restore(article, draft.bylines, printed, text)
        for article, draft in zip(articles, parts.drafts, strict=True)
    )
    notes = (*page.notes, *notes, *note_foreign(page), *find_notes(page, parts, articles))
    return Reading(dated, articles, cover_page(page.text, uses), notes)


def note_foreign(page: Page) -> tuple[Note, ...]:
    """Say so where a page has text and no Chinese: a garbled text layer, another language."""
    if CHINESE.search(page.text) or not page.text.strip():
        return ()
    return (Note(page.id, "no-chinese", "版面上没有汉字：可能是外文、乱码或扫描不清"),)


def find_uses(parts: Parts, articles: Sequence[Article], page: Page) -> Iterator[Use]:
    """Say what each line of the page is used for."""
    for line in parts.furniture:
        yield Use(line, "furniture")
    for line in parts.repeated:
        yield Use(line, "dropped", None, REPEATED)
    for line in parts.bodiless:
        yield Use(line, "dropped", None, BODILESS)
    for draft, article in zip(parts.drafts, articles, strict=True):
        for line in draft.titles:
            yield Use(line, "title", article.id)
        for line in draft.bylines:
            yield Use(line, "byline", article.id)
        for line in draft.paragraphs:
            yield Use(line, "body", article.id)
    words = cache(lambda at: pairs_of(articles[at].text))
    for caption in parts.captions:
        owner = find_owner(caption, parts.drafts, articles, words, page)
        for line in caption:
            yield Use(line, "caption", owner)


def find_notes(page: Page, parts: Parts, articles: Sequence[Article]) -> tuple[Note, ...]:
    """Say what is odd about the page, in the order of its text."""
    notes = [note_line(page, "duplicate", REPEATED, line) for line in parts.repeated]
    notes += [note_line(page, "no-body", BODILESS, line) for line in parts.bodiless]
    notes += [note_line(page, "moved", "按内容归入另一篇", line) for line in parts.moved]
    notes += [note_line(page, "hole", HOLE, line) for d in parts.drafts for line in find_holes(d)]
    for article in articles:
        if article.truncated:
            text = f"正文中断：…{article.text[-12:]}"
            last = next(at for at in reversed(article.origin) if at >= 0)
            notes.append(Note(page.id, "cut-off", text, last, last + 1))
        if not article.title:
            text = f"没有标题：{article.text[:12]}…"
            first = next(at for at in article.origin if at >= 0)
            notes.append(Note(page.id, "no-title", text, first, first + 1))
    return tuple(sorted(notes, key=lambda note: (note.start or 0, note.code, note.text)))


def find_holes(draft: Draft) -> Iterator[Line]:
    """Find the paragraphs that stop in mid-sentence, another paragraph after them."""
    for number, line in enumerate(draft.paragraphs[:-1]):
        whole = ends_sentence(line.text) or line.text[-1] in ENDS or len(line.text) < SHORT
        if not whole and not {number, number + 1} & draft.headings:
            yield line


def note_line(page: Page, code: str, text: str, line: Line) -> Note:
    """Note something about the stretch of the page that a line takes."""
    real = [at for at in line.origin if at >= 0]
    return Note(page.id, code, text, min(real), max(real) + 1)
