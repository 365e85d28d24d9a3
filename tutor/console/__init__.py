"""The tutor without a screen: lines in, lines out. Knows no Textual; sessions and the store are handed to it."""
