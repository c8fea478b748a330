from kg.model import Quotation
def find_quotations(sentences, entities, knowledge) -> tuple[Quotation, ...]:
    return ()
