"""One screen, one thing the learner does."""
