"""Cut an article into sentences."""

import re
from bisect import bisect_left

from kg.model import Article, Sentence, Span

# A sentence runs up to its final marks and the quotes or brackets they close, or to a line's end.
# A mark of half width ends one too, unless it stands in an address (a?b=1).  Dots (……) do not.
FINAL = r"[。！？]|[?!](?![A-Za-z0-9=&/])"
WITHIN = r"[^\n。！？?!]++|[?!](?=[A-Za-z0-9=&/])"
SENTENCE = re.compile(rf"(?:{WITHIN})*+(?:(?:{FINAL})+[”’」』）)》】]*|\n|$)")


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """Cut `article` after 。！？ and ? !, keeping a closing quote or bracket with its sentence.

    The sentences come in reading order, the headline first, cover every character of the
    article but blank stretches, and do not overlap.  A ；or a colon does not end a sentence.
    An article with no text gives no sentence; no input is an error.

    Source: GB/T 15834-2011, 4.1 to 4.3 (full stop, question mark, exclamation mark).
    """
    sentences = []
    paragraph = done = 0
    for found in SENTENCE.finditer(article.text):
        text = found.group()
        start = found.start() + len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            continue
        span = Span(article.id, start, start + len(text))
        own = slice(bisect_left(article.gaps, start), bisect_left(article.gaps, span.end))
        gaps = tuple(gap - start for gap in article.gaps[own])
        paragraph += article.text.count("\n", done, start)
        done = start
        sentences.append(Sentence(span, text, paragraph, gaps))
    return tuple(sentences)
