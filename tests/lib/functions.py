# tests/lib/functions.py -- functools, contextlib, types
import contextlib, functools, types
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(int, base=2)('101'))
@functools.lru_cache(maxsize=2)
def square(n): return n * n
print([square(n) for n in (1, 2, 1, 3, 2)], square.cache_info(), square.cache_parameters())
@functools.total_ordering
class Size:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __lt__(self, other): return self.n < other.n
print(Size(1) <= Size(1), Size(2) > Size(1), Size(1) >= Size(2))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.singledispatch
def show(x): return 'object'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _(x): return 'list'
print(show(1), show([]), show(''), show(True))
class Lazy:
    @functools.cached_property
    def value(self): print('working'); return 42
    @functools.singledispatchmethod
    def go(self, x): return 'any'
    @go.register
    def _(self, x: str): return 'str'
    half = functools.partialmethod(divmod, 2)
lazy = Lazy()
print(lazy.value)
print(lazy.value, lazy.go('x'), lazy.go(1))
@contextlib.contextmanager
def step(name):
    print('in', name)
    try: yield name
    finally: print('out', name)
with step('a') as a, contextlib.suppress(KeyError):
    print(a); {}['x']
with contextlib.ExitStack() as stack:
    print(stack.enter_context(step('b')))
    stack.callback(print, 'called')
@step('c')
def decorated(): print('body')
decorated()
with contextlib.nullcontext(7) as seven: print(seven)
try:
    with step('d'): raise ValueError('x')
except ValueError as error: print(repr(error))
print(types.SimpleNamespace(a=1), types.MappingProxyType({'k': 1})['k'], types.FunctionType is type(decorated))
print(types.new_class('New', (dict,), {}, lambda ns: ns.update(z=3)).z, types.resolve_bases((int,)))
