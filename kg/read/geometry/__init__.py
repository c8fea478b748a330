"""What is printed on a page, put into reading order."""
