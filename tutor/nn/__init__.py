"""The playground's mathematics: what a link says, its points, the network, its training and its past. Pure NumPy."""
