"""What libraries deliver: ALTO and METS."""
