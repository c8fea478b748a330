"""Find who speaks: the entity that a verb of speech has as its subject."""

import re
from functools import cache

from kg.extract.quotations.overlays import Named, Overlay
from kg.know.knowledge import Knowledge
from kg.know.wordings import beginning
from kg.know.words import split_words
from kg.model import EntityId

BODIES = frozenset({"Agency", "Company", "Organization", "Facility", "Event"})
# A phrase of place, time or hearer between subject and verb: 在启动仪式上, 对记者, 就此.
PHRASE = re.compile(
    r"[^，,]*(?<![同及当小准暂随顿])时(?![间候期刻代常光])"
    r"|(?:在|就|对|对于|从|经|当|通过)[^，,。]{0,24}?"
    r"(?:上|中|后|前|里|下|内|间|现场|期间|之际|方面|一事|情况|记者|笔者|大家|此|采访|场合)"
    r"|[向对跟与][^，,。]{1,14}$|方面|(?:发布|发表|发出|公布|印发)[^，,。]{0,30}$"
    r"|[\d一二三四五六七八九十]{1,4}[年月日点分号]|[上下][午旬]|[昨今当][日天晚]|日前|近日|早前|此前"
)
PRONOUN = re.compile(
    r"(?<!其)(?:他们|她们|两人|二人|他|她|(?<=据)其)(?=[^，,的]{0,8}$)"
    r"|(?:^|(?<=[，,]))这[位名][^，,]{1,16}$"
)
# 另一名老师, 相关负责人: somebody of a body that was named before.
SOMEBODY = re.compile(
    r"(?:^|[，,])[^，,]{0,6}?(?:该|这|其中|另|相关|有关|主要|一名|一位)[^，,]{0,8}$"
)
# 接到报警称: the subject hears, it does not speak.
HEARS = re.compile(r"接到|收到|接报|听到|听|据")
BRACKETS = re.compile(r"[（(][^（）()]{0,20}[）)]")
BEFORE_OBJECT = "对向给被跟与和同请让"
AND = re.compile(r"[、和与及]")
# Characters between a place and the post of one who speaks for it: 有关负责人.
NEAR = 2
# Tags of words that may be the subject of a verb of speech: nouns, pronouns, the unknown.
SUBJECTS = frozenset("nrx")
# How far back a bare spokesman's body is looked for, in characters.
REACH = 300


@cache
def role_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile the posts and kinds of persons; the group `none` has those that speak for no body."""
    roles = knowledge.words["role"]

    def alternatives(*values: str) -> str:
        words = [word for word, value in roles.items() if value in values]
        return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))

    voices = [w for w, value in knowledge.words["say"].items() if value == "voice"]
    voice = "|".join(sorted(map(re.escape, voices), key=lambda w: (-len(w), w)))
    none, post = alternatives("none"), alternatives("org", "place")
    either = f"(?P<post>{post})|(?P<none>{none})|(?P<voice>{voice})"
    return re.compile(f"{beginning((*roles, *voices))}(?:{either})")


def find_speaker(
    scene: Overlay, start: int, verb: int, last: EntityId | None, knowledge: Knowledge
) -> EntityId | None:
    """Find the speaker in the clause from `start` to `verb`; `last` is who spoke before.

    A person counts before a body, the nearest before others.  Somebody unnamed of a named body
    (相关负责人) speaks for the body; somebody of no body (家长们) is nobody.
    """
    clause = scene.text[start:verb]
    named = scene.between(start, verb)
    people = [each for each in named if each.kind == "Person" and not is_object(scene, each)]
    pronoun = PRONOUN.search(clause)
    if pronoun and not (pronoun[0][0] == "这" and role_pattern(knowledge).search(clause)):
        at = start + pronoun.start()
        if not any(each.start > at and each.kind != "Place" for each in named):
            return people[0].entity if people else recall_person(scene, start, last)
    if people and speaks(scene.text[people[-1].end : verb], knowledge, person=True):
        return first_of_list(scene.text, people).entity
    for each in reversed(named):
        gap = scene.text[each.end : verb]
        if each.kind == "Place" and not is_official(gap, knowledge):
            continue
        if each.kind not in BODIES | {"Place"} or is_object(scene, each):
            continue
        if speaks(gap, knowledge, person=False):
            return each.entity
    if subject := topic(scene, start, verb, knowledge):
        return subject.entity
    return recall_body(scene, start, verb, last, knowledge)


def topic(scene: Overlay, start: int, verb: int, knowledge: Knowledge) -> Named | None:
    """Return the name that begins a sentence whose last clause, the verb's own, has no subject."""
    named = scene.between(start, verb)
    clauses = re.split("[，,]", scene.text[start:verb])
    if not named or len(clauses) == 1 or named[-1].end > verb - len(clauses[-1]):
        return None
    first = named[0]
    opening = PHRASE.sub("", scene.text[start : first.start]).strip("，, ")
    after = scene.text[first.end : first.end + 1]
    if opening or after == "的" or first.kind not in BODIES | {"Person"}:
        return None
    if role_pattern(knowledge).search(clauses[-1]):
        return None
    return first if speaks(clauses[-1], knowledge, person=False) else None


def is_official(gap: str, knowledge: Knowledge) -> bool:
    """Tell whether a post stands so near to a place that its holder speaks for the place."""
    role = role_pattern(knowledge).search(gap)
    return gap.startswith("方面") or (role is not None and role.start() <= NEAR)


def is_object(scene: Overlay, each: Named) -> bool:
    """Tell whether a name is spoken to rather than speaks."""
    return scene.text[each.start - 1 : each.start] in BEFORE_OBJECT and each.start > 0


def first_of_list(text: str, people: list[Named]) -> Named:
    """Return the first of the persons who are listed up to the last of `people`."""
    first = people[-1]
    for each in reversed(people[:-1]):
        if not AND.match(text[each.end : first.start][:1]):
            break
        first = each
    return first


def speaks(gap: str, knowledge: Knowledge, *, person: bool) -> bool:
    """Tell whether what stands between a name and a verb of speech leaves the name its subject."""
    gap = BRACKETS.sub("", gap)
    if HEARS.search(gap) or (gap.startswith("的") and person):
        return False
    clause = re.split("[，,]", PHRASE.sub("", gap))
    if len(clause) > 1 and not person:
        return False
    rest = clause[-1]
    roles = list(role_pattern(knowledge).finditer(rest))
    if roles:
        title = person and len(clause) == 1 and roles[-1].start() == 0
        if roles[-1]["none"] and not title:
            return False
        rest = rest[roles[-1].end() :]
    if person and len(clause) == 1:
        return True
    return not any(word.tag[0] in SUBJECTS for word in split_words(rest.strip("）)")))


def recall_person(scene: Overlay, before: int, last: EntityId | None) -> EntityId | None:
    """Return the person whom 他 means: who spoke last, else the nearest before."""
    named = scene.between(max(0, before - REACH), before)
    people = [each for each in named if each.kind == "Person"]
    if any(each.entity == last for each in people or named):
        return last
    return people[-1].entity if people else None


def recall_body(
    scene: Overlay, start: int, verb: int, last: EntityId | None, knowledge: Knowledge
) -> EntityId | None:
    """Return the body for which an unnamed spokesman or a document speaks, if there is one."""
    clause = scene.text[start:verb]
    role = max(role_pattern(knowledge).finditer(clause), key=lambda r: r.end(), default=None)
    if role is None or role["none"] or (role["post"] and not SOMEBODY.search(clause)):
        return None
    if clause[: role.start()].endswith(("该", "这名", "这位")) and last:
        return last
    paragraph, _ = scene.paragraph(start)
    named = scene.between(max(paragraph, start - REACH), verb)
    bodies = [each for each in named if each.kind in BODIES - {"Event"}]
    if bodies:
        return bodies[-1].entity
    return last if role["voice"] and clause[: role.start()] in {"", "据"} else None
