"""nntutor: learn neural networks without leaving the terminal."""
