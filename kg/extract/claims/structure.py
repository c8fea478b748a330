"""Read off names what they say themselves: whose area, which parent, where.

A rule of ontology/rules with `reading` instead of `wording` switches one of READINGS on; it
brings its examples and its confidence.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.extract.claims.areas import serve_inner, serve_level, serve_row, work_head, work_post
from kg.extract.claims.clauses import Clauses
from kg.extract.claims.names import Link, Names, index_names
from kg.extract.claims.sites import happen_name, lie_chain, lie_level, lie_name
from kg.extract.claims.units import belong_prefix, belong_short, confer_inner, issue_inner
from kg.extract.proofs import prove
from kg.know.knowledge import Knowledge
from kg.model import Claim, Entity

READINGS: Mapping[str, Callable[[Names], Iterator[Link]]] = {
    "jurisdiction-inner": serve_inner,
    "jurisdiction-level": serve_level,
    "jurisdiction-row": serve_row,
    "partOf-prefix": belong_prefix,
    "partOf-short": belong_short,
    "issues-inner": issue_inner,
    "confers-inner": confer_inner,
    "worksFor-post": work_post,
    "locatedIn-name": lie_name,
    "locatedIn-chain": lie_chain,
    "locatedIn-level": lie_level,
    "locatedIn-happening": happen_name,
    "worksFor-head": work_head,
}


def read_structure(
    written: Sequence[Clauses], entities: Sequence[Entity], knowledge: Knowledge
) -> Iterator[Claim]:
    """Yield what the names of an article say by themselves."""
    names = index_names(written, entities, knowledge)
    for rule in knowledge.rules:
        if rule.pattern is not None:
            continue
        for subject, target, sentence, role in READINGS[rule.id](names):
            yield Claim(
                subject.id,
                rule.property,
                target.id,
                prove(sentence, subject, target),
                rule.id,
                role,
                confidence=rule.confidence,
            )
