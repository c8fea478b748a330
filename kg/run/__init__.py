"""Where the reading phase runs."""
