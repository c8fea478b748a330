"""What each line of a page is, title or byline or body: one decision for the page."""
