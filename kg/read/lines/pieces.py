"""Tell what the spaces between the pieces of a line are: letter-spacing, or those of Latin text."""

import re
from collections.abc import Sequence

SPREAD = 3  # so many characters in a row, each by itself, are letter-spaced
PAIR = 2
# What Latin text has on either side of a space, its marks included: (PUE), which; and nothing
# else, so that “业务” A is none.  One of the two has a letter: 1, 2 may be a figure.
CLOSED = re.compile(r"(?:^|[A-Za-z0-9])[!-/:-@\[-`{-~’”–—]{0,4}$")
OPENED = re.compile(r"[!-/:-@\[-`{-~‘“–—]{0,4}(?:[A-Za-z0-9]|$)")
FIGURES = frozenset("0123456789")
DIGIT = re.compile(r"(?:^|\W)[0-9]$")
WIDE = "\u2e7f"  # no Latin character comes after it
LETTER = re.compile(r"[A-Za-z]")


def find_spread(pieces: Sequence[str]) -> list[bool]:
    """Tell for each piece whether the space before it is letter-spacing.

    It is within a run of SPREAD or more pieces of a single character each; a mark, or a figure
    in such a run, goes with it.  Where figures have spaces around them (10 月 23 日) nothing else
    is spread, and what stands before them may pause there.  Two digits in a row are one figure.
    """
    single = [len(one) == 1 or (len(one) == PAIR and not one.isalpha()) for one in pieces]
    spread = [False] * len(pieces)
    for number, one in enumerate(pieces[1:]):
        if one in FIGURES and DIGIT.search(pieces[number]):
            spread[number + 1] = True
    if sum(single) < SPREAD:
        return spread
    start = 0
    for number, alone in enumerate([*single, False]):
        if alone:
            continue
        run = pieces[start:number]
        if sum(len(one) == 1 or not one.isdigit() for one in run) >= SPREAD:
            first = start + run[0].isdigit()
            spread[first : number + 1] = [True] * (min(number + 1, len(pieces)) - first)
        start = number + 1
    return spread


def keeps_space(before: str, after: str) -> bool:
    """Tell whether the space between two pieces is one of Latin text, and no layout."""
    last, first = before[-1], after[0]
    if last > WIDE or first > WIDE:
        return False
    if last.isascii() and first.isascii() and last.isalnum() and first.isalnum():
        return True
    if not (LETTER.search(before[-5:]) or LETTER.search(after[:5])):
        return False
    return CLOSED.search(before[-5:]) is not None and OPENED.match(after) is not None
