from kg.model import Observation
def find_observations(article, sentences, entities, figures, quotations, knowledge) -> tuple[Observation, ...]:
    return ()
