"""Every value that flows, in the order in which it is made.

All are frozen.  Text is never rewritten: what is found points at it by offsets in code points,
end exclusive, and `article.text[span.start : span.end]` is what the span says, always.
What is normalised (NFKC, quotes dropped) is a look-up key, never the text.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, NewType

ArticleId = NewType("ArticleId", str)
EntityId = NewType("EntityId", str)

ClaimStatus = Literal["actual", "planned", "negated"]
FigureStatus = Literal["actual", "target", "capacity"]
Qualifier = Literal["=", ">", "<", "~"]
Change = Literal["yoy", "mom", "qoq", "share"]
ArticleKind = Literal["news", "photo", "brief"]
LinkKind = Literal["copy", "continuation"]
Role = Literal["title", "byline", "body", "caption", "furniture", "dropped"]


class Box(NamedTuple):  # a page makes thousands: a dataclass takes five times as long to make
    """A rectangle on a page, in the points or pixels of Page.size; the origin is top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, order=True)
class Print:
    """A printed line: where the characters `text[start:end]` of a page's text stand.

    `size` is the height of its characters, `vertical` tells that they are set down the page.
    `block` numbers the run of lines of one column that stand close together, in reading order;
    `flow` the texts that do not go on in one another: a headline and its columns, a caption.
    """

    start: int
    end: int
    box: Box
    size: float
    vertical: bool = False
    block: int = 0
    flow: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something odd about a page or its text, for a person to read: never an exception.

    `code` is a stable word a machine can count by (`duplicate`, `cut-off`, `no-date`);
    `text` says it in Chinese.  `start` and `end` count in the page's text.
    """

    page: str
    code: str
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where a page appeared: the paper, the page's number (7, A03) and section, its address.

    None is what nobody said.
    """

    publication: str | None = None
    number: str | None = None
    section: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A stretch of a page's text and what it was used for.

    The regions of a page cover each of its non-blank characters exactly once.  `article` is the
    article that the stretch belongs to, None for furniture and what was dropped; `reason` says
    in Chinese why something was dropped.
    """

    start: int
    end: int
    role: Role
    article: ArticleId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page of a file physically has, before anybody asks what paper it is of.

    A reader gives sheets.  `prints` are its lines in the order of `text`, which is the reading
    order as far as one can tell; a file that is only text has none.  `size` is width and height
    of the page in the unit of the boxes, `scan` names the picture that lies under it (a file,
    or a file and `#` and the page's number).  The `page` of its notes is empty.  `issued`,
    `imprint` and `stated` are what the file itself says: its date, where it appeared, and, where
    its markup tells headlines from text, the use of each line; their articles are numbered.
    `name` is what an archive calls the file that it comes from.
    """

    text: str
    prints: tuple[Print, ...] = ()
    size: tuple[float, float] | None = None
    scan: str | None = None
    notes: tuple[Note, ...] = ()
    issued: str | None = None
    imprint: Imprint = Imprint()
    stated: tuple[Region, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a newspaper as it was handed in: the characters, and what is known beside them.

    `issued` is the day of issue as ISO 8601 with the precision that is known ("2023-10-25",
    "2023-10", "2023"), None where nobody can tell; `inferred` marks one that was not given but
    read off the text.  `home` is the place that the paper serves (湖南省张家界市).  `prints`,
    `size`, `scan`, `notes` and `stated` are those of its sheet.
    """

    id: str  # the file's stem
    text: str
    issued: str | None = None
    inferred: bool = False
    home: str | None = None
    prints: tuple[Print, ...] = ()
    size: tuple[float, float] | None = None
    scan: str | None = None
    notes: tuple[Note, ...] = ()
    imprint: Imprint = Imprint()
    stated: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page, as a reader of the printed page reads it.

    `text` is the title, a line break, and the body, whose paragraphs are separated by line
    breaks; without a title it is the body alone.  Every offset of every later value counts in
    `text`.  `body_start` is where the body begins.

    `origin[i]` is the offset in the page's text of the character `text[i]`, -1 for one that the
    page does not have (a line break put between paragraphs, a space between title lines).
    `gaps` are offsets in `text` before which the page shows a lone space that is no layout: the
    trace of a lost quotation mark (开展|智赋万企|行动 has gaps 2 and 6).
    """

    id: ArticleId
    page: str
    text: str
    body_start: int = 0
    authors: tuple[str, ...] = ()
    agency: str | None = None  # the news agency of the byline, 新华社
    kind: ArticleKind = "news"
    truncated: bool = False
    issued: str | None = None
    inferred: bool = False
    home: str | None = None
    gaps: tuple[int, ...] = ()
    origin: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """The headline, its lines joined by a space; empty where the page has none."""
        return self.text[: max(0, self.body_start - 1)]

    @property
    def body(self) -> str:
        """The running text without the headline."""
        return self.text[self.body_start :]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one article's text; what every fact points back to."""

    article: ArticleId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or backward span: {self.start}-{self.end}")

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies within this span."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence of an article; the headline is a sentence of its own, and comes first.

    `gaps` are the article's gaps inside the sentence, counted from the sentence's start.
    `paragraph` counts from 0, the headline being 0 where there is one.
    """

    span: Span
    text: str
    paragraph: int = 0
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name, or a word that stands for one, in a sentence.

    `kind` is a class of kg.ttl (Agency, Company, …); `by` the recogniser that proposed it;
    `score`, 0 to 1, how sure that recogniser is.
    """

    span: Span
    text: str
    kind: str
    by: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """An amount in the text: 1.2亿元 is the value 120000000 and the unit 元.

    `unit` is the text's own, without the multiplier that went into the value, empty where there
    is none.  `qualifier` is one of = > < ~ (超过, 余 are >; 不足, 以内 are <; 约, 近 are ~).
    A range (8℃至13℃) is two figures, the lower end > and the upper end <.
    """

    span: Span
    text: str
    value: Decimal
    unit: str
    qualifier: Qualifier = "="


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """What proves a fact: a sentence, and the spans elsewhere that its back-references mean.

    A name of the fact stands literally in `sentence`, or `sentence` has a word for it (该局) and
    the name stands at one of `antecedents`.
    """

    sentence: Span
    antecedents: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with a name.  In an Extract as one article knows it, in a Build as all of them do.

    `name` is its fullest form, `aliases` its shorter ones, sorted.  `mentions` are its names in
    reading order, `anaphora` the words that stand for it (该局, 园区).  `reasons` say, for each
    alias, anaphor or merge, why it was taken to be the same thing.
    """

    id: EntityId
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    anaphora: tuple[Mention, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that the text makes.  `property` is one of kg.ttl's seventeen.

    `object` is an entity's id, or the words themselves where the range is text (`produces`).
    `role` holds the role words of worksFor.  `confidence`, 0 to 1, is the measured precision of
    the rule.
    """

    subject: EntityId
    property: str
    object: EntityId | str
    evidence: Evidence
    rule: str
    role: str | None = None
    status: ClaimStatus = "actual"
    period: str | None = None
    speaker: EntityId | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure with a subject: what was measured, how much, when, and whether it is so already.

    `metric` are the text's own words.  `period` is an ISO 8601 year, month, day or interval
    (2023-01/2023-03), None where text and date of issue do not settle it.  `change` tells a
    growth rate or a share from an amount.
    """

    subject: EntityId
    metric: str
    figure: Figure
    evidence: Evidence
    rule: str
    period: str | None = None
    status: FigureStatus = "actual"
    change: Change | None = None
    speaker: EntityId | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a person or a body is said to say; `span` is the words without their marks."""

    speaker: EntityId
    span: Span
    text: str
    evidence: Evidence
    direct: bool = True
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extract:
    """All that one article says, with entities, claims and the rest as this article knows them."""

    article: Article
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    observations: tuple[Observation, ...]
    quotations: tuple[Quotation, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read off one page: its articles, the use of each character, and notes."""

    page: Page
    articles: tuple[Article, ...]
    regions: tuple[Region, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """What two articles have to do with each other.

    `article` is a copy of `other` (the same agency's text in another paper, or a shorter one),
    or goes on where `other` stops (下转第3版).  `share`, 0 to 1, is how much of it says so.
    """

    article: ArticleId
    other: ArticleId
    kind: LinkKind
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Build:
    """The result: what was read and extracted, and the corpus as a whole after resolving.

    `entities`, `claims`, `observations` and `quotations` refer to one another by the ids of
    `entities`; those inside `extracts` by the ids of their own extract.  What a copy says with
    the words of the article that it is a copy of is counted there, and not again.
    """

    readings: tuple[Reading, ...]
    extracts: tuple[Extract, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    observations: tuple[Observation, ...]
    quotations: tuple[Quotation, ...]
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
