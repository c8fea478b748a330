# ruff: noqa: INP001 (run as a script)
"""Write ontology/lexicon/Place.tsv and town.tsv from the data of two Apache-2.0 packages.

usage: python ontology/sources/gazetteer.py JIONLP.whl CPCA.whl ontology/lexicon

The wheels are those of jionlp 1.5.31 (divisions of 2021 down to the village, their changes since
2002, countries) and cpca 0.5.5 (county codes of GB/T 2260, some since withdrawn).  Only names and
codes are taken.  What is not in them stands in ontology/sources/regions.tsv.
"""

import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

TOWN = re.compile(r"[\u4e00-\u9fff]{2,12}(?:镇|乡|街道|苏木)$")
UNIT = re.compile(r"[\u4e00-\u9fff]+[省市区县旗州盟]$")
HEAD = """\
# 名称、标识、别名（用 | 分开）、来源。标识：中国的行政区是 GB/T 2260 代码，上级由代码读出
# （前两位为省，前四位为地级）；国家、城市、区域以 country/、city/、region/ 开头。
# 由 ontology/sources/gazetteer.py 写成，请勿手改。
"""
TOWNS = """\
# 县级行政区的代码（GB/T 2260）⇥ 它的街道、镇、乡，用 | 分开 ⇥ 来源
# 由 ontology/sources/gazetteer.py 写成，请勿手改。
"""


def read_lines(jionlp: ZipFile, name: str) -> list[str]:
    """Read a dictionary of jionlp."""
    return jionlp.read(f"jionlp/dictionary/{name}").decode("utf-8").splitlines()


def read_divisions(jionlp: ZipFile) -> tuple[dict[str, tuple[str, str]], dict[str, list[str]]]:
    """Read code → (name, short name), and county code → towns."""
    inner = ZipFile(io.BytesIO(jionlp.read("jionlp/dictionary/china_location.zip")))
    units: dict[str, tuple[str, str]] = {}
    towns: dict[str, list[str]] = defaultdict(list)
    county = ""
    for line in inner.read("china_location.txt").decode("utf-8").splitlines():
        level, cells = len(line) - len(line.lstrip("\t")), line.strip().split("\t")
        if level < 3 and len(cells) == 3:
            name, county, short = cells
            units.setdefault(county, (name, short))
        elif level == 3 and TOWN.match(cells[0]):
            towns[county].append(cells[0])
    return {c: u for c, u in units.items() if UNIT.match(u[0])}, towns


def read_changes(jionlp: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each old name of a division together with its new one."""
    for line in read_lines(jionlp, "china_location_change.txt"):
        old, _, new = line.partition("=>")
        names = [cell for cell in old.split("\t")[2:] if UNIT.match(cell)]
        if names and new:
            yield names[-1], new.split("\t")[-1]


def read_world(jionlp: ZipFile) -> Iterator[tuple[str, str, str]]:
    """Yield name, identifier and aliases of continents, countries and their cities."""
    for line in read_lines(jionlp, "world_location.txt"):
        if line.endswith(":"):
            yield line[:-1], f"region/{line[:-1]}", ""
            continue
        country, *rest = [cell for cell in line.split("\t") if cell]
        official = rest[0] if rest and rest[0] != country else ""
        yield country, f"country/{country}", official
        for city in "/".join(rest[1:]).split("/"):
            if len(city) > 1 and country not in ("中国", city):
                yield city, f"city/{city}", ""


def list_places(jionlp: ZipFile, cpca: ZipFile) -> tuple[list[str], list[str]]:
    """List the rows of both files."""
    units, towns = read_divisions(jionlp)
    # 71 to 79 are development zones, whose short names are common words (产业园, 示范区).
    aliases: dict[str, list[str]] = {
        c: [s] for c, (n, s) in units.items() if s != n and not "70" < c[4:] < "80"
    }
    codes = {name: code for code, (name, _) in units.items()}
    for old, new in read_changes(jionlp):
        if new in codes and old not in codes:
            aliases.setdefault(codes[new], []).append(old)
    known = {*codes, *(alias for names in aliases.values() for alias in names)}
    rows = [
        f"{n}\t{c}\t{'|'.join(dict.fromkeys(aliases.get(c, [])))}\tjionlp 1.5.31"
        for c, (n, _) in sorted(units.items())
    ]
    for line in sorted(cpca.read("cpca/resources/adcodes.csv").decode("utf-8").splitlines()[1:]):
        code, name = line.split(",")[:2]
        division = code.endswith("000000") and UNIT.match(name) and name != "市辖区"
        if division and code[:6] not in units and name not in known:
            rows.append(f"{name}\t{code[:6]}\t\tcpca 0.5.5")
            known.add(name)
    world = {row[1]: row for row in read_world(jionlp) if row[0] not in known}
    rows += [f"{n}\t{i}\t{a}\tjionlp 1.5.31" for n, i, a in world.values()]
    rows += (Path(__file__).parent / "regions.tsv").read_text(encoding="utf-8").splitlines()
    lists = {code: "|".join(sorted(set(names))) for code, names in sorted(towns.items())}
    return rows, [f"{code}\t{names}\tjionlp 1.5.31" for code, names in lists.items()]


def main(jionlp: str, cpca: str, folder: str) -> None:
    """Write both files."""
    places, towns = list_places(ZipFile(jionlp), ZipFile(cpca))
    for name, head, rows in (("Place", HEAD, places), ("town", TOWNS, towns)):
        text = head + "\n".join(row for row in rows if not row.startswith("#")) + "\n"
        (Path(folder) / f"{name}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
