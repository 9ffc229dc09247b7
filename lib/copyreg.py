# lib/copyreg.py -- what pickle and copy know of types: reducers, ways to rebuild, short numbers

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}                  # type -> function that takes an instance apart


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Take instances of a type apart with a function, for pickling and copying."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that what a pickle is to call can be called."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


pickle(complex, pickle_complex, complex)
pickle(type(int | str), pickle_union)


# --- rebuilding, protocols 0 and 1

def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


_HEAPTYPE = 1 << 9
_builtin = type(int.__new__)


def _builtin_base(cls):
    """The first base that is not a Python class, or whose own __new__ is not one's function."""
    for base in cls.__mro__:
        if not base.__flags__ & _HEAPTYPE:
            return base
        maker = base.__new__
        if isinstance(maker, _builtin) and maker.__self__ is base:
            return base
    return object


def _reduce_ex(self, proto):
    assert proto < 2
    cls = self.__class__
    base = _builtin_base(cls)
    if base is object:
        state = None
    elif base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    else:
        state = base(self)
    getstate = getattr(self, "__getstate__", None)
    own = getstate is not None and type(self).__getstate__ is not object.__getstate__
    if not own and getattr(self, "__slots__", None):
        raise TypeError("a class that defines __slots__ without defining __getstate__ "
                        "cannot be pickled")
    attributes = getattr(self, "__dict__", None) if getstate is None else getstate()
    args = cls, base, state
    return (_reconstructor, args, attributes) if attributes else (_reconstructor, args)


# --- rebuilding, protocols 2 and up

def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _own_slots(cls):
    slots = cls.__dict__.get("__slots__", ())
    for name in (slots,) if isinstance(slots, str) else slots:
        if name in ("__dict__", "__weakref__"):
            continue
        if name.startswith("__") and not name.endswith("__"):
            plain = cls.__name__.lstrip("_")        # a private name is mangled, unless nothing is left
            name = f"_{plain}{name}" if plain else name
        yield name


def _slotnames(cls):
    """The names of all slots of a class and its bases, kept in the class."""
    known = cls.__dict__.get("__slotnames__")
    if known is not None:
        return known
    names = [name for base in cls.__mro__ for name in _own_slots(base)]
    try:
        cls.__slotnames__ = names
    except Exception:
        pass                                        # a class that can't be written to
    return names


# --- short numbers for often used globals

_extension_registry = {}             # (module, name) -> number
_inverted_registry = {}              # number -> (module, name)
_extension_cache = {}                # number -> object


def add_extension(module, name, code):
    """Let pickles say a number, 1 to 0x7fffffff, for module.name."""
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Take back what add_extension() did."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
