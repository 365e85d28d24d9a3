"""What the playground's screen is made of: each widget shows one part of a `Frame` and says what was done to it."""
