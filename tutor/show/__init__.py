"""Models (prose, mathematics, outputs, training runs) into rows; shared by the screen and the console."""
