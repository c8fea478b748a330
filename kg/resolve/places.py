"""Places by their codes: what a name of a place, or a name that begins with one, stands for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.know.knowledge import Knowledge

# The ends of names that GB/T 2260 calls 县级, and the word a paper calls such a place by (该县).
COUNTY_WORDS = {"县": "县", "区": "区", "市": "市", "旗": "旗"}
NATION = "country/中国"
LOCAL = "local/"  # before the name, the code of a place that only its own page knows


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The places of ontology/lexicon/Place.tsv and town.tsv by name and by code.

    `forms` maps a name or short name to the codes that bear it; `names` a code to its full name;
    `towns` the name of a town to the codes of the counties that have one of this name.
    """

    forms: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    towns: Mapping[str, tuple[str, ...]]
    longest: int


@dataclass(frozen=True, slots=True)
class Located:
    """What a name begins with: the code of a place, None for none; and the rest of the name."""

    code: str | None
    rest: str


@cache
def make_gazetteer(knowledge: Knowledge) -> Gazetteer:
    """Index the places of `knowledge`."""
    forms: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for term in knowledge.names.get("Place", ()):
        code = term.identifier
        names.setdefault(code, term.name)
        for form in dict.fromkeys((term.name, *term.aliases)):
            forms.setdefault(form, []).append(code)
    for letter, value in knowledge.words.get("abbreviation", {}).items():
        forms.setdefault(letter, forms.get(value.rpartition(":")[2], []))
    towns: dict[str, list[str]] = {}
    for code, listed in knowledge.words.get("town", {}).items():
        for town in listed.split("|"):
            towns.setdefault(town, []).append(code)
    return Gazetteer(
        {form: tuple(sorted(codes)) for form, codes in forms.items()},
        names,
        {town: tuple(sorted(codes)) for town, codes in towns.items()},
        max(map(len, forms), default=0),
    )


def is_area(code: str) -> bool:
    """Tell an administrative area from a country, a region or a foreign city."""
    return code.isdigit() or code.startswith(LOCAL)


def add_places(gazetteer: Gazetteer, names: Iterable[str]) -> Gazetteer:
    """Add counties and cities that a page names and the lexicon does not know, for that page."""
    new = {name for name in names if len(name) > 2 and name[-1] in COUNTY_WORDS}
    extra = {name: LOCAL + name for name in sorted(new - gazetteer.forms.keys())}
    if not extra:
        return gazetteer
    return Gazetteer(
        {**gazetteer.forms, **{name: (code,) for name, code in extra.items()}},
        {**gazetteer.names, **{code: name for name, code in extra.items()}},
        gazetteer.towns,
        max(gazetteer.longest, *map(len, extra)),
    )


def parents(code: str) -> tuple[str, ...]:
    """Give the codes above `code`, the nearest first; none for a place outside the code."""
    if not code.isdigit():
        return ()
    above = (f"{code[:4]}00", f"{code[:2]}0000")
    return tuple(c for c in above if c != code and not code.endswith(c[2:]))


def within(code: str, area: str) -> bool:
    """Tell whether the place `code` lies in the place `area`, or is it."""
    return code == area or area in parents(code)


def level(code: str, gazetteer: Gazetteer) -> str:
    """Give the word by which a paper calls this area without naming it: 省, 市, 县, 区; or none."""
    if not is_area(code):
        return ""
    name = gazetteer.names.get(code, "")
    if code.endswith("0000"):
        return name[-1] if name[-1:] in ("省", "市") else ""  # no paper calls 自治区 省
    if code.endswith("00"):
        return "州" if name.endswith("州") else "市"
    return COUNTY_WORDS.get(name[-1:], "")


def choose_code(
    form: str, codes: Iterable[str], hints: frozenset[str], gazetteer: Gazetteer
) -> str | None:
    """Choose the one of `codes` that `form` means beside the places `hints`; None if unsettled.

    A full name that only one place bears means it anywhere.  A short one (南山) does so only if
    it is a province's or a city's, or if a hint lies in the same province: else half of the parks
    and mountains of the country would be counties.
    """
    known = sorted(codes)
    hinted = {hint[:2] for hint in hints if hint.isdigit()}
    if form not in {gazetteer.names.get(code) for code in known}:
        known = [c for c in known if not c.isdigit() or c[:2] in hinted or c.endswith("00")]
    cities = {hint[:4] for hint in hints if hint.isdigit() and not hint.endswith("0000")}
    narrower = (
        known,
        [c for c in known if c in hints],
        [c for c in known if c[:4] in cities],
        [c for c in known if c[:2] in hinted],
        [c for c in known if c.endswith("0000")],
        [c for c in known if c.endswith("00")],
    )
    return next((found[0] for found in narrower if len(found) == 1), None)


def read_place(name: str, hints: frozenset[str], gazetteer: Gazetteer) -> Located:
    """Read the chain of places that `name` begins with (湖南省|张家界市|慈利县|零阳镇).

    The code is that of the last link, the rest what follows it.  A link must lie in the one
    before it.
    """
    code, at = None, 0
    while at < len(name):
        step = next_link(name[at:], code, hints, gazetteer)
        if step is None:
            break
        code, length = step
        at += length
    return Located(code, name[at:])


def next_link(
    text: str, area: str | None, hints: frozenset[str], gazetteer: Gazetteer
) -> tuple[str, int] | None:
    """Find the longest place name at the start of `text`, and give its code and its length."""
    for length in range(min(gazetteer.longest, len(text)), 1, -1):
        codes = gazetteer.forms.get(text[:length], ())
        if area is not None:
            codes = tuple(c for c in codes if c != area and within(c, area))
        if codes:
            code = choose_code(text[:length], codes, hints | ({area} if area else set()), gazetteer)
            return None if code is None else (code, length)
    return None
