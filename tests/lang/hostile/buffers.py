# tests/lang/hostile/buffers.py -- bytearrays, arrays and views that are changed or released in the middle of work
import array
import struct
import sys


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, str(error).split(':')[0])


class Act:
    """A number that does something when it is asked for."""
    def __init__(self, action, answer=1): self.action, self.answer = action, answer
    def __index__(self):
        action, self.action = self.action, None
        if action:
            action()
        return self.answer
    __int__ = __index__
    def __float__(self): return float(self.__index__())
    def __eq__(self, other): return bool(self.__index__())
    __hash__ = None


def changes(b):
    return {'clear': b.clear, 'pop': b.pop, 'grow': lambda: b.extend(range(100)),
            'delete': lambda: b.__delitem__(slice(0, 3)), 'times': lambda: b.__imul__(50),
            'view': lambda: kept.append(memoryview(b)), 'insert': lambda: b.insert(0, 7)}


kept = []


def each_change(name, make, work, answer=1):
    for change in changes(bytearray()):
        b = make()
        if not hasattr(b, changes(bytearray())[change].__name__) and change == 'clear':
            continue
        act = Act(lambda: changes(b)[change](), answer)
        attempt(f'{name} {change}:', lambda: work(b, act))
        print('   ', len(b), b[:8])
        for view in kept:
            view.release()
        kept.clear()


def each_survives(name, make, work, answer=1):
    """Where the reference itself uses freed memory, or forgets to look for views."""
    for change in changes(bytearray()):
        b = make()
        if sys.implementation.name == 'tuplet' and hasattr(b, 'clear'):
            try:
                work(b, Act(lambda: changes(b)[change](), answer))
            except (IndexError, BufferError, ValueError):
                pass
            for view in kept:
                view.release()
            kept.clear()
    print(name, 'survives')


def octets():
    return bytearray(b'abcdef')


print('--- bytearray')
each_survives('set', octets, lambda b, act: b.__setitem__(2, act))
each_survives('set last', octets, lambda b, act: b.__setitem__(5, act))
each_survives('set at', octets, lambda b, act: b.__setitem__(act, 65), 5)
each_change('get', octets, lambda b, act: b[act], 5)
each_survives('delete', octets, lambda b, act: b.__delitem__(act), 5)
each_change('append', octets, lambda b, act: b.append(act))
each_change('insert', octets, lambda b, act: b.insert(3, act))
each_change('insert at', octets, lambda b, act: b.insert(act, 65), 5)
each_change('pop', octets, lambda b, act: b.pop(act), 5)
each_change('remove', octets, lambda b, act: b.remove(act), 102)
each_change('slice', octets, lambda b, act: b[act:], 2)
each_survives('slice set', octets, lambda b, act: b.__setitem__(slice(act, None), b'xyz'), 2)
each_survives('slice set items', octets, lambda b, act: b.__setitem__(slice(1, 3), [1, act, 3]))
each_survives('slice set step', octets, lambda b, act: b.__setitem__(slice(0, None, act), b'xyz'), 2)
each_survives('slice delete', octets, lambda b, act: b.__delitem__(slice(act, 5)), 2)
each_survives('slice delete step', octets, lambda b, act: b.__delitem__(slice(0, 6, act)), 2)
each_change('extend', octets, lambda b, act: b.extend([1, act, 2]))
each_survives('init', octets, lambda b, act: b.__init__([1, act, 2]))
each_change('repeat', octets, lambda b, act: len(b * act), 3)
each_change('repeat in place', octets, lambda b, act: b.__imul__(act) is b, 3)
each_survives('find', octets, lambda b, act: b.find(b'f', act), 2)
each_survives('find octet', octets, lambda b, act: b.find(act), 102)
each_change('count', octets, lambda b, act: b.count(b'e', 0, act), 6)
each_change('startswith', octets, lambda b, act: b.startswith(b'cd', act), 2)
each_survives('in', octets, lambda b, act: act in b, 102)
each_change('center', octets, lambda b, act: len(b.center(act)), 9)
each_change('split', octets, lambda b, act: len(b.split(b'c', act)), 1)
each_change('replace', octets, lambda b, act: len(b.replace(b'c', b'CCC', act)), 1)
each_survives('hex', octets, lambda b, act: len(b.hex('-', act)), 2)
each_change('join', octets, lambda b, act: len(b.join([b'x', b, b])), 2)
each_change('pack_into', octets, lambda b, act: struct.pack_into('3B', b, 0, 1, act, 3))
each_change('unpack_from', octets, lambda b, act: struct.unpack_from('2B', b, act), 3)
each_change('translate', octets, lambda b, act: len(b.translate(None, b)))
each_change('%', octets, lambda b, act: bytearray(b'%d %b') % (act, b), 3)

print('--- array')


def numbers():
    return array.array('i', range(6))


each_survives('set', numbers, lambda b, act: b.__setitem__(2, act))
each_survives('set last', numbers, lambda b, act: b.__setitem__(5, act))
each_change('get', numbers, lambda b, act: b[act], 5)
each_survives('append', numbers, lambda b, act: b.append(act))
each_survives('insert', numbers, lambda b, act: b.insert(3, act))
each_change('insert at', numbers, lambda b, act: b.insert(act, 65), 5)
each_change('pop', numbers, lambda b, act: b.pop(act), 5)
each_change('remove', numbers, lambda b, act: b.remove(act))
each_change('index', numbers, lambda b, act: b.index(act))
each_change('count', numbers, lambda b, act: b.count(act))
each_survives('extend', numbers, lambda b, act: b.extend([1, act, 2]))
each_survives('fromlist', numbers, lambda b, act: b.fromlist([1, act, 2]))
each_change('slice', numbers, lambda b, act: b[act:], 2)
each_change('slice set', numbers, lambda b, act: b.__setitem__(slice(act, None), array.array('i', [9])), 2)
each_change('slice delete', numbers, lambda b, act: b.__delitem__(slice(act, 5)), 2)
each_change('slice delete step', numbers, lambda b, act: b.__delitem__(slice(0, 6, act)), 2)
each_change('repeat', numbers, lambda b, act: len(b * act), 3)
each_change('in', numbers, lambda b, act: act in b)
each_change('frombytes', numbers, lambda b, act: b.frombytes(b))
each_survives('floats', lambda: array.array('d', range(6)), lambda b, act: b.__setitem__(5, act))
each_change('+= generator', numbers, lambda b, act: b.extend(int(act) for _ in range(3)))

print('--- what a live view forbids')
for make in octets, numbers:
    b = make()
    view = memoryview(b)
    for name, work in {'append': lambda: b.append(1), 'pop': b.pop, 'clear': getattr(b, 'clear', None),
                       'del': lambda: b.__delitem__(0), 'slice': lambda: b.__delitem__(slice(0, 2)),
                       'grow slice': lambda: b.__setitem__(slice(0, 1), b), 'insert': lambda: b.insert(0, 1),
                       'extend': lambda: b.extend(b), 'times': lambda: b.__imul__(2),
                       'times 0': lambda: b.__imul__(0), 'remove': lambda: b.remove(b[0]),
                       'extend none': lambda: b.extend([]), 'times 1': lambda: b.__imul__(1) is b,
                       'same size': lambda: b.__setitem__(slice(0, 2), b[:2]),
                       'del none': lambda: b.__delitem__(slice(0, 0)), 'reverse': b.reverse,
                       'set': lambda: b.__setitem__(0, 5)}.items():
        if work:
            attempt(name, work)
        print('   ', len(b), view.tolist()[:3])
    view.release()
    b.append(1)
    print(len(b))

print('--- views released in the middle')


def each_release(name, make, work, answer=1):
    source = make()
    view = memoryview(source)
    act = Act(view.release, answer)
    attempt(f'{name} {type(source).__name__}:', lambda: work(view, act))
    print('   ', source[:4])


for make in octets, numbers, lambda: array.array('d', range(6)):
    each_release('get', make, lambda view, act: view[act])
    each_release('set', make, lambda view, act: view.__setitem__(2, act))
    each_release('set at', make, lambda view, act: view.__setitem__(act, 1))
    each_release('slice', make, lambda view, act: view[act:].tolist())
    each_release('slice step', make, lambda view, act: len(view[::act]), 2)
    each_release('slice set', make, lambda view, act: view.__setitem__(slice(act, 3), view[:2]))
    each_release('cast', make, lambda view, act: view.cast('B').cast('B', [act, 1]))
    each_release('shape', make, lambda view, act: view.cast('B').cast('B', [act, 6]), 1)
    each_release('pack_into', make, lambda view, act: struct.pack_into('B', view, 0, act))
    each_release('offset', make, lambda view, act: struct.pack_into('B', view, act, 7))
    each_release('unpack', make, lambda view, act: struct.unpack_from('B', view, act))
    each_release('hex', make, lambda view, act: view.hex('-', act))
    each_release('==', make, lambda view, act: view == act)
two = memoryview(bytearray(12)).cast('B', [3, 4])
attempt('two', lambda: two.__setitem__((1, Act(two.release)), 5))
two = memoryview(bytearray(12)).cast('B', [3, 4])
attempt('two get', lambda: two[Act(two.release), 1])
two = memoryview(bytearray(12)).cast('B', [3, 4])
attempt('two value', lambda: two.__setitem__((1, 1), Act(two.release)))


class Items:
    """Its items release the view that is assigned to."""
    def __init__(self, view): self.view = view
    def __iter__(self):
        self.view.release()
        return iter([1])


view = memoryview(bytearray(b'abc'))
attempt('iterable', lambda: view.__setitem__(slice(0, 1), Items(view)))
view = memoryview(bytearray(b'abc'))
seen = []


def walk():
    for item in view:
        seen.append(item)
        view.release()


attempt('iterate', walk)
print(seen)
view = memoryview(b'abc')
attempt('reversed', lambda: [view.release() or x for x in reversed(view)])
view = memoryview(b'abc')
attempt('join', lambda: b'-'.join([view, b'x', view.toreadonly()]))
with memoryview(bytearray(b'abc')) as view:
    attempt('inside', lambda: view.release())
    attempt('after', lambda: view[0])
attempt('enter', lambda: view.__enter__())
view = memoryview(bytearray(b'abc'))
part = view[1:]
view.release()
attempt('part lives', lambda: part.tolist())
part.release()
part.release()
b = bytearray(b'abc')
with memoryview(b) as outer, memoryview(outer) as inner:
    attempt('held', lambda: b.append(1))
b.append(1)
print(b)

print('--- iterators whose array shrinks')
for make in octets, numbers:
    b = make()
    iterator = iter(b)
    next(iterator)
    del b[:]
    print(list(iterator), iterator.__length_hint__() if hasattr(iterator, '__length_hint__') else None)
    b.extend(make())
    print(list(iterator))
    b = make()
    print([b.pop() for _ in b])
    b = make()
    backwards = reversed(b)
    next(backwards)
    del b[:]
    print(list(backwards))


class Exports:
    """A buffer made in Python that changes its mind."""
    def __init__(self, data, answer=None): self.data, self.answer, self.given = data, answer, 0
    def __buffer__(self, flags):
        self.given += 1
        return memoryview(self.data) if self.answer is None else self.answer
    def __release_buffer__(self, view):
        print('   released', len(view))
        self.given -= 1


source = bytearray(b'abc')
exports = Exports(source)
attempt('bytes', lambda: bytes(exports))
attempt('+=', lambda: source.__iadd__(exports))
attempt('extend', lambda: source.extend(exports))
attempt('slice', lambda: source.__setitem__(slice(0, 1), exports))
print(source, exports.given)
view = memoryview(exports)
attempt('append', lambda: source.append(1))
view.release()
attempt('append', lambda: source.append(1))
attempt('no view', lambda: bytes(Exports(b'', answer=5)))
