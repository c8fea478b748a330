"""Write down which pairs of characters an article repeats, though news hardly knows them.

A brand or a place that no list has comes again and again in the article that is about it: 蓝湾 six
times in twenty lines, and hardly ever elsewhere.  The tagger takes this as one more input.
"""

from collections.abc import Sequence

import numpy as np

from kg.know import characters
from kg.know.knowledge import Knowledge
from kg.know.ngrams import COUNTS, load_ngrams

TIMES = np.array([2, 3, 5])  # from here on a pair is repeated twice, often, very often
RARE = np.array([3, 30, 300])  # below these it is unheard of, rare, known, common
NO_PAIR = (len(TIMES) + 1) * (len(RARE) + 1)  # the number of what is no pair of Han characters


def measure_bursts(texts: Sequence[str], knowledge: Knowledge) -> list[str]:
    """Write for each sentence of an article a letter at each character.

    It says how often the pair that begins there stands in the article, and how often in news.
    """
    ngrams = load_ngrams(knowledge.root / COUNTS)
    codes = characters.encode("\n".join(texts))
    letters = np.full(len(codes), NO_PAIR)
    if ngrams is not None and len(codes) > 1:
        keys = codes[:-1] * characters.PLANE + codes[1:]
        pairs, which, here = np.unique(keys, return_inverse=True, return_counts=True)
        first, second = np.divmod(pairs, characters.PLANE)
        elsewhere = np.maximum(ngrams.count(first, second) - here, 0)
        numbers = np.searchsorted(TIMES, here, "right") * (len(RARE) + 1)
        numbers += np.searchsorted(RARE, elsewhere, "right")
        han = characters.are_han(first) & characters.are_han(second)
        letters[:-1] = np.where(han, numbers, NO_PAIR)[which]
    line = (letters + ord("a")).astype(np.uint8).tobytes().decode("ascii")
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()
    return [line[start : start + len(text)] for start, text in zip(starts, texts, strict=False)]
