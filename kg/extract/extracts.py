"""All that one article says: the order of the stages."""

from collections.abc import Sequence

from kg.extract.claims.claims import find_claims
from kg.extract.coreference.coreference import link_mentions
from kg.extract.figures.figures import find_figures
from kg.extract.mentions.mentions import find_mentions
from kg.extract.observations.observations import find_observations
from kg.extract.quotations.quotations import find_quotations
from kg.know.knowledge import Knowledge
from kg.model import Article, Extract, Sentence


def extract_article(
    article: Article, sentences: Sequence[Sentence], knowledge: Knowledge
) -> Extract:
    """Extract what `article` says; a pure function that asks nothing of any other article."""
    mentions = find_mentions(article, sentences, knowledge)
    entities = link_mentions(article, sentences, mentions, knowledge)
    figures = find_figures(sentences, knowledge)
    quotations = find_quotations(sentences, entities, knowledge)
    claims = find_claims(article, sentences, entities, quotations, knowledge)
    observations = find_observations(article, sentences, entities, figures, quotations, knowledge)
    return Extract(article, tuple(sentences), entities, claims, observations, quotations)
