"""Small interactive drawings inside lessons: pure functions from parameters to a picture, its words and its controls."""
