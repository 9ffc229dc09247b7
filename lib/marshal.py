# lib/marshal.py -- plain values as bytes and back.   SPDX-License-Identifier: MIT
"""None, bools, numbers, text, bytes and containers of them; code objects are not written."""

import struct as _struct

version = 4
_SINGLES = {None: b'N', True: b'T', False: b'F', ...: b'.', StopIteration: b'S'}
_CONSTANTS = {code: value for value, code in _SINGLES.items()}
_SEQUENCES = {tuple: b'(', list: b'[', set: b'<', frozenset: b'>'}
_MAKERS = {code: maker for maker, code in _SEQUENCES.items()}


def _sized(code, data):
    return code + _struct.pack('<I', len(data)) + data


def _write(value, put, depth):
    kind = type(value)
    if depth > 2000:
        raise ValueError('object too deeply nested to marshal')
    if value is None or value is True or value is False or value is ... \
            or value is StopIteration:
        put(_SINGLES[value])
    elif kind is int:
        put(_sized(b'l', value.to_bytes(value.bit_length() // 8 + 1, 'little', signed=True)))
    elif kind is float:
        put(b'g' + _struct.pack('<d', value))
    elif kind is complex:
        put(b'y' + _struct.pack('<dd', value.real, value.imag))
    elif kind is str:
        put(_sized(b'u', value.encode('utf-8', 'surrogatepass')))
    elif kind in _SEQUENCES:
        put(_SEQUENCES[kind] + _struct.pack('<I', len(value)))
        for item in value:
            _write(item, put, depth + 1)
    elif kind is dict:
        put(b'{')
        for key, item in value.items():
            _write(key, put, depth + 1)
            _write(item, put, depth + 1)
        put(b'0')
    else:
        try:
            data = bytes(memoryview(value))
        except TypeError:
            raise ValueError('unmarshallable object') from None
        put(_sized(b's', data))


class _Reader:
    def __init__(self, read):
        self.read = read
        self.depth = 0

    def take(self, count):
        data = self.read(count)
        if len(data) < count:
            raise EOFError('marshal data too short')
        return data

    def size(self):
        return _struct.unpack('<I', self.take(4))[0]

    def value(self, code=None):
        code = code or self.take(1)
        if code in _CONSTANTS:
            return _CONSTANTS[code]
        if code == b'l':
            return int.from_bytes(self.take(self.size()), 'little', signed=True)
        if code == b'g':
            return _struct.unpack('<d', self.take(8))[0]
        if code == b'y':
            return complex(*_struct.unpack('<dd', self.take(16)))
        if code == b'u':
            return self.take(self.size()).decode('utf-8', 'surrogatepass')
        if code == b's':
            return self.take(self.size())
        if code in _MAKERS or code == b'{':
            return self.container(code)
        raise ValueError('bad marshal data (unknown type code)')

    def container(self, code):
        self.depth += 1
        if self.depth > 2000:
            raise ValueError('bad marshal data (too deeply nested)')
        if code == b'{':
            made = {}
            while (key := self.take(1)) != b'0':
                key = self.value(key)
                made[key] = self.value()
        else:
            made = _MAKERS[code]([self.value() for _ in range(self.size())])
        self.depth -= 1
        return made


def dumps(value, version=version, /, *, allow_code=True):
    """The bytes that stand for a value."""
    parts = []
    _write(value, parts.append, 0)
    return b''.join(parts)


def loads(bytes, /, *, allow_code=True):
    """The value that bytes stand for; what follows it is ignored."""
    import io
    return _Reader(io.BytesIO(bytes).read).value()


def dump(value, file, version=version, /, *, allow_code=True):
    """Write a value to a binary file."""
    file.write(dumps(value))


def load(file, /, *, allow_code=True):
    """Read one value from a binary file."""
    return _Reader(file.read).value()
