"""Tell a picture with a report of its own from a picture that goes with an article."""

import re
from collections.abc import Sequence

from kg.know.knowledge import Knowledge
from kg.read.articles.drafts import Draft
from kg.read.lines.bylines import any_of, read_byline
from kg.read.lines.lines import Line, join_lines

LONGEST_LEAD = 16  # characters of the words that stand before the report, as its headline
SHORTEST = 20  # characters of a report


def find_photo(caption: Sequence[Line], knowledge: Knowledge) -> Draft | None:
    """Read a caption as a report: a headline, a space, sentences, and who took the picture.

    None where it lacks one of them: then it belongs to another article.
    """
    line = join_lines(caption)
    tails = any_of(word for word, kind in knowledge.words["caption"].items() if kind == "tail")
    found = re.search(rf"。\s*([^。]{{2,24}}?){tails}[)）]?$", line.text)
    head = next((at for at in line.loose if at <= LONGEST_LEAD), None)
    if found is None or head is None or re.search(r"[，。：、]", line.text[:head]):
        return None
    if found.start() + 1 - head < SHORTEST:
        return None
    writer = line.cut(found.start() + 1, len(line.text))
    byline = read_byline(writer.cut(0, found.end(1) - found.start() - 1), knowledge, bracketed=True)
    return Draft(
        (line.cut(0, head),),
        (writer,),
        (line.cut(head, found.start() + 1),),
        authors=byline.authors if byline else (),
        agency=byline.agency if byline else None,
        photo=True,
    )
