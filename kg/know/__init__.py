"""What is known before a page is read: the folder ontology/ as one checked value."""
