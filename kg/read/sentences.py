"""Cut an article into sentences."""

import re

from kg.model import Article, Sentence, Span

# A sentence runs up to its final marks and the quotes or brackets they close, or to a line's end.
# A mark of half width ends one too, unless it stands in an address (a?b=1).  Dots (……) do not.
FINAL = r"[。！？]|[?!](?![A-Za-z0-9=&/])"
SENTENCE = re.compile(rf"(?:(?!{FINAL})[^\n])*(?:(?:{FINAL})+[”’」』）)》】]*|\n|$)")


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """Cut `article` after 。！？ and ? !, keeping a closing quote or bracket with its sentence.

    The sentences come in reading order, the headline first, cover every character of the
    article but blank stretches, and do not overlap.  A ；or a colon does not end a sentence.
    An article with no text gives no sentence; no input is an error.

    Source: GB/T 15834-2011, 4.1 to 4.3 (full stop, question mark, exclamation mark).
    """
    sentences = []
    for found in SENTENCE.finditer(article.text):
        text = found.group()
        start = found.start() + len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            continue
        span = Span(article.id, start, start + len(text))
        gaps = tuple(gap - start for gap in article.gaps if start <= gap < span.end)
        paragraph = article.text.count("\n", 0, start)
        sentences.append(Sentence(span, text, paragraph, gaps))
    return tuple(sentences)
