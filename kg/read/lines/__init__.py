"""The lines of a page, and what each shows of itself: width, marks, bylines, margins."""
