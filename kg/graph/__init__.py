"""A build as RDF: quads, store, queries, checks."""
