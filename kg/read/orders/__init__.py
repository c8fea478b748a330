"""The order of the lines of a page that was written out column by column."""
