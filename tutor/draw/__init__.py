"""Numbers into rows of character cells; the only room that knows how wide a cell is."""
