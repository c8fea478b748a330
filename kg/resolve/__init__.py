"""All extracts in, one thing for each thing out."""
