"""The paper, day, page and section that a page was printed in."""
