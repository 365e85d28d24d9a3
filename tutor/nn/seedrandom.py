"""David Bau's seedrandom 2.4 in Python: the generator that gives a link of the playground its points and weights.

The algorithm is ARC4 (https://en.wikipedia.org/wiki/RC4), keyed by the seed's characters, its first 256 bytes dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

WIDTH = 256  # a key has at most so many bytes, ARC4's state exactly so many
START = float(2**48)  # six bytes
ENOUGH = float(2**52)  # a numerator below has not yet all the digits that a double holds
TOO_MANY = float(2**53)  # from here on a double would round it


class SeedRandom:
    """Numbers in [0, 1) that depend on nothing but `seed`, the same as `new Math.seedrandom(seed)` gives."""

    def __init__(self, seed: str) -> None:
        self._bytes = _arc4(_key(seed))

    def random(self) -> float:
        """The next number, uniform in [0, 1), with the 52 bits or more that a double has room for."""
        numerator, denominator, last = self._whole(6), START, 0
        while numerator < ENOUGH:
            numerator, denominator = (numerator + last) * WIDTH, denominator * WIDTH
            last = next(self._bytes)
        while numerator >= TOO_MANY:
            numerator, denominator, last = numerator / 2, denominator / 2, last >> 1
        return (numerator + last) / denominator

    def uniform(self, low: float, high: float) -> float:
        """The next number, uniform in [low, high)."""
        return self.random() * (high - low) + low

    def _whole(self, count: int) -> float:
        """The next `count` bytes as one number, the first the most significant."""
        whole = 0
        for _place in range(count):
            whole = whole * WIDTH + next(self._bytes)
        return float(whole)


def _key(seed: str) -> list[int]:
    """The seed mixed into a key: its UTF-16 units, as JavaScript counts characters, folded at 256."""
    units = seed.encode("utf-16-le", "surrogatepass")
    key: list[int] = []
    smear = 0
    for j, unit in enumerate(units[::2]):  # the upper byte of a unit is lost modulo 256
        if j < WIDTH:
            key.append(unit)
        else:
            smear ^= key[j % WIDTH] * 19
            key[j % WIDTH] = (smear + unit) % WIDTH
    return key or [0]


def _arc4(key: list[int]) -> Iterator[int]:
    """ARC4's bytes for `key`, without the first 256."""
    state = list(range(WIDTH))
    j = 0
    for i in range(WIDTH):
        j = (j + state[i] + key[i % len(key)]) % WIDTH
        state[i], state[j] = state[j], state[i]
    i = j = 0
    dropped = 0
    while True:
        i = (i + 1) % WIDTH
        j = (j + state[i]) % WIDTH
        state[i], state[j] = state[j], state[i]
        if dropped < WIDTH:
            dropped += 1
        else:
            yield state[(state[i] + state[j]) % WIDTH]
