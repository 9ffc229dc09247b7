# lib/_sha512.py -- SHA-512 in Python, for seeds that are text when no native one is there

_WORD = (1 << 64) - 1


def _primes(count):
    found = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _root_fraction(number, root):
    """The first 64 bits behind the point of a square or cube root."""
    scaled = number << (64 * root)
    low, high = 0, 1 << (scaled.bit_length() // root + 1)
    while high - low > 1:
        middle = (low + high) // 2
        if middle ** root <= scaled:
            low = middle
        else:
            high = middle
    return low & _WORD


_START = [_root_fraction(prime, 2) for prime in _primes(8)]
_ROUND = [_root_fraction(prime, 3) for prime in _primes(80)]


def _turn(word, by):
    return (word >> by | word << (64 - by)) & _WORD


def _mix_block(state, block):
    words = [int.from_bytes(block[at:at + 8]) for at in range(0, 128, 8)]
    for at in range(16, 80):
        x, y = words[at - 15], words[at - 2]
        words.append((words[at - 16] + words[at - 7]
                      + (_turn(x, 1) ^ _turn(x, 8) ^ x >> 7)
                      + (_turn(y, 19) ^ _turn(y, 61) ^ y >> 6)) & _WORD)
    a, b, c, d, e, f, g, h = state
    for constant, word in zip(_ROUND, words):
        first = (h + (_turn(e, 14) ^ _turn(e, 18) ^ _turn(e, 41))
                 + (e & f ^ ~e & g) + constant + word)
        second = (_turn(a, 28) ^ _turn(a, 34) ^ _turn(a, 39)) + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = (first + second & _WORD, a, b, c, d + first & _WORD, e, f, g)
    return [old + new & _WORD for old, new in zip(state, (a, b, c, d, e, f, g, h))]


class sha512:
    """The hash of some bytes: sha512(data).digest()."""

    def __init__(self, data=b''):
        self._data = bytes(data)

    def update(self, data):
        self._data += data

    def digest(self):
        size = len(self._data)
        padded = self._data + b'\x80' + bytes(-(size + 17) % 128) + (size * 8).to_bytes(16)
        state = _START
        for at in range(0, len(padded), 128):
            state = _mix_block(state, padded[at:at + 128])
        return b''.join(word.to_bytes(8) for word in state)

    def hexdigest(self):
        return self.digest().hex()
