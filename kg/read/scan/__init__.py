"""Pictures of type, turned into text with its places."""
