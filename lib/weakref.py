# lib/weakref.py -- weak references: dictionaries, methods and finalizers over _weakref

from _weakref import (getweakrefcount, getweakrefs, ref, proxy, CallableProxyType, ProxyType,
                      ReferenceType)
from _weakrefset import WeakSet
import _collections_abc

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs",
           "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary",
           "WeakSet", "WeakMethod", "finalize"]

_collections_abc.MutableSet.register(WeakSet)

_ABSENT = object()


class WeakMethod(ref):
    """A weak reference to a bound method: dead when the object or the function is."""

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        # Whichever of the two dies first tells the callback, once.
        def died(_):
            self = weak()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, obj, died)
        self._func_ref = ref(func, died)
        self._meth_type = type(meth)
        self._alive = True
        weak = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows under which key a WeakValueDictionary holds it."""

    __slots__ = "key",

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakValueDictionary(_collections_abc.MutableMapping):
    """A mapping that does not keep its values alive: an entry leaves with its value.

    Iteration goes over a snapshot, so values may die meanwhile.
    """

    def __init__(self, other=(), /, **kw):
        self.data = {}

        def remove(weak, selfref=ref(self)):
            self = selfref()
            # The key may have got another value since.
            if self is not None and self.data.get(weak.key) is weak:
                del self.data[weak.key]
        self._remove = remove
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        weak = self.data.get(key)
        return weak is not None and weak() is not None

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def copy(self):
        new = WeakValueDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[deepcopy(key, memo)] = value
        return new

    def get(self, key, default=None):
        weak = self.data.get(key)
        if weak is None:
            return default
        value = weak()
        return default if value is None else value

    def items(self):
        for key, weak in list(self.data.items()):
            value = weak()
            if value is not None:
                yield key, value

    def keys(self):
        for key, weak in list(self.data.items()):
            if weak() is not None:
                yield key

    __iter__ = keys

    def values(self):
        for weak in list(self.data.values()):
            value = weak()
            if value is not None:
                yield value

    def itervaluerefs(self):
        """Iterate over the weak references to the values."""
        yield from list(self.data.values())

    def valuerefs(self):
        """A list of the weak references to the values."""
        return list(self.data.values())

    def popitem(self):
        while True:
            key, weak = self.data.popitem()
            value = weak()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        weak = self.data.pop(key, None)
        value = None if weak is None else weak()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def update(self, other=None, /, **kwargs):
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, value in other.items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        merged = self.copy()
        merged.update(other)
        return merged

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        merged = self.__class__()
        merged.update(other)
        merged.update(self)
        return merged


class WeakKeyDictionary(_collections_abc.MutableMapping):
    """A mapping that does not keep its keys alive: an entry leaves with its key.

    Iteration goes over a snapshot, so keys may die meanwhile.
    """

    def __init__(self, dict=None):
        self.data = {}

        def remove(weak, selfref=ref(self)):
            self = selfref()
            if self is not None:
                self.data.pop(weak, None)
        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def copy(self):
        new = WeakKeyDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            weak = ref(key)
        except TypeError:
            return False
        return weak in self.data

    def items(self):
        for weak, value in list(self.data.items()):
            key = weak()
            if key is not None:
                yield key, value

    def keys(self):
        for weak in list(self.data):
            key = weak()
            if key is not None:
                yield key

    __iter__ = keys

    def values(self):
        for weak, value in list(self.data.items()):
            if weak() is not None:
                yield value

    def keyrefs(self):
        """A list of the weak references to the keys."""
        return list(self.data)

    def popitem(self):
        while True:
            weak, value = self.data.popitem()
            key = weak()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            if not hasattr(dict, "items"):
                dict = type({})(dict)
            for key, value in dict.items():
                self[key] = value
        if kwargs:
            self.update(kwargs)

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        merged = self.copy()
        merged.update(other)
        return merged

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        merged = self.__class__()
        merged.update(other)
        merged.update(self)
        return merged


class _Pending:
    """What a finalizer that has not run yet knows."""

    __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")


class finalize:
    """finalize(obj, func, *args, **kwargs) calls func(*args, **kwargs) when obj dies.

    It also runs at exit, unless its attribute `atexit` is made false; calling it runs it now.
    It runs once and keeps itself alive until then.
    """

    __slots__ = ()
    _registry = {}              # finalizer -> _Pending; not there any more once it has run
    _shutdown = False
    _count = 0
    _dirty = False              # the registry has changed while _exitfunc() works
    _registered_with_atexit = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registered_with_atexit:
            import atexit
            atexit.register(self._exitfunc)
            finalize._registered_with_atexit = True
        info = _Pending()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = finalize._count
        finalize._count += 1
        self._registry[self] = info
        finalize._dirty = True

    def __call__(self, _=None):
        """Run the function unless it has run; returns what it returns, else None."""
        info = self._registry.pop(self, None)
        if info is not None and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def _live(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        return (None, None) if obj is None else (info, obj)

    def detach(self):
        """Forget the call; returns (obj, func, args, kwargs), or None if it has run."""
        info, obj = self._live()
        if info is not None and self._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs or {}

    def peek(self):
        """Return (obj, func, args, kwargs), or None if it has run."""
        info, obj = self._live()
        if info is not None:
            return obj, info.func, info.args, info.kwargs or {}

    @property
    def alive(self):
        """Whether the call is still to come."""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the call is to be made at exit too."""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info, obj = self._live()
        if info is None:
            return f'<{type(self).__name__} object at {id(self):#x}; dead>'
        return (f'<{type(self).__name__} object at {id(self):#x}; '
                f'for {type(obj).__name__!r} at {id(obj):#x}>')

    @classmethod
    def _exitfunc(cls):
        """Run what is to run at exit, the newest first; new ones may appear meanwhile."""
        import gc
        collecting = gc.isenabled()
        try:
            gc.disable()
            waiting = None
            while True:
                if waiting is None or finalize._dirty:
                    waiting = [(info.index, final)
                               for final, info in cls._registry.items() if info.atexit]
                    waiting.sort(key=lambda pair: pair[0])
                    finalize._dirty = False
                if not waiting:
                    break
                final = waiting.pop()[1]
                try:
                    final()
                except Exception:
                    import sys
                    sys.excepthook(*sys.exc_info())
        finally:
            finalize._shutdown = True
            if collecting:
                gc.enable()
