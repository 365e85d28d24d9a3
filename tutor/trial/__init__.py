"""What runs a learner's answer, in a process of its own that is used once.

Plain data in, plain data out; knows nothing of questions, and nothing of `tutor` but what a lesson may import. NumPy
is imported where a value is one of its own, and by the programs themselves.
"""
