"""What an article's names are relative to: its places, the paper's home, the year."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.know.knowledge import Knowledge
from kg.model import EntityId, Extract, Page
from kg.resolve.places import (
    Gazetteer,
    add_places,
    is_area,
    level,
    make_gazetteer,
    parents,
    read_place,
)

# A place named in the headline or so early in the text is what the article is about.
LEAD = 120
HOME_ARTICLES, HOME_SHARE = 3, 0.6
# The kinds whose names begin with the place where they are.
SEATED = frozenset({"Agency", "Organization", "Facility"})


@dataclass(frozen=True, eq=False)
class Context:
    """The surroundings of the names of one article.

    `codes` are the places that the article names, earliest first; `anchor` the one that it is
    about, None where nobody can tell.  `places` gives the code of each of its Place entities that
    has one, `links` the objects of its claims by subject and property.
    """

    extract: Extract
    page: str
    year: str
    codes: tuple[str, ...]
    around: "Surroundings"
    anchor: str | None
    places: Mapping[EntityId, str]
    links: Mapping[tuple[EntityId, str], tuple[EntityId | str, ...]]
    gazetteer: Gazetteer

    @property
    def hints(self) -> frozenset[str]:
        """The places among which a name that many places bear is to be sought."""
        return self.around.hints | frozenset(self.codes)


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What the articles of one page have in common: the paper's home, the places they name."""

    home: tuple[str, ...]
    hints: frozenset[str]
    issued: str


def read_contexts(
    extracts: Sequence[Extract], pages: Mapping[str, Page], knowledge: Knowledge
) -> tuple[Context, ...]:
    """Read what the names of each of `extracts` are relative to; its page helps."""
    gazetteer = make_gazetteer(knowledge)
    together: dict[str, list[Extract]] = {}
    for extract in extracts:
        together.setdefault(extract.article.page, []).append(extract)
    known = {
        page: add_places(
            gazetteer, (e.name for x in found for e in x.entities if e.kind == "Place")
        )
        for page, found in together.items()
    }
    around = {
        page: survey_page(found, pages.get(page), known[page]) for page, found in together.items()
    }
    return tuple(
        read_context(extract, around[extract.article.page], known[extract.article.page])
        for extract in extracts
    )


def survey_page(
    extracts: Sequence[Extract], page: Page | None, gazetteer: Gazetteer
) -> Surroundings:
    """Survey the articles of a page for the places that they surely name.

    Where the paper's home is not given, it is the city that at least HOME_ARTICLES and HOME_SHARE
    of the articles name, or a county of.
    """
    given = next((e.article.home for e in extracts if e.article.home), page.home if page else None)
    code = read_place(given or "", frozenset(), gazetteer).code
    home = (code, *parents(code)) if code and is_area(code) else ()
    named = [{c for _, c, _ in find_codes(e, frozenset(home), gazetteer)} for e in extracts]
    cities = Counter(
        city
        for codes in named
        for city in {f"{c[:4]}00" for c in codes if c.isdigit() and not c.endswith("0000")}
    )
    local = sum(any(c.isdigit() and not c.endswith("0000") for c in codes) for codes in named)
    for city, count in sorted(cities.items(), key=lambda item: (-item[1], item[0]))[:1]:
        if not home and count >= HOME_ARTICLES and count >= HOME_SHARE * local:
            home = (city, *parents(city))
    return Surroundings(home, frozenset().union(home, *named), (page and page.issued) or "")


def read_context(extract: Extract, around: Surroundings, gazetteer: Gazetteer) -> Context:
    """Read what the names of `extract` are relative to."""
    article = extract.article
    # Names that one place alone bears settle those that many bear: 永定区 beside 张家界市.
    found = sorted(find_codes(extract, around.hints, gazetteer))
    codes = tuple(dict.fromkeys(code for _, code, _ in found))
    lead = [code for at, code, _ in found if at < article.body_start + LEAD and is_area(code)]
    local = [code for code in lead if not code.endswith("0000")]
    links: dict[tuple[EntityId, str], list[EntityId | str]] = {}
    for claim in extract.claims:
        if claim.status != "negated":
            links.setdefault((claim.subject, claim.property), []).append(claim.object)
    return Context(
        extract,
        article.page,
        (article.issued or around.issued)[:4],
        codes,
        around,
        next(iter((*local, *around.home[:1], *lead)), None),
        {EntityId(entity): code for _, code, entity in found if entity},
        {key: tuple(values) for key, values in links.items()},
        gazetteer,
    )


def find_codes(
    extract: Extract, hints: frozenset[str], gazetteer: Gazetteer
) -> Iterator[tuple[int, str, str]]:
    """Yield where each place of the article is first named, its code, and its entity if it has one.

    A place that only begins another name (江城县消防救援大队) has no entity: "".
    """
    for entity in extract.entities:
        start = min((m.span.start for m in entity.mentions), default=len(extract.article.text))
        if entity.kind == "Place":
            forms = sorted((entity.name, *entity.aliases), key=lambda form: (-len(form), form))
            readings = (read_place(form, hints, gazetteer) for form in forms)
            code = next((r.code for r in readings if r.code and not r.rest), None)
            if code is not None:
                yield start, code, entity.id
        elif entity.kind in SEATED:
            code = read_place(entity.name, hints, gazetteer).code
            if code is not None and is_area(code):
                yield start, code, ""


def find_area(word: str, context: Context) -> str | None:
    """Find the area that `word` (省, 市, 县, 区 …) means in an article that does not name it there.

    The one area of that level that the article names; where it names several, the one it is
    about; else the one above what it is about, else above the paper's home.  None: nobody knows.
    """

    def of_level(codes: tuple[str, ...]) -> list[str]:
        return [code for code in codes if level(code, context.gazetteer) == word]

    named = of_level(context.codes)
    anchor = (context.anchor,) if context.anchor else ()
    above = parents(context.anchor) if context.anchor else ()
    if len(named) == 1:
        return named[0]
    for codes in (anchor, above) if named else (anchor, above, context.around.home):
        if found := of_level(codes):
            return found[0]
    return None
