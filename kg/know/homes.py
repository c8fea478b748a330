"""Find the place that a newspaper serves, by the paper's name."""

from functools import cache

from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge

COUNTY = "今日"  # 今日蓝湾: many a county's paper is called so


def find_home(publication: str, knowledge: Knowledge) -> str | None:
    """Find the home of a paper: 张家界日报 serves 湖南省张家界市.

    publication.tsv knows those whose name does not say; any other begins with its place, of
    several the one of the highest level (朝阳日报 is the prefecture's).  None for a paper of
    the whole country, and where nobody can tell.
    """
    known = knowledge.words["publication"]
    if publication in known:
        return known[publication] or None
    name = publication.removeprefix(COUNTY)
    for start, end, form in load_gazetteer(knowledge).scan(name):
        if start == 0:
            kind = knowledge.words["paper"].get(name[end:])
            codes = [code for code in form.codes if code.isdigit()]
            highest = [code for code in codes if level(code) == min(map(level, codes))]
            if len(highest) == 1 and (form.sure or kind is not None or name != publication):
                return name_place(highest[0], knowledge)
    return None


def level(code: str) -> int:
    """Tell the level of a division: 0 a province, 1 a prefecture, 2 a county."""
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def name_place(code: str, knowledge: Knowledge) -> str:
    """Name a division after those that it lies in: 430821 is 湖南省张家界市慈利县."""
    names = list_divisions(knowledge)
    codes = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
    return "".join(names.get(part, "") for part in codes)


@cache
def list_divisions(knowledge: Knowledge) -> dict[str, str]:
    """List the names of the divisions of China by their codes."""
    return {term.identifier: term.name for term in knowledge.names.get("Place", ())}
