"""Small interactive drawings inside lessons: pure functions from parameters to a picture, words and controls."""
