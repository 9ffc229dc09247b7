# lib/copy.py -- shallow and deep copies of any object

from _weakref import ref as _ref

try:
    from copyreg import dispatch_table
except ImportError:
    dispatch_table = {}

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """Something can't be copied."""


error = Error

# Immutable things, which are their own copies whichever way.
_ATOMIC = {type(None), type(...), type(NotImplemented), int, float, bool, complex, str, bytes,
           type, range, property, _ref,
           type(len), type(lambda: None), type((lambda: None).__code__)}
_ATOMIC_SHALLOW = _ATOMIC | {tuple, frozenset, slice}
_CONTAINERS = {list, dict, set, bytearray}


def copy(x):
    """Copy an object; what it contains is shared with the original."""
    cls = type(x)
    if cls in _ATOMIC_SHALLOW:
        return x
    if cls in _CONTAINERS:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    state = _reduce(x, cls)
    if isinstance(state, str):
        return x
    return _rebuild(x, None, *state)


def deepcopy(x, memo=None, _nil=[]):
    """Copy an object and, in turn, everything it contains."""
    cls = type(x)
    if cls in _ATOMIC:
        return x
    mark = id(x)
    if memo is None:
        memo = {}
    else:
        found = memo.get(mark, _nil)
        if found is not _nil:
            return found
    copier = _deep_copiers.get(cls)
    if copier is not None:
        twin = copier(x, memo)
    elif issubclass(cls, type):
        return x
    else:
        twin = _deepcopy_by_protocol(x, cls, memo)
    if twin is not x:
        memo[mark] = twin
        _keep_alive(x, memo)
    return twin


def _deepcopy_by_protocol(x, cls, memo):
    method = getattr(x, "__deepcopy__", None)
    if method is not None:
        return method(memo)
    state = _reduce(x, cls)
    if isinstance(state, str):
        return x
    return _rebuild(x, memo, *state)


def _reduce(x, cls):
    """Take an object apart as pickle would; a string means that it is its own copy."""
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor is not None:
        return reductor()
    raise Error("un(deep)copyable object of type %s" % cls)


def _keep_alive(x, memo):
    """Keep an original alive while the memo knows it by its id, which would be used again."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deepcopy_list(x, memo):
    twin = []
    memo[id(x)] = twin
    append = twin.append
    for item in x:
        append(deepcopy(item, memo))
    return twin


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A tuple inside itself is finished by now.
    found = memo.get(id(x))
    if found is not None:
        return found
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deepcopy_dict(x, memo):
    twin = {}
    memo[id(x)] = twin
    for key, value in x.items():
        twin[deepcopy(key, memo)] = deepcopy(value, memo)
    return twin


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _Probe:
    def method(self):
        pass


_deep_copiers = _deepcopy_dispatch = {
    list: _deepcopy_list,
    tuple: _deepcopy_tuple,
    dict: _deepcopy_dict,
    type(_Probe().method): _deepcopy_method,
}


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None):
    """Put together a copy from what __reduce_ex__() gave; deeply when there is a memo."""
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    twin = func(*args)
    if deep:
        memo[id(x)] = twin
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(twin, '__setstate__'):
            twin.__setstate__(state)
        else:
            _set_state(twin, state)
    if listiter is not None:
        for item in listiter:
            twin.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            twin[key] = value
    return twin


def _set_state(twin, state):
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        twin.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(twin, name, value)


def replace(obj, /, **changes):
    """Copy an object with some of its fields changed, by its __replace__() method."""
    cls = obj.__class__
    method = getattr(cls, '__replace__', None)
    if method is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return method(obj, **changes)
