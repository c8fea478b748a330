"""A build for people: picture, report, cards, pages, scores."""
