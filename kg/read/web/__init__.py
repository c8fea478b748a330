"""Web pages of papers and news sites."""
