from kg.model import Claim
def find_claims(article, sentences, entities, quotations, knowledge) -> tuple[Claim, ...]:
    return ()
