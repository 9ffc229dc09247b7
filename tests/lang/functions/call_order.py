# tests/lang/functions/call_order.py -- the order in which functions, arguments, defaults
def say(x):
    print(x, end=' ')
    return x
def f(*args, **kw):
    print('called', args, kw)
    return f
def pick(name):
    print(name, end=' ')
    return f
pick('f')(say(1), say(2), k=say(3), *[say(4)], m=say(5), **{'n': say(6)})
pick('f')(*say('ab'), say(1), **{'z': say(2)}, y=say(3))
pick('f')(say(1))(say(2))(k=say(3))
class O:
    def __getattr__(self, name):
        print('get', name, end=' ')
        return f
O().method(say(1), say(2))
def deco(name):
    print('make', name, end=' ')
    def apply(fn):
        print('apply', name, end=' ')
        return fn
    return apply
@deco('a')
@deco('b')
def g(x=say('default'), *, y=say('kwdefault')) -> say('return'):
    pass
print()
@deco('c')
class K(say(object), metaclass=say(type)):
    x = say('body')
print()
def h(a: say('ann a') = say('def a'), *b: say('ann b'), c: say('ann c') = say('def c'),
      **d: say('ann d')) -> say('ret'): pass
print(h.__annotations__)
print([say(1), say(2)][say(0)], {say('k'): say('v')}, say(3) + say(4) * say(5),
      say(1) if say(0) else say(2))
d = {}
d[say('key')] = say('value')
d[say('a')], d[say('b')] = say(1), say(2)
x = y = say('once')
print(say(2) ** say(3), say(1) < say(2) < say(0), say(1) in [say(1)], not say(0))
assert say(True), say('message')
lst = [0, 0]
lst[say(0)] += say(5)
print(lst, f'{say(1)}{say(2):{say(3)}}', (say(1), *[say(2)], say(3)))
del lst[say(1)], lst[say(0)]
print(lst)
