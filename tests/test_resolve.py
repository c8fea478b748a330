"""Which names of which articles are one thing."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.know.knowledge import Knowledge
from kg.model import Build, Extract, Page, Reading
from kg.resolve.identities import unify_ending
from kg.resolve.places import level, make_gazetteer, parents, read_place
from kg.resolve.resolve import read_code, resolve
from kg.resolve.slugs import mint_slug, spell

MakeExtract = Callable[..., Extract]
# An article: page, text (headline, then body), entities, claims.
Told = tuple[str, str, Sequence[tuple[str, ...]], Sequence[tuple[str, ...]]]


def resolve_articles(make: MakeExtract, knowledge: Knowledge, *told: Told) -> Build:
    extracts = [
        make(page, number, text, names, links)
        for number, (page, text, names, links) in enumerate(told)
    ]
    pages = sorted({extract.article.page for extract in extracts})
    readings = [
        Reading(Page(page, ""), tuple(x.article for x in extracts if x.article.page == page), ())
        for page in pages
    ]
    return resolve(readings, extracts, knowledge)


def about(place: str, kind: str, name: str, *others: str, page: str = "p") -> Told:
    """An article about a place that tells of one thing."""
    text = f"{place}的一条消息\n{place}传来消息，{'、'.join((name, *others))}有新进展。"
    return page, text, [("Place", place), (kind, name, *others)], []


def employed(place: str, name: str, body: str, page: str = "p") -> Told:
    text = f"{place}的一条消息\n{place}{body}负责人{name}介绍了情况。"
    names = [("Place", place), ("Agency", f"{place}{body}"), ("Person", name)]
    return page, text, names, [(name, "worksFor", f"{place}{body}")]


SAME = {
    "a place and its short form": (
        about("衡山县", "Place", "衡山县"),
        about("衡山县", "Place", "衡山"),
    ),
    "a body with and without its place": (
        about("衡山县", "Agency", "衡山县科工局"),
        about("衡山县", "Agency", "县科工局", page="q"),
    ),
    "a body by its short and its full name": (
        about("衡山县", "Agency", "衡山县医保局"),
        about("衡山县", "Agency", "衡山县医疗保障局", page="q"),
    ),
    "a facility with and without its place": (
        about("江城市", "Facility", "江城市蓝湾产业园"),
        about("江城市", "Facility", "蓝湾产业园", page="q"),
    ),
    "a firm and its short name, which one article joins": (
        about("江城市", "Company", "江城水业集团", "江城水业"),
        about("江城市", "Company", "江城水业", page="q"),
    ),
    "a firm with and without its legal form": (
        about("江城市", "Company", "蓝湾食品有限公司"),
        about("江城市", "Company", "蓝湾食品公司", page="q"),
    ),
    "a campaign with and without its quotation marks": (
        about("江城市", "Campaign", "“三清护河”专项行动"),
        about("江城市", "Campaign", "三清护河专项行动", page="q"),
    ),
    "a campaign and its name without the middle": (
        about("江城市", "Campaign", "三清护河专项行动", "三清护河行动"),
        about("江城市", "Campaign", "三清护河行动", page="q"),
    ),
    "the country by what its own papers call it": (
        about("江城市", "Place", "我国"),
        about("江城市", "Place", "中国", page="q"),
    ),
    "a ministry with and without its country": (
        about("江城市", "Agency", "中国商务部"),
        about("江城市", "Agency", "商务部", page="q"),
    ),
    "a person with the same employer": (
        employed("江城市", "李伟", "水务局"),
        employed("江城市", "李伟", "水务局", page="q"),
    ),
    "a person on one page, where one article tells no employer": (
        employed("江城市", "李伟", "水务局"),
        about("江城市", "Person", "李伟"),
    ),
}
APART = {
    "the bodies of two counties": (
        about("衡山县", "Agency", "县科工局"),
        about("衡东县", "Agency", "县科工局"),
    ),
    "the body of a county and that of its city": (
        about("衡山县", "Agency", "县医保局"),
        about("衡阳市", "Agency", "衡阳市医保局"),
    ),
    "persons with different employers": (
        employed("江城市", "李伟", "水务局"),
        employed("江城市", "李伟", "教育局"),
    ),
    "persons of two pages without employers": (
        about("江城市", "Person", "李伟"),
        about("江城市", "Person", "李伟", page="q"),
    ),
    "things of two kinds": (
        about("江城市", "Facility", "蓝湾中心"),
        about("江城市", "Project", "蓝湾中心"),
    ),
    "villages of one name in two counties": (
        about("衡山县", "Place", "新和村"),
        about("衡东县", "Place", "新和村", page="q"),
    ),
    "a bank, and one that an article takes for its short name": (
        about("江城市", "Company", "江城通商银行", "江城银行"),
        about("江城市", "Company", "江城银行", page="q"),
    ),
    "a ministry, and a misreading that ends with its name": (
        about("江城市", "Agency", "水利部商财政部", "财政部"),
        about("江城市", "Agency", "财政部", page="q"),
    ),
    "an office that only its article knows": (
        about("衡山县", "Agency", "办公室"),
        about("衡山县", "Agency", "办公室", page="q"),
    ),
    "the meetings of two years": (
        about("江城市", "Event", "2030年护河大赛"),
        about("江城市", "Event", "2031年护河大赛"),
    ),
    "a district of one name in two provinces": (
        about("长春市朝阳区", "Place", "长春市朝阳区"),
        about("北京市朝阳区", "Place", "北京市朝阳区", page="q"),
    ),
}


def last_names(build: Build, told: tuple[Told, Told]) -> Sequence[str]:
    """The ids under which the last entity of each article stands in the build."""
    ids: list[str] = []
    for number, (page, _, names, _) in enumerate(told):
        kind, name = names[-1][:2]
        spans = {m.span for e in build.extracts[number].entities for m in e.mentions}
        assert spans, page
        ids += [
            e.id
            for e in build.entities
            if e.kind == kind
            and any(m.text == name and m.span.article == f"{page}-{number}" for m in e.mentions)
        ]
    return ids


@pytest.mark.parametrize("told", SAME.values(), ids=SAME.keys())
def test_one_thing_is_one_node(
    told: tuple[Told, Told], make_extract: MakeExtract, knowledge: Knowledge
) -> None:
    build = resolve_articles(make_extract, knowledge, *told)
    ids = last_names(build, told)

    assert len(set(ids)) == 1
    assert len(ids) == 2
    merged = next(e for e in build.entities if e.id == ids[0])
    assert any("：" in reason for reason in merged.reasons), "a merge says why"


@pytest.mark.parametrize("told", APART.values(), ids=APART.keys())
def test_two_things_stay_two_nodes(
    told: tuple[Told, Told], make_extract: MakeExtract, knowledge: Knowledge
) -> None:
    assert len(set(last_names(resolve_articles(make_extract, knowledge, *told), told))) == 2


@pytest.mark.parametrize("told", [*SAME.values(), *APART.values()])
def test_ids_do_not_depend_on_order(
    told: tuple[Told, Told], make_extract: MakeExtract, knowledge: Knowledge
) -> None:
    extracts = [make_extract(p, n, t, names, ls) for n, (p, t, names, ls) in enumerate(told)]
    there, back = (resolve((), order, knowledge) for order in (extracts, extracts[::-1]))

    assert [e.id for e in there.entities] == [e.id for e in back.entities]
    assert all(a.kind <= b.kind for a, b in pairwise(there.entities))


def test_id_does_not_depend_on_other_pages(make_extract: MakeExtract, knowledge: Knowledge) -> None:
    one = about("衡山县", "Agency", "衡山县医保局")
    other = about("衡东县", "Company", "蓝湾食品公司", page="q")
    alone = resolve_articles(make_extract, knowledge, one)
    together = resolve_articles(make_extract, knowledge, one, other)

    assert {e.id for e in alone.entities} <= {e.id for e in together.entities}


def test_article_that_names_both_keeps_them_apart(
    make_extract: MakeExtract, knowledge: Knowledge
) -> None:
    first = about("江城市", "Company", "江城水业集团", "江城水业")
    text = "江城市的一条消息\n江城市传来消息，江城水业集团与江城水业合作。"
    names = [("Company", "江城水业集团"), ("Company", "江城水业")]
    build = resolve_articles(make_extract, knowledge, first, ("q", text, names, []))

    assert sum(entity.kind == "Company" for entity in build.entities) == 2


def test_claims_are_kept_once_an_article_and_proven(
    make_extract: MakeExtract, knowledge: Knowledge
) -> None:
    text = "护河\n江城水业集团投资建设。江城水业建设蓝湾水厂。"
    names = [("Company", "江城水业集团", "江城水业"), ("Facility", "蓝湾水厂")]
    twice = [("江城水业集团", "builds", "蓝湾水厂")] * 2
    build = resolve_articles(make_extract, knowledge, ("p", text, names, twice))

    assert len(build.claims) == 1


def test_figures_are_kept_once(small_build: Build, knowledge: Knowledge) -> None:
    first = small_build.extracts[0]
    twice = replace(
        first,
        observations=first.observations * 2,
        quotations=first.quotations * 2,
    )
    build = resolve(small_build.readings, (twice, small_build.extracts[1]), knowledge)

    assert build.observations == small_build.observations
    assert build.quotations == small_build.quotations


def test_dropped_subject_is_proven_by_the_nearest_name(
    make_extract: MakeExtract, knowledge: Knowledge
) -> None:
    text = "护河\n江城水业集团近日动工。计划建设蓝湾水厂。"
    names = [("Company", "江城水业集团"), ("Facility", "蓝湾水厂")]
    links = [("江城水业集团", "builds", "蓝湾水厂", "planned")]
    build = resolve_articles(make_extract, knowledge, ("p", text, names, links))
    (claim,), (extract,) = build.claims, build.extracts

    spans = [(s.start, s.end) for s in claim.evidence.antecedents]
    assert [extract.article.text[a:b] for a, b in spans] == ["江城水业集团"]


def test_kinds_that_disagree_are_noted(make_extract: MakeExtract, knowledge: Knowledge) -> None:
    told = APART["things of two kinds"]
    build = resolve_articles(make_extract, knowledge, *told)

    assert [note.code for note in build.notes] == ["kinds"]


@pytest.mark.parametrize(
    ("name", "hints", "code", "rest"),
    [
        ("湖南省衡阳市衡山县", (), "430423", ""),
        ("湖南衡山县", (), "430423", ""),
        ("衡山县医保局", (), "430423", "医保局"),
        ("长沙", (), "430100", ""),
        ("长沙县", (), "430121", ""),
        ("鼓楼区", (), None, "鼓楼区"),
        ("鼓楼区", ("320100",), "320106", ""),
        ("衡山", (), None, "衡山"),
        ("衡山", ("430400",), "430423", ""),
        ("市场监管局", (), None, "市场监管局"),
    ],
)
def test_places_are_read_off_names(
    name: str, hints: tuple[str, ...], code: str | None, rest: str, knowledge: Knowledge
) -> None:
    found = read_place(name, frozenset(hints), make_gazetteer(knowledge))

    assert (found.code, found.rest) == (code, rest)


def test_codes_know_what_lies_above(knowledge: Knowledge) -> None:
    gazetteer = make_gazetteer(knowledge)

    assert parents("430423") == ("430400", "430000")
    assert parents("430000") == ()
    assert [level(c, gazetteer) for c in ("430000", "430400", "430423", "110000", "650000")] == [
        "省",
        "市",
        "县",
        "市",
        "",
    ]


def test_place_keeps_its_code(make_extract: MakeExtract, knowledge: Knowledge) -> None:
    build = resolve_articles(make_extract, knowledge, about("衡山县", "Place", "衡山"))
    places = [e for e in build.entities if e.kind == "Place"]

    assert [read_code(place, knowledge) for place in places] == ["430423"]


@pytest.mark.parametrize(
    ("name", "spelt"),
    [("衡山县医保局", "衡山县医疗保障局"), ("衡山县人民政府", "衡山县人民政府"),
     ("衡山县政府", "衡山县人民政府"), ("蓝湾集团有限公司", "蓝湾集团")],
)  # fmt: skip
def test_endings_are_spelt_out(name: str, spelt: str, knowledge: Knowledge) -> None:
    assert unify_ending(name, knowledge) == spelt


def test_slugs_are_letters_first_and_stable() -> None:
    assert mint_slug("a", "江城市水务局", "Agency", "k") == mint_slug(
        "a", "江城市水务局", "Agency", "k"
    )
    assert mint_slug("a", "江城市水务局", "k").startswith("a-jiangchengshishuiwuju-")
    assert mint_slug("a", "？", "k") != mint_slug("a", "？", "l")
    assert spell("“5G”＋智慧") == "5gzhihui"


NAMES = ["江城水业", "江城水业集团", "水业集团", "县水务局", "衡山县水务局", "水务局", "李伟"]
KINDS = ["Agency", "Company", "Person", "Facility"]


@settings(max_examples=40, deadline=None)
@given(
    told=st.lists(
        st.tuples(st.sampled_from("pq"), st.sampled_from(KINDS), st.sampled_from(NAMES),
                  st.sampled_from(NAMES)), max_size=6),
    chance=st.randoms(),
)  # fmt: skip
def test_resolving_does_not_depend_on_the_order_of_articles(
    told: list[tuple[str, str, str, str]],
    chance: random.Random,
    make_extract: MakeExtract,
    knowledge: Knowledge,
) -> None:
    extracts = [
        make_extract(page, number, f"消息\n{name}和{alias}。", [(kind, name, alias)])
        for number, (page, kind, name, alias) in enumerate(told)
    ]
    mixed = chance.sample(extracts, len(extracts))
    one, other = (resolve((), order, knowledge).entities for order in (extracts, mixed))

    assert [(e.id, e.name, e.aliases, e.mentions) for e in one] == [
        (e.id, e.name, e.aliases, e.mentions) for e in other
    ]
    assert sum(len(e.mentions) for e in one) == sum(
        len(e.mentions) for extract in extracts for e in extract.entities
    )
