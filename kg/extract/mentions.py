from kg.model import Mention
def find_mentions(article, sentences, knowledge) -> tuple[Mention, ...]:
    return ()
