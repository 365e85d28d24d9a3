"""Expressions in quizzes, computed without Python's own `eval`: a closed language that ends, and stays small."""
