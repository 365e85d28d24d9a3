"""Data that works without a network: loaders with Keras's own shape, over samples that are shipped.

Runs in the kernel. `from tutor.datasets import mnist; (x_train, y_train), (x_test, y_test) = mnist.load_data()`.
"""
