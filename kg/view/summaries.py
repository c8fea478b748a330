"""A build in a few lines: what a person sees when it is done."""

from pathlib import Path

from kg.model import Build

FILES = (
    ("graph.html", "交互图谱，用浏览器打开"),
    ("report.html", "报告：每篇读出了什么，舍去了什么；report.md 是 Markdown"),
    ("graph.ttl", "Turtle；graph.nq 是 N-Quads"),
    ("store/", "供 kg ask、kg query、kg show 使用"),
    ("pages/", "逐版的抽取结果（JSON）"),
)


def count_build(build: Build) -> dict[str, int]:
    """Count what a build holds."""
    return {
        "pages": len(build.readings),
        "articles": len(build.extracts),
        "entities": len(build.entities),
        "claims": len(build.claims),
        "observations": len(build.observations),
        "quotations": len(build.quotations),
        "notes": len(build.notes),
    }


def describe_build(build: Build, out: Path, seconds: float) -> str:
    """Say what was made, in how many seconds, and where it is."""
    made = (
        "{pages} 版、{articles} 篇文章：{entities} 个实体，{claims} 条关系，"
        "{observations} 个数字，{quotations} 条引语"
    ).format_map(count_build(build))
    where = (f"  {f'{out}/{name}':<{len(str(out)) + 13}}{what}" for name, what in FILES)
    return "\n".join([f"{made}（{seconds:.1f} 秒）", *where])
