"""What a sentence names: recognisers that propose, and one function that chooses."""
