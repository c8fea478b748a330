"""The text layer of a PDF, with its places."""
