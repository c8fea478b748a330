"""Write an article out: its headline and body, and where each character came from."""

from kg.model import Article, ArticleId, Page
from kg.read.articles.drafts import Draft
from kg.read.lines.lines import Line
from kg.read.lines.shapes import ends_sentence
from kg.read.lines.spaces import breaks_word, find_gaps, find_pauses

# An ASCII full stop or an address of the web ends a text as well.
OTHER_ENDS = ".:：)）”"


class Script:
    """The text of an article while it is written."""

    def __init__(self, *, lost: bool) -> None:
        self.lost = lost
        self.text: list[str] = []
        self.origin: list[int] = []
        self.gaps: list[int] = []

    def put(self, character: str) -> None:
        """Write a character that the page does not have."""
        self.text.append(character)
        self.origin.append(-1)

    def write(self, line: Line, *, heading: bool) -> None:
        """Write a line; keep the spaces that mean something, and mark those of lost quotes."""
        pauses = set(find_pauses(line, heading=heading, lost=self.lost))
        gaps = set(find_gaps(line)) - pauses if self.lost else set()
        if not pauses and not gaps:
            self.text.append(line.text)
            self.origin.extend(line.origin)
            return
        done = 0
        for at in sorted(pauses | gaps):
            self.text.append(line.text[done:at])
            self.origin.extend(line.origin[done:at])
            done = at
            if at in pauses:
                self.text.append(" ")
                self.origin.append(line.origin[at - 1] + 1)
            if at in gaps:
                self.gaps.append(len(self.origin))
        self.text.append(line.text[done:])
        self.origin.extend(line.origin[done:])


def write_article(draft: Draft, page: Page, name: ArticleId, *, lost: bool) -> Article:
    """Write out a draft, which has at least one paragraph.

    `lost` says that the page's quotation marks are lost, so that a lone space stands for one.
    """
    script = Script(lost=lost)
    for number, title in enumerate(draft.titles):
        if number and not breaks_word(draft.titles[number - 1], title):
            script.put(" ")
        script.write(title, heading=True)
    if draft.titles:
        script.put("\n")
    body_start = len(script.origin)
    for number, paragraph in enumerate(draft.paragraphs):
        if number:
            script.put("\n")
        script.write(paragraph, heading=number in draft.headings)
    last = draft.paragraphs[-1].text
    return Article(
        name,
        page.id,
        "".join(script.text),
        body_start,
        draft.authors,
        draft.agency,
        "photo" if draft.photo else "news",
        not ends_sentence(last) and last[-1] not in OTHER_ENDS and not last[-1].isascii(),
        page.issued,
        page.inferred,
        page.home,
        tuple(script.gaps),
        tuple(script.origin),
    )
