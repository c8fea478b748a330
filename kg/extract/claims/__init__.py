"""Who did what to whom, by rules and by what names say."""
