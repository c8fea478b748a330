from kg.model import Entity
def link_mentions(article, sentences, mentions, knowledge) -> tuple[Entity, ...]:
    return ()
