"""`kg score`: precision and recall against gold."""

from argparse import Namespace

from kg.commands.terminals import BELOW, DONE, give, give_json, give_rows, say
from kg.know.knowledge import DEFAULT, load_knowledge
from kg.run.scoring import extract_bodies, find_below, find_gold, read_floors, read_results
from kg.view.gold import read_gold
from kg.view.ledgers import SCORE_COLUMNS, list_scores
from kg.view.scores import score_pages


def run_score(given: Namespace) -> int:
    """Run `kg score`."""
    files = find_gold(given.gold)
    gold = [read_gold(file) for file in files]
    floors = read_floors(given.floors, given.given) if given.floors else {}
    if given.given == "body":
        found = extract_bodies(gold, load_knowledge(given.ontology or DEFAULT))
    else:
        found = read_results(files, given.graph)
    scores, misses = score_pages(gold, found)
    below = find_below(scores, floors)
    if given.json:
        give_json(
            {
                "scores": {key: score._asdict() for key, score in scores.items()},
                "errors": [miss._asdict() for miss in misses] if given.errors else [],
                "below": below,
            }
        )
    else:
        give_rows(SCORE_COLUMNS, list_scores(scores), "table")
        if given.errors:
            give("".join(f"{kind}\t{how}\t{what}\n" for kind, how, what in misses) or "\n")
    for line in below:
        say(f"低于下限：{line}")
    return BELOW if below else DONE
