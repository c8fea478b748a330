"""Files in, sentences out."""
