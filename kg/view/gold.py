"""The form of gold annotation, which is also that of out/pages/*.json; and reading it."""

import json
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from kg.errors import InputError, word_fault


class GoldEntity(TypedDict):
    """An entity of one article."""

    name: str
    type: str
    aliases: list[str]
    anaphora: list[str]


class GoldClaim(TypedDict):
    """A claim; `s` and `o` are names of entities of the article, `o` plain words for produces."""

    s: str
    p: str
    o: str
    role: str | None
    status: str
    evidence: str


class GoldObservation(TypedDict):
    """A figure with its subject, which is the name of an entity of the article."""

    subject: str
    metric: str
    value: float
    unit: str
    qualifier: str
    period: str | None
    status: str
    change: str | None
    evidence: str


class GoldQuotation(TypedDict):
    """Words said by an entity of the article."""

    speaker: str
    text: str


class GoldArticle(TypedDict):
    """An article; without `entities` it is annotated for its text only."""

    title: str
    authors: list[str]
    agency: str | None
    kind: str
    body: str
    truncated: bool
    entities: NotRequired[list[GoldEntity]]
    claims: NotRequired[list[GoldClaim]]
    observations: NotRequired[list[GoldObservation]]
    quotations: NotRequired[list[GoldQuotation]]


class GoldPage(TypedDict):
    """A page."""

    page: str
    articles: list[GoldArticle]


def read_gold(path: Path) -> GoldPage:
    """Read one page of gold annotation, or of an extraction in the same form.

    Raises:
        InputError: the file cannot be read, is no JSON (with its line), or has no articles with
            a body each.
    """
    try:
        page = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    except UnicodeDecodeError as error:
        raise InputError(path, None, "不是 UTF-8 的文本") from error
    except json.JSONDecodeError as error:
        raise InputError(path, error.lineno, f"不是合法的 JSON：{error.msg}") from error
    articles = page.get("articles") if isinstance(page, dict) else None
    if not isinstance(articles, list) or not all(
        isinstance(a, dict) and isinstance(a.get("body"), str) for a in articles
    ):
        raise InputError(path, None, "不是标注文件：应有 articles，每篇有 body")
    return cast("GoldPage", page)  # the keys beside these are read with a default
