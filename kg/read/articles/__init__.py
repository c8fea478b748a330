"""The lines of a page, parted into its articles: one decision for the page."""
