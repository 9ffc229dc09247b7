# lib/functools.py -- tools for functions: partial, caches, dispatch, ordering, wrapping

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES',
           'total_ordering', 'cache', 'cmp_to_key', 'lru_cache', 'reduce',
           'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod',
           'cached_property']

from abc import get_cache_token
from _thread import RLock, get_ident

GenericAlias = type(list[int])
_ABSENT = object()


# ---- wrapping ----

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__',
                       '__annotations__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like what it wraps: copy names and doc, merge __dict__."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator form of update_wrapper()."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# ---- ordering ----

def _by_negation(name, source):
    """`a >= b` as `not a < b`, and so on."""
    def method(self, other):
        answer = getattr(type(self), source)(self, other)
        return answer if answer is NotImplemented else not answer
    return method


def _by_adding_equality(name, source):
    """`a <= b` as `a < b or a == b`."""
    def method(self, other):
        answer = getattr(type(self), source)(self, other)
        if answer is NotImplemented or answer:
            return answer
        return self == other
    return method


def _by_removing_equality(name, source):
    """`a < b` as `a <= b and a != b`."""
    def method(self, other):
        answer = getattr(type(self), source)(self, other)
        if answer is NotImplemented or not answer:
            return answer
        return self != other
    return method


def _by_opposite(name, source):
    """`a > b` as `not a < b and a != b`."""
    def method(self, other):
        answer = getattr(type(self), source)(self, other)
        if answer is NotImplemented:
            return answer
        return not answer and self != other
    return method


def _by_opposite_or_equality(name, source):
    """`a >= b` from `a <= b`: `not a <= b or a == b`."""
    def method(self, other):
        answer = getattr(type(self), source)(self, other)
        if answer is NotImplemented:
            return answer
        return not answer or self == other
    return method


_DERIVED = {
    '__lt__': (('__gt__', _by_opposite), ('__le__', _by_adding_equality),
               ('__ge__', _by_negation)),
    '__le__': (('__ge__', _by_opposite_or_equality), ('__lt__', _by_removing_equality),
               ('__gt__', _by_negation)),
    '__gt__': (('__lt__', _by_opposite), ('__ge__', _by_adding_equality),
               ('__le__', _by_negation)),
    '__ge__': (('__le__', _by_opposite_or_equality), ('__gt__', _by_removing_equality),
               ('__lt__', _by_negation)),
}


def total_ordering(cls):
    """Class decorator: from one ordering method, fill in the other three."""
    defined = [name for name in _DERIVED
               if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    # With several to choose from: __lt__ first, then __le__, __gt__, __ge__.
    source = defined[0]
    for name, maker in _DERIVED[source]:
        if name not in defined:
            method = maker(name, source)
            method.__name__ = name
            method.__qualname__ = f'{cls.__qualname__}.{name}'
            method.__module__ = cls.__module__
            method.__doc__ = getattr(int, name).__doc__
            setattr(cls, name, method)
    return cls


def _py_cmp_to_key(mycmp):
    """Turn a three-way comparison function into a key function for sorting."""
    class K:
        __slots__ = ['obj']

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None
    return K


try:
    from _functools import cmp_to_key
except ImportError:
    cmp_to_key = _py_cmp_to_key


# ---- reduce ----

def _py_reduce(function, iterable, initial=_ABSENT, /):
    """Fold an iterable into one value with a function of two arguments, from the left."""
    items = iter(iterable)
    if initial is _ABSENT:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


try:
    from _functools import reduce
except ImportError:
    reduce = _py_reduce


# ---- partial ----

def _guarded_repr(method):
    running = set()

    def __repr__(self):
        mark = id(self), get_ident()
        if mark in running:
            return '...'
        running.add(mark)
        try:
            return method(self)
        finally:
            running.discard(mark)
    return __repr__


class _py_partial:
    """Create a new function with partial application of the given arguments and keywords."""

    __slots__ = 'func', 'args', 'keywords', '__dict__', '__weakref__'

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, _py_partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    @_guarded_repr
    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def __get__(self, obj, objtype=None):
        if obj is None:
            return self
        import warnings
        warnings.warn('functools.partial will be a method descriptor in '
                      'future Python versions; wrap it in staticmethod() '
                      'if you want to preserve the old behavior',
                      FutureWarning, 2)
        return self

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None,
                                          self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("argument to __setstate__ must be a tuple")
        if len(state) != 4:
            raise TypeError(f"expected 4 items in state, got {len(state)}")
        func, args, keywords, names = state
        if (not callable(func) or not isinstance(args, tuple)
                or (keywords is not None and not isinstance(keywords, dict))
                or (names is not None and not isinstance(names, dict))):
            raise TypeError("invalid partial state")
        self.func = func
        self.args = tuple(args)
        if type(keywords) is not dict:
            keywords = {} if keywords is None else dict(keywords)
        self.keywords = keywords
        self.__dict__ = {} if names is None else names

    __class_getitem__ = classmethod(GenericAlias)


try:
    from _functools import partial
except ImportError:
    partial = _py_partial
    partial.__name__ = partial.__qualname__ = 'partial'


class partialmethod:
    """Method descriptor with partial application of the given arguments and keywords."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            keywords = {**self.keywords, **keywords}
            return self.func(cls_or_self, *self.args, *args, **keywords)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        getter = getattr(self.func, "__get__", None)
        if getter is not None and not isinstance(self.func, partial):
            bound = getter(obj, cls)
            if bound is not self.func:
                # Something else took the place of self: it needs only the other arguments.
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


def _unwrap_partial(func):
    while isinstance(func, partial):
        func = func.func
    return func


def _unwrap_partialmethod(func):
    before = None
    while func is not before:
        before = func
        while isinstance(getattr(func, "__partialmethod__", None), partialmethod):
            func = func.__partialmethod__
        while isinstance(func, partialmethod):
            func = func.func
        func = _unwrap_partial(func)
    return func


# ---- caches ----

class _HashedSeq(list):
    """Call arguments as a cache key that works out its hash once."""

    __slots__ = 'hashvalue'

    def __init__(self, items):
        self[:] = items
        self.hashvalue = hash(items)

    def __hash__(self):
        return self.hashvalue


_BETWEEN = (object(),)


def _make_key(args, kwds, typed, kwd_mark=_BETWEEN, fasttypes={int, str}, tuple=tuple,
              type=type, len=len):
    """Make a flat, hashable key from the arguments of a call."""
    key = args
    if kwds:
        key += kwd_mark
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(type(value) for value in args)
        if kwds:
            key += tuple(type(value) for value in kwds.values())
    elif len(key) == 1 and type(key[0]) in fasttypes:
        return key[0]
    return _HashedSeq(key)


def _py_lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo):
    """The fallback for the native wrapper: an ordered dict, the least recent entry first."""
    cache = {}
    hits = misses = 0
    lock = RLock()

    def unbounded(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed)
        result = cache.get(key, _ABSENT)
        if result is not _ABSENT:
            hits += 1
            return result
        misses += 1
        result = cache[key] = user_function(*args, **kwds)
        return result

    def bounded(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed)
        with lock:
            result = cache.pop(key, _ABSENT)
            if result is not _ABSENT:
                hits += 1
                cache[key] = result
                return result
            misses += 1
        result = user_function(*args, **kwds)
        with lock:
            if key not in cache:
                while len(cache) >= maxsize:
                    del cache[next(iter(cache))]
                cache[key] = result
        return result

    def disabled(*args, **kwds):
        nonlocal misses
        misses += 1
        return user_function(*args, **kwds)

    wrapper = unbounded if maxsize is None else bounded if maxsize else disabled

    def cache_info():
        """Report cache statistics"""
        with lock:
            return _CacheInfo(hits, misses, maxsize, len(cache))

    def cache_clear():
        """Clear the cache and cache statistics"""
        nonlocal hits, misses
        with lock:
            cache.clear()
            hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper


try:
    from _functools import _lru_cache_wrapper
except ImportError:
    _lru_cache_wrapper = _py_lru_cache_wrapper


class _LazyCacheInfo:
    """Makes the CacheInfo record on first use, so that a cache costs no import."""

    record = None

    def __call__(self, hits, misses, maxsize, currsize):
        if _LazyCacheInfo.record is None:
            from collections import namedtuple
            _LazyCacheInfo.record = namedtuple(
                "CacheInfo", ["hits", "misses", "maxsize", "currsize"], module='functools')
        return _LazyCacheInfo.record(hits, misses, maxsize, currsize)


_CacheInfo = _LazyCacheInfo()


def lru_cache(maxsize=128, typed=False):
    """Decorator: keep the results of the MAXSIZE most recent calls, or all with None.

    With typed set, arguments of different types are kept apart (3 and 3.0).
    The function gets cache_info(), cache_clear() and cache_parameters().
    """
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)
    return decorating_function


def _cached(user_function, maxsize, typed):
    wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, user_function)


def cache(user_function, /):
    """Decorator: keep every result, without limit."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """Property that is worked out once and then lives in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling "
                            "__set_name__ on it.")
        try:
            store = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f"instance to cache {name!r} property.") from None
        value = store.get(name, _ABSENT)
        if value is _ABSENT:
            value = self.func(instance)
            try:
                store[name] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance does "
                    f"not support item assignment for caching {name!r} property.") from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


# ---- single dispatch ----

def _merge_orders(orders):
    """Merge base orders as C3 does: each sequence keeps its order."""
    merged = []
    while True:
        orders = [order for order in orders if order]
        if not orders:
            return merged
        for order in orders:
            candidate = order[0]
            if not any(candidate in other[1:] for other in orders):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        merged.append(candidate)
        for order in orders:
            if order[0] is candidate:
                del order[0]


def _c3_mro(cls, abcs=()):
    """The C3 order of CLS as if the given ABCs, which it matches, stood among its bases."""
    for split, base in reversed(list(enumerate(cls.__bases__, 1))):
        if hasattr(base, '__abstractmethods__'):
            break           # the ABCs go behind the last base that is an ABC itself
    else:
        split = 0
    explicit, other = list(cls.__bases__[:split]), list(cls.__bases__[split:])
    adopted = [abc for abc in abcs
               if issubclass(cls, abc) and not any(issubclass(b, abc) for b in cls.__bases__)]
    rest = [abc for abc in abcs if abc not in adopted]
    orders = [_c3_mro(base, rest) for base in explicit + adopted + other]
    return _merge_orders([[cls], *orders, explicit, adopted, other])


def _compose_mro(cls, types):
    """The order in which implementations for TYPES are tried for an instance of CLS."""
    real = set(cls.__mro__)

    def relevant(typ):
        return (typ not in real and hasattr(typ, '__mro__') and type(typ) is not GenericAlias
                and issubclass(cls, typ))
    types = [typ for typ in types if relevant(typ)]
    # A base of another candidate comes in with that one.
    types = [typ for typ in types
             if not any(other is not typ and typ in other.__mro__ for other in types)]
    wanted = set(types)
    order = []
    for typ in types:
        found = []
        for sub in typ.__subclasses__():
            if sub not in real and issubclass(cls, sub):
                found.append([s for s in sub.__mro__ if s in wanted])
        if not found:
            order.append(typ)
            continue
        found.sort(key=len, reverse=True)
        for chain in found:
            order += [s for s in chain if s not in order]
    return _c3_mro(cls, order)


def _find_impl(cls, registry):
    """The best implementation for a class; RuntimeError when two are equally good."""
    order = _compose_mro(cls, registry.keys())
    match = None
    for typ in order:
        if match is not None:
            if (typ in registry and typ not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, typ)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {typ}")
            break
        if typ in registry:
            match = typ
    return registry.get(match)


def _union_members(annotation):
    """The members when this is a union of types, else None."""
    if type(annotation) is type(int | str):
        return annotation.__args__
    import sys
    typing = sys.modules.get('typing')
    if typing is not None and typing.get_origin(annotation) is typing.Union:
        return typing.get_args(annotation)
    return None


def _is_dispatch_class(cls):
    if isinstance(cls, type) and not isinstance(cls, GenericAlias):
        return True
    members = _union_members(cls)
    return members is not None and all(
        isinstance(m, type) and not isinstance(m, GenericAlias) for m in members)


def _annotated_class(func):
    """The class that the first parameter's annotation names."""
    if not getattr(func, '__annotations__', {}):
        raise TypeError(
            f"Invalid first argument to `register()`: {func!r}. Use either "
            "`@register(some_class)` or plain `@register` on an annotated function.")
    from typing import get_type_hints
    argname, cls = next(iter(get_type_hints(func).items()))
    if not _is_dispatch_class(cls):
        if _union_members(cls) is not None:
            raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} not all "
                            "arguments are classes.")
        raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
    return cls


def singledispatch(func):
    """Decorator: a generic function, which chooses its code by the type of the first argument.

    Its register() attribute adds code for further types.
    """
    from types import MappingProxyType
    from weakref import WeakKeyDictionary
    registry = {object: func}
    found = WeakKeyDictionary()
    token = None

    def dispatch(cls):
        """Return the best implementation registered for a class."""
        nonlocal token
        if token is not None and token != get_cache_token():
            found.clear()
            token = get_cache_token()
        try:
            return found[cls]
        except KeyError:
            pass
        implementation = registry.get(cls)
        if implementation is None:
            implementation = _find_impl(cls, registry)
        found[cls] = implementation
        return implementation

    def register(cls, func=None):
        """Add an implementation for a class; may be used as a decorator."""
        nonlocal token
        if _is_dispatch_class(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. "
                                f"{cls!r} is not a class or union type.")
            func = cls
            cls = _annotated_class(func)
        for member in _union_members(cls) or (cls,):
            registry[member] = func
            if token is None and hasattr(member, '__abstractmethods__'):
                token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """Single dispatch for methods: the type of the first argument after self chooses."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Add an implementation for a class; may be used as a decorator."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, '__name__', 'singledispatchmethod method')

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f'{name} requires at least 1 positional argument')
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)
