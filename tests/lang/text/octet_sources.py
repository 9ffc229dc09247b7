# tests/lang/text/octet_sources.py -- what bytes() and bytearray() are made from, and taken apart to
import io


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class Word(str):
    pass


class Own(bytes):
    pass


class Other(bytes):
    pass


class Gives:
    def __init__(self, value):
        self.value = value

    def __bytes__(self):
        return self.value


for kind in bytes, bytearray, Own:
    print(kind.__name__, attempt(kind, '', errors='ignore'), attempt(kind, Word('a'), errors='x'),
          attempt(kind, errors='ignore'), attempt(kind, 1, 'ascii'), attempt(kind, 3.5),
          attempt(kind, [3.5]), attempt(kind, object()), sep='\n  ')
for value in b'ab', Own(b'cd'), Other(b'ef'), 'gh', None:
    for kind in bytes, Own:
        made = attempt(kind, Gives(value))
        print(type(made).__name__, made)

# a bytearray fills up while the iterable runs, and keeps what it has
filled = bytearray(b'before')


def watched():
    for i in range(3):
        yield 65 + i
        print(filled)
    yield 256


print(attempt(filled.__init__, watched()), filled)
view = memoryview(filled)
print(attempt(filled.__init__, [1]), filled)


# state goes along
class Slotted(bytearray):
    __slots__ = 'first', 'second', '__dict__'


slotted = Slotted(b'ab\xff')
slotted.first, slotted.third = 1, 3
for protocol in 0, 2, 4:
    print(slotted.__reduce_ex__(protocol)[1:])
print(bytearray(b'x').__reduce__()[1:])

# buffers to be written to
stream = io.BytesIO(b'abc')
held = io.BufferedReader(io.BytesIO(b'abc'))
for target in b'xy', 'xy', 1, memoryview(b'xy'):
    print(attempt(stream.readinto, target), attempt(held.readinto1, target),
          sep='\n')
text = 'abc'
print(text.__getnewargs__(), text.__getnewargs__()[0] is text)
print(attempt(str, 1, 2, 3, 4), attempt(str, 1, 2, 3, object=4))
print(bytes.__doc__.startswith('bytes('), bytearray.__doc__.startswith('bytearray('))
