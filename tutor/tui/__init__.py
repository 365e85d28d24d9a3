"""The learner's screens: the only room that speaks Textual."""
