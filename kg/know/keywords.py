"""Tell which words a text must have for a wording to match it: most texts have none of them."""

import re

# The pieces of a wording: a look-around, a group without groups inside, a class of characters, a
# slot or a count, a verb, characters of Chinese; what may be left out has a mark behind it.
PIECE = re.compile(
    r"\(\?(?:<?[!=])(?:[^()]|\([^()]*\))*\)|\(\?:(?P<group>(?:[^()]|\([^()]*\))*)\)|\[[^\]]*\]"
    r"|\{[^}]*\}|<[a-z]+>|(?P<words>[\u4e00-\u9fff]+)|\\.|."
)
LOOK = re.compile(r"\(\?<?[!=][^()]*\)")
MAYBE = re.compile(r"[\u4e00-\u9fff、，]\?")
SPARED = re.compile(r"[?*]|\{\d")
LISTED = re.compile(r"[\u4e00-\u9fff]+(?:\|[\u4e00-\u9fff]+)*")

Choice = tuple[str, ...]  # words of which a text must have one


def find_keywords(wording: str) -> tuple[Choice, ...]:
    """Find the words of which each match has one, for each piece of a wording that says so."""
    pieces = list(PIECE.finditer(wording))
    if any(piece.group() in {"|", "(", ")"} for piece in pieces):
        return ()  # a choice of whole wordings, or brackets too deep to tell
    found: list[Choice] = []
    for piece in pieces:
        spared = SPARED.match(wording, piece.end())
        if piece["words"]:
            words = piece["words"][:-1] if spared else piece["words"]
            found += [(words,)] if words else []
        elif piece["group"] and not spared:
            listed = MAYBE.sub("", LOOK.sub("", piece["group"]))
            if LISTED.fullmatch(listed):
                found.append(tuple(listed.split("|")))
    return tuple(sorted(set(found), key=lambda choice: (len(choice), choice)))
