"""Widgets: each shows one model and says what the learner did."""
