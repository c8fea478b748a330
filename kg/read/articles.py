"""Find the articles of a page."""

from collections.abc import Sequence
from dataclasses import replace

from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId, Note, Page, Reading
from kg.read.bodies import write_article
from kg.read.drafts import Draft, gather_drafts, sign_draft
from kg.read.issues import find_issue
from kg.read.labels import label_lines
from kg.read.lines import Line, find_lines
from kg.read.margins import find_captions, find_furniture
from kg.read.photos import find_photo
from kg.read.regions import Use, cover_page
from kg.read.repeats import find_repeats
from kg.read.shapes import see_shapes
from kg.read.spaces import quotes_are_lost
from kg.read.strays import bring_home, share

REPEATED = "重复：本版已印过"
BODILESS = "有标题而无正文"


def read_articles(page: Page, knowledge: Knowledge) -> Reading:
    """Find the articles of `page` and say what each of its characters is used for.

    Articles come in the order in which they begin on the page; the regions cover each
    non-blank character exactly once.  Any text is read: an empty one has no article.
    """
    dated, notes = date_page(page)
    lines = find_lines(page.text, knowledge.words["glyph"])
    lost = quotes_are_lost(lines)
    kept, repeated = drop_repeats(lines)
    furniture = set(find_furniture(kept, knowledge))
    rest = [line for at, line in enumerate(kept) if at not in furniture]
    shapes = see_shapes(rest, knowledge)
    captions = find_captions(rest, shapes, knowledge)
    inside = {at for start, end in captions for at in range(start, end)}
    running = [line for at, line in enumerate(rest) if at not in inside]
    states = label_lines(running, [shape for at, shape in enumerate(shapes) if at not in inside])
    drafts, own = gather_drafts(running, states)
    signed = [sign_draft(draft, knowledge) for draft in drafts]
    photos, plain = sort_captions([rest[start:end] for start, end in captions], knowledge)
    homed, moved = bring_home([draft for draft in signed if draft.paragraphs])
    order = sorted((*homed, *photos), key=lambda draft: draft.start)
    articles = tuple(
        write_article(draft, dated, ArticleId(f"{page.id}-{number}"), lost=lost)
        for number, draft in enumerate(order, start=1)
    )
    uses = [Use(line, "furniture") for line in (*(kept[at] for at in sorted(furniture)), *own)]
    uses += [Use(line, "dropped", None, REPEATED) for line in repeated]
    uses += [
        Use(line, "dropped", None, BODILESS)
        for draft in signed
        if not draft.paragraphs
        for line in (*draft.titles, *draft.bylines)
    ]
    for draft, article in zip(order, articles, strict=True):
        uses += [Use(line, "title", article.id) for line in draft.titles]
        uses += [Use(line, "byline", article.id) for line in draft.bylines]
        uses += [Use(line, "body", article.id) for line in draft.paragraphs]
    uses += [
        Use(line, "caption", find_owner(caption, order, articles))
        for caption in plain
        for line in caption
    ]
    notes = (*notes, *make_notes(page, uses, moved, articles))
    return Reading(dated, articles, cover_page(page.text, uses), notes)


def drop_repeats(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the lines from the passages that the page prints again."""
    repeats: dict[int, tuple[int, int]] = {at: (s, e) for at, s, e in find_repeats(lines)}
    kept, dropped = [], []
    for at, line in enumerate(lines):
        if at not in repeats:
            kept.append(line)
            continue
        start, end = repeats[at]
        dropped.append(line.cut(start, end))
        kept.extend(
            line.cut(*part) for part in ((0, start), (end, len(line.text))) if part[0] < part[1]
        )
    return kept, dropped


def date_page(page: Page) -> tuple[Page, tuple[Note, ...]]:
    """Give the page its day of issue where it was not handed in with it."""
    if page.issued:
        return page, ()
    issued = find_issue(page.text)
    if issued is None:
        return page, (
            Note(page.id, "no-date", "未给出日期，版面上也推断不出：今年、去年等无法换算"),
        )
    text = f"未给出日期，据版面文字推断为 {issued}"
    return replace(page, issued=issued, inferred=True), (Note(page.id, "inferred-date", text),)


def sort_captions(
    captions: Sequence[Sequence[Line]], knowledge: Knowledge
) -> tuple[list[Draft], list[Sequence[Line]]]:
    """Part the captions that are articles of their own from those that belong to one."""
    photos, plain = [], []
    for caption in captions:
        photo = find_photo(caption, knowledge)
        if photo:
            photos.append(photo)
        else:
            plain.append(caption)
    return photos, plain


def find_owner(
    caption: Sequence[Line], drafts: Sequence[Draft], articles: Sequence[Article]
) -> ArticleId | None:
    """Find the article that has most words in common with a caption; None where none has any."""
    text = "".join(line.text for line in caption)
    shares = [
        (share(text, article.text), -abs(draft.start - caption[0].origin[0]), article.id)
        for draft, article in zip(drafts, articles, strict=True)
        if not draft.photo
    ]
    best = max(shares, default=None)
    return best[2] if best and best[0] > 0 else None


def make_notes(
    page: Page, uses: Sequence[Use], moved: Sequence[Line], articles: Sequence[Article]
) -> tuple[Note, ...]:
    """Say what is odd about the page, in the order of its text."""
    notes = [
        Note(page.id, "duplicate" if use.reason == REPEATED else "no-body", use.reason, *use.ends)
        for use in uses
        if use.role == "dropped"
    ]
    notes += [
        Note(page.id, "moved", "段落按内容归入另一篇", line.origin[0], line.origin[-1] + 1)
        for line in moved
        if line.text
    ]
    for article in articles:
        start = article.origin[article.body_start]
        if article.truncated:
            end = article.origin[-1] + 1
            notes.append(Note(page.id, "cut-off", f"正文中断：…{article.text[-12:]}", end - 1, end))
        if not article.title:
            text = f"没有标题：{article.text[:12]}…"
            notes.append(Note(page.id, "no-title", text, start, start + 1))
    return tuple(sorted(notes, key=lambda note: (note.start or 0, note.code, note.text)))
