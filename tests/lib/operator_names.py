# tests/lib/operator_names.py -- methodcaller and others with names made up at run time
import copy
import operator
import pickle


class Shop:
    def bar(self, f=42):
        return 'bar', f

    def foo(self, *args):
        return 'foo', args

    def baz(*args, **names):
        return 'baz', names


shop = Shop()
for name in 'bar', 'foo', 'baz':
    for i in range(3):
        made = operator.methodcaller(''.join(list(name)))
        again = pickle.loads(pickle.dumps(made, i))
        print(made(shop), again(shop), copy.copy(made)(shop), again)
        del made, again
caller = operator.methodcaller('baz', name='x', self=2)
for protocol in range(6):
    print(pickle.loads(pickle.dumps(caller, protocol))(shop))
print(caller.__reduce__(), caller.__text_signature__, operator.methodcaller.__text_signature__)
print(operator.itemgetter.__text_signature__, operator.attrgetter('a.b', 'c').__reduce__())


class InPlace:
    def __iadd__(self, other):
        return 'iadd'

    def __getitem__(self, i):
        return 5


class Plain:
    def __add__(self, other):
        return 'add'

    def __getitem__(self, i):
        return 5


for a in InPlace(), Plain(), [1], (1,), 'a', 1, {}, b'a':
    for concat in operator.concat, operator.iconcat:
        for b in a, [2], 1:
            try:
                print(concat(a, b))
            except TypeError as error:
                print(error)
