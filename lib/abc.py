# lib/abc.py -- abstract base classes: ABCMeta, abstract methods, virtual subclasses

from _weakref import ref as _ref

try:
    from _abc import _abc_flags
except ImportError:
    _abc_flags = None


# Grows with every register(): a negative cache filled under an older value is stale.
_registrations = 0


def get_cache_token():
    """Return the token that changes with every register() on any ABC."""
    return _registrations


class _ClassSet:
    """A set of classes that does not keep them alive."""

    __slots__ = ('refs', 'forget', '__weakref__')

    def __init__(self):
        self.refs = set()
        me = _ref(self)

        def forget(dead):
            owner = me()
            if owner is not None:
                owner.refs.discard(dead)
        self.forget = forget

    def add(self, cls):
        self.refs.add(_ref(cls, self.forget))

    def clear(self):
        self.refs.clear()

    def live(self):
        found = []
        for weak in list(self.refs):
            cls = weak()
            if cls is not None:
                found.append(cls)
        return found


class _State:
    """What an ABC remembers: registered classes and the answers already given."""

    __slots__ = ('registry', 'yes', 'no', 'no_version', 'pattern')

    def __init__(self):
        self.registry = None
        self.yes = _ClassSet()
        self.no = None
        self.no_version = _registrations
        self.pattern = None

    def forget_answers(self):
        self.yes.clear()
        self.no = None


def abstractmethod(funcobj):
    """Mark a method that a concrete subclass must override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated: stack classmethod on abstractmethod instead."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """Deprecated: stack staticmethod on abstractmethod instead."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """Deprecated: stack property on abstractmethod instead."""

    __isabstractmethod__ = True


def _abstract_names(cls, namespace):
    names = set()
    for name, value in namespace.items():
        if getattr(value, '__isabstractmethod__', False):
            names.add(name)
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if name not in names:
                value = getattr(cls, name, None)
                if getattr(value, '__isabstractmethod__', False):
                    names.add(name)
    return frozenset(names)


def update_abstractmethods(cls):
    """Work out __abstractmethods__ again after methods were added to an ABC."""
    if hasattr(cls, '__abstractmethods__'):
        cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__)
    return cls


# A class body says with __abc_tpflags__ which patterns of a match statement its instances,
# and those of every class registered with it, satisfy.
_PATTERNS = {1 << 5: 'sequence', 1 << 6: 'mapping'}


def _take_pattern(abc):
    flags = abc.__dict__['__abc_tpflags__']
    if not isinstance(flags, int):
        return
    flags &= (1 << 5) | (1 << 6)
    if flags == (1 << 5) | (1 << 6):
        raise TypeError("__abc_tpflags__ cannot be both "
                        "Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
    del abc.__abc_tpflags__
    kind = abc._abc_impl.pattern = _PATTERNS.get(flags)
    if kind is not None and _abc_flags is not None:
        _abc_flags(abc, kind)


def _pattern_of(abc):
    for cls in abc.__mro__:
        state = cls.__dict__.get('_abc_impl')
        if state is not None and state.pattern is not None:
            return state.pattern
    return None


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_impl = _State()
        if '__abc_tpflags__' in namespace:
            _take_pattern(cls)
        return cls

    def register(cls, subclass):
        """Make SUBCLASS a virtual subclass; returns it, so this works as a decorator."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        state = cls._abc_impl
        if state.registry is None:
            state.registry = _ClassSet()
        state.registry.add(subclass)
        _registrations += 1
        if _abc_flags is not None:
            kind = _pattern_of(cls)
            if kind is not None:
                _abc_flags(subclass, kind)
        return subclass

    def __instancecheck__(cls, instance):
        claimed = instance.__class__
        refs = cls._abc_impl.yes.refs
        if refs and _ref(claimed) in refs:
            return True
        actual = type(instance)
        if actual is claimed:
            return cls.__subclasscheck__(claimed)
        return cls.__subclasscheck__(claimed) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        state = cls._abc_impl
        weak = _ref(subclass)
        if weak in state.yes.refs:
            return True
        if state.no is not None:
            if state.no_version != _registrations:
                state.no.clear()
                state.no_version = _registrations
            elif weak in state.no.refs:
                return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = _derives(cls, subclass, state)
        elif not isinstance(answer, bool):
            raise AssertionError("__subclasshook__ must return either False, True, "
                                 "or NotImplemented")
        if answer:
            state.yes.add(subclass)
        else:
            if state.no is None:
                state.no = _ClassSet()
                state.no_version = _registrations
            state.no.add(subclass)
        return answer

    def _dump_registry(cls, file=None):
        """Print what this ABC has recorded, for debugging."""
        state = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_registrations}", file=file)
        print(f"_abc_registry: {state.registry.refs if state.registry else set()!r}", file=file)
        print(f"_abc_cache: {state.yes.refs!r}", file=file)
        print(f"_abc_negative_cache: {state.no.refs if state.no else set()!r}", file=file)
        print(f"_abc_negative_cache_version: {state.no_version!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry = None

    def _abc_caches_clear(cls):
        cls._abc_impl.forget_answers()


def _derives(cls, subclass, state):
    """Answer issubclass() from real bases, then the registry, then subclasses of the ABC."""
    if cls in getattr(subclass, '__mro__', ()):
        return True
    if state.registry is not None:
        for registered in state.registry.live():
            if issubclass(subclass, registered):
                return True
    for derived in cls.__subclasses__():
        if issubclass(subclass, derived):
            return True
    return False


class ABC(metaclass=ABCMeta):
    """Helper class: inherit from it to get ABCMeta without naming a metaclass."""

    __slots__ = ()


def _reset_registry(cls):
    cls._abc_registry_clear()


def _reset_caches(cls):
    cls._abc_caches_clear()


def _get_dump(cls):
    state = cls._abc_impl
    return (state.registry.refs if state.registry else set(), state.yes.refs,
            state.no.refs if state.no else set(), state.no_version)
