# lib/typing.py -- the vocabulary of type annotations

import sys
import types
import functools
import collections
import collections.abc
import _collections_abc as _abcs
from abc import ABCMeta, abstractmethod
from types import (WrapperDescriptorType, MethodWrapperType, MethodDescriptorType, GenericAlias)

try:
    from _typing import (TypeVar, ParamSpec, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs,
                         TypeAliasType, Generic, NoDefault)
except ImportError:
    from _typevars import (TypeVar, ParamSpec, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs,
                           TypeAliasType, Generic, NoDefault)

__all__ = [
    'Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final', 'ForwardRef', 'Generic',
    'Literal', 'Optional', 'ParamSpec', 'Protocol', 'Tuple', 'Type', 'TypeVar', 'TypeVarTuple',
    'Union', 'AbstractSet', 'ByteString', 'Container', 'ContextManager', 'Hashable',
    'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView', 'MutableMapping',
    'MutableSequence', 'MutableSet', 'Sequence', 'Sized', 'ValuesView', 'Awaitable',
    'AsyncIterator', 'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator',
    'AsyncContextManager', 'Reversible', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex',
    'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap', 'Counter',
    'Deque', 'Dict', 'DefaultDict', 'List', 'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple',
    'TypedDict', 'Generator', 'BinaryIO', 'IO', 'Match', 'Pattern', 'TextIO', 'AnyStr',
    'assert_type', 'assert_never', 'cast', 'clear_overloads', 'dataclass_transform', 'final',
    'get_args', 'get_origin', 'get_overloads', 'get_protocol_members', 'get_type_hints',
    'is_protocol', 'is_typeddict', 'LiteralString', 'Never', 'NewType', 'no_type_check',
    'no_type_check_decorator', 'NoDefault', 'NoReturn', 'NotRequired', 'overload', 'override',
    'ParamSpecArgs', 'ParamSpecKwargs', 'ReadOnly', 'Required', 'reveal_type',
    'runtime_checkable', 'Self', 'Text', 'TYPE_CHECKING', 'TypeAlias', 'TypeGuard', 'TypeIs',
    'TypeAliasType', 'Unpack',
]

_UnionType = types.UnionType
TYPE_CHECKING = False


# ---- checking and showing types ----

def _type_convert(arg, module=None, *, allow_special_forms=False):
    """None means its type, and a string a reference to be looked up later."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """Check that something can be a type; returns it, converted."""
    if type(arg) is type and arg is not Generic:
        return arg              # an ordinary class
    wrong = (Generic, Protocol)
    if not allow_special_forms:
        wrong += (ClassVar,)
        if is_argument:
            wrong += (Final,)
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in wrong:
        raise TypeError(f"{arg} is not valid as type argument")
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _type_repr(obj):
    """A type as it is shown inside another."""
    if isinstance(obj, tuple):
        return '[' + ', '.join(_type_repr(t) for t in obj) + ']'
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _is_param_expr(arg):
    return arg is ... or isinstance(
        arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _should_unflatten_callable_args(typ, args):
    return (typ.__origin__ is _abcs.Callable
            and not (len(args) == 2 and _is_param_expr(args[0])))


def _collect_type_parameters(args, *, enforce_default_ordering=True):
    """The type parameters in some arguments, each once, in order."""
    found = []
    default_seen = tuple_seen = False
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            for inner in arg:
                for param in _collect_type_parameters([inner]):
                    if param not in found:
                        found.append(param)
        elif hasattr(arg, '__typing_subst__'):
            if arg in found:
                continue
            if enforce_default_ordering:
                if tuple_seen and getattr(arg, '__default__', NoDefault) is not NoDefault \
                        and isinstance(arg, TypeVar):
                    raise TypeError("Type parameter with a default follows TypeVarTuple")
                if arg.has_default():
                    default_seen = True
                elif default_seen:
                    raise TypeError(f"Type parameter {arg!r} without a default follows type "
                                    "parameter with a default")
            found.append(arg)
        else:
            tuple_seen = tuple_seen or _is_unpacked_typevartuple(arg)
            for param in getattr(arg, '__parameters__', ()):
                if param not in found:
                    found.append(param)
    return tuple(found)


def _check_generic_specialization(cls, arguments):
    """Check the number of arguments against the parameters of a class."""
    expected = len(cls.__parameters__)
    if not expected:
        raise TypeError(f"{cls} is not a generic class")
    actual = len(arguments)
    if actual == expected:
        return
    if actual < expected:
        if cls.__parameters__[actual].has_default():
            return
        required = sum(not p.has_default() for p in cls.__parameters__)
        wanted = f"at least {required}" if required < expected else expected
    else:
        wanted = expected
    raise TypeError(f"Too {'many' if actual > expected else 'few'} arguments for {cls}; "
                    f"actual {actual}, expected {wanted}")


def _unpack_args(*args):
    """Replace unpacked tuples of known size by their items."""
    flat = []
    for arg in args:
        sub = getattr(arg, '__typing_unpacked_tuple_args__', None)
        if sub is not None and not (sub and sub[-1] is ...):
            flat.extend(sub)
        else:
            flat.append(arg)
    return flat


def _without_doubles(items):
    found = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def _is_unpacked_typevartuple(x):
    return not isinstance(x, type) and getattr(x, '__typing_is_unpacked_typevartuple__', False)


def _cached(func):
    """Remember the results of a subscript for arguments that can be hashed."""
    remembered = functools.lru_cache(typed=True)(func)
    _cleanups.append(remembered.cache_clear)

    @functools.wraps(func)
    def inner(*args, **kwds):
        try:
            hash(args)
        except TypeError:
            return func(*args, **kwds)
        return remembered(*args, **kwds)
    return inner


_cleanups = []


# ---- substitution of type parameters, asked for by TypeVar and its kin ----

def _typevar_subst(self, arg):
    arg = _type_check(arg, "Parameters to generic types must be types.", is_argument=True)
    if ((isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack)
            or (isinstance(arg, GenericAlias) and getattr(arg, '__unpacked__', False))):
        raise TypeError(f"{arg} is not valid as type argument")
    return arg


def _add_default(self, alias, args):
    params = alias.__parameters__
    if self.has_default() and params.index(self) == len(args):
        return (*args, self.__default__)
    return args


def _typevartuple_prepare_subst(self, alias, args):
    params = alias.__parameters__
    at = params.index(self)
    for param in params[at + 1:]:
        if isinstance(param, TypeVarTuple):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    size, wanted = len(args), len(params)
    left, right = at, wanted - at - 1
    unpacked = None
    fill = None
    for index, arg in enumerate(args):
        if not isinstance(arg, type):
            sub = getattr(arg, '__typing_unpacked_tuple_args__', None)
            if sub and len(sub) == 2 and sub[-1] is ...:
                if unpacked is not None:
                    raise TypeError("More than one unpacked arbitrary-length tuple argument")
                unpacked, fill = index, sub[0]
    if unpacked is not None:
        left = min(left, unpacked)
        right = min(right, size - unpacked - 1)
    elif left + right > size:
        raise TypeError(f"Too few arguments for {alias}; "
                        f"actual {size}, expected at least {wanted - 1}")
    if left == size - right and self.has_default():
        replacement = _unpack_args(self.__default__)
    else:
        replacement = args[left:size - right]
    return (*args[:left], *[fill] * (at - left), tuple(replacement),
            *[fill] * (wanted - right - left - (at - left) - 1), *args[size - right:])


def _paramspec_subst(self, arg):
    if isinstance(arg, (list, tuple)):
        return tuple(_type_check(a, "Expected a type.") for a in arg)
    if not _is_param_expr(arg):
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                        f"Got {arg}")
    return arg


def _paramspec_prepare_subst(self, alias, args):
    params = alias.__parameters__
    at = params.index(self)
    if at >= len(args) and self.has_default():
        args = [*args, self.__default__]
    if at >= len(args):
        raise TypeError(f"Too few arguments for {alias}")
    if len(params) == 1 and not _is_param_expr(args[0]):
        args = (args,)
    elif isinstance(args[at], list):
        args = (*args[:at], tuple(args[at]), *args[at + 1:])
    return args


@_cached
def _generic_class_getitem(cls, args):
    """Generic[T, ...] and C[int, ...]."""
    if not isinstance(args, tuple):
        args = (args,)
    args = tuple(_type_convert(a) for a in args)
    if cls in (Generic, Protocol):
        if not args:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if not all(_is_typevar_like(a) for a in args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                            "or parameter specification variables.")
        if len(set(args)) != len(args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
    else:
        for param in cls.__parameters__:
            prepare = getattr(param, '__typing_prepare_subst__', None)
            if prepare is not None:
                args = prepare(cls, args)
        _check_generic_specialization(cls, args)
        new = []
        for param, arg in zip(cls.__parameters__, args):
            if isinstance(param, TypeVarTuple):
                new.extend(arg)
            else:
                new.append(arg)
        args = tuple(new)
    return _GenericAlias(cls, args)


def _is_typevar_like(x):
    return isinstance(x, (TypeVar, ParamSpec)) or _is_unpacked_typevartuple(x)


def _generic_init_subclass(cls, *args, **kwargs):
    """Work out __parameters__ of a new class from its bases."""
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    orig = cls.__dict__.get('__orig_bases__')
    if orig is not None:
        error = Generic in orig
    else:
        error = Generic in cls.__bases__ and cls.__name__ != 'Protocol' \
            and type(cls) is not _TypedDictMeta
    if error:
        raise TypeError("Cannot inherit from plain Generic")
    found = ()
    if orig is not None:
        found = _collect_type_parameters(orig)
        stated = None
        for base in orig:
            if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                if stated is not None:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                stated = base.__parameters__
        if stated is not None:
            missing = [t for t in found if t not in stated]
            if missing:
                raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not "
                                f"listed in Generic[{', '.join(map(str, stated))}]")
            found = stated
    cls.__parameters__ = tuple(found)


# ---- special forms ----

class _Final:
    """A class that can't be subclassed, but by this module."""

    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError("Cannot subclass special typing classes")


class _NotIterable:
    """Subscripts would make iter() try the old protocol: say no at once."""

    __slots__ = ()
    __iter__ = None


# Union, Optional, Literal and the like: names with a meaning, some to be subscripted.
class _SpecialForm(_Final, _NotIterable, _root=True):
    __slots__ = ('_name', '__doc__', '_getitem')

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in {'__name__', '__qualname__'}:
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    @_cached
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return self._get(*parameters)

    @_cached
    def _get(self, *parameters):
        return self._getitem(self, *parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _no_parameters(name, doc):
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


NoReturn = _no_parameters('NoReturn', "The result of a function that never returns.")
Never = _no_parameters('Never', "The type without values.")
Self = _no_parameters('Self', "The class that encloses the annotation.")
LiteralString = _no_parameters('LiteralString', "A string that the program's text spells out.")
TypeAlias = _no_parameters('TypeAlias', "Marks an assignment that names a type.")


def _one_parameter(name, doc, message, **options):
    def getitem(self, parameters):
        item = _type_check(parameters, message.format(self=self), **options)
        return _GenericAlias(self, (item,))
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


ClassVar = _one_parameter('ClassVar', "A variable of the class, not of its instances.",
                          "{self} accepts only single type.", allow_special_forms=True)
Final = _one_parameter('Final', "A name that is not assigned again.",
                       "{self} accepts only single type.", allow_special_forms=True)
TypeGuard = _one_parameter('TypeGuard', "The result of a function that narrows a type when true.",
                           "{self} accepts only single type.")
TypeIs = _one_parameter('TypeIs', "The result of a function that narrows a type either way.",
                        "{self} accepts only single type.")
Required = _one_parameter('Required', "A key that a TypedDict must have.",
                          "{self._name} accepts only a single type.", allow_special_forms=True)
NotRequired = _one_parameter('NotRequired', "A key that a TypedDict may lack.",
                             "{self._name} accepts only a single type.",
                             allow_special_forms=True)
ReadOnly = _one_parameter('ReadOnly', "A key of a TypedDict that is not to be changed.",
                          "{self._name} accepts only a single type.", allow_special_forms=True)


@_SpecialForm
def Union(self, parameters):
    """One of several types: Union[int, str], which is int | str."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    msg = "Union[arg, ...]: each arg must be a type."
    flat = []
    for param in parameters:
        param = _type_check(param, msg)
        if isinstance(param, (_UnionGenericAlias, _UnionType)):
            flat.extend(param.__args__)
        else:
            flat.append(param)
    members = tuple(_without_doubles(flat))
    if len(members) == 1:
        return members[0]
    if len(members) == 2 and type(None) in members:
        return _UnionGenericAlias(self, members, name="Optional")
    return _UnionGenericAlias(self, members)


def _make_union(left, right):
    return Union[left, right]


@_SpecialForm
def Optional(self, parameters):
    """A type or None: Optional[int] is int | None."""
    arg = _type_check(parameters, f"{self} requires a single type.")
    return Union[arg, type(None)]


def _flatten_literals(parameters):
    for param in parameters:
        if isinstance(param, _LiteralGenericAlias):
            yield from param.__args__
        else:
            yield param


@_TypedCacheSpecialForm
def Literal(self, *parameters):
    """One of some values: Literal['r', 'w']."""
    parameters = tuple(_flatten_literals(parameters))
    try:
        seen = {}
        for param in parameters:
            seen.setdefault((param, type(param)), param)
        parameters = tuple(seen.values())
    except TypeError:
        pass                    # not hashable: nothing to compare
    return _LiteralGenericAlias(self, parameters)


@_SpecialForm
def Concatenate(self, parameters):
    """Parameters before those of a ParamSpec: Concatenate[int, P]."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a "
                        "ParamSpec variable or ellipsis.")
    msg = "Concatenate[arg, ...]: each arg must be a type."
    parameters = (*(_type_check(p, msg) for p in parameters[:-1]), parameters[-1])
    return _ConcatenateGenericAlias(self, parameters)


@_SpecialForm
def Unpack(self, parameters):
    """The items of a tuple type, or the keys of a TypedDict: Unpack[Ts] is *Ts."""
    item = _type_check(parameters, f'{self} accepts only single type.')
    return _UnpackGenericAlias(origin=self, args=(item,))


@_TypedCacheSpecialForm
def Annotated(self, *params):
    """A type with more to say about it: Annotated[int, "seconds"]."""
    if len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two "
                        "arguments (a type and an annotation).")
    if _is_unpacked_typevartuple(params[0]):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.",
                         allow_special_forms=True)
    return _AnnotatedAlias(origin, params[1:])


class ForwardRef(_Final, _root=True):
    """A type by its name, looked up when the annotation is."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__',
                 '__forward_value__', '__forward_is_argument__', '__forward_is_class__',
                 '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            code = compile(f'({arg},)[0]' if arg.startswith('*') else arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, type_params=None, *, recursive_guard=frozenset()):
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None and localns is None:
            globalns = localns = {}
        elif globalns is None:
            globalns = localns
        elif localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__), '__dict__', globalns)
        if type_params:
            globalns, localns = dict(globalns), dict(localns)
            for param in type_params:
                if not self.__forward_is_class__ or param.__name__ not in globalns:
                    globalns[param.__name__] = param
                    localns.pop(param.__name__, None)
        found = _type_check(eval(self.__forward_code__, globalns, localns),
                            "Forward references must evaluate to types.",
                            is_argument=self.__forward_is_argument__,
                            allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(
            found, globalns, localns, type_params,
            recursive_guard=recursive_guard | {self.__forward_arg__})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return (self.__forward_arg__ == other.__forward_arg__
                    and self.__forward_value__ == other.__forward_value__)
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = ''
        if self.__forward_module__ is not None:
            module = f', module={self.__forward_module__!r}'
        return f'ForwardRef({self.__forward_arg__!r}{module})'


# ---- aliases: something with subscripts ----

def _is_dunder(name):
    return name.startswith('__') and name.endswith('__')


class _BaseGenericAlias(_Final, _root=True):
    """What stands for a class: calls and attributes go through to it."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None           # no attribute of the class behind

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass                        # it has slots, or is a built-in object
        return result

    def __mro_entries__(self, bases):
        new = []
        if self.__origin__ not in bases:
            new.append(self.__origin__)
        # One Generic at the end is enough: the first alias leaves it to those behind it.
        at = bases.index(self)
        for base in bases[at + 1:]:
            if isinstance(base, _BaseGenericAlias):
                break
            if isinstance(base, type) and not isinstance(base, GenericAlias):
                behind = (base,)
            else:
                entries = getattr(base, '__mro_entries__', None)
                behind = entries(bases) if entries is not None else ()
            if isinstance(behind, tuple) and any(
                    isinstance(b, type) and issubclass(b, Generic) for b in behind):
                break
        else:
            new.append(Generic)
        return tuple(new)

    def __getattr__(self, attr):
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        if attr in {'__name__', '__qualname__'}:
            return self._name or self.__origin__.__name__
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in {'_name', '_inst', '_nparams', '_defaults'}:
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list(set(super().__dir__()
                        + [attr for attr in dir(self.__origin__) if not _is_dunder(attr)]))


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A generic class or special form with its arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        ordered = isinstance(origin, type) and origin is Generic
        self.__parameters__ = _collect_type_parameters(args, enforce_default_ordering=ordered)
        if not name:
            self.__module__ = getattr(origin, '__module__', 'typing')

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    @_cached
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = _unpack_args(*(_type_convert(a) for a in args))
        return self.copy_with(self._substituted(tuple(args)))

    def _substituted(self, args):
        """The arguments of this alias with its parameters replaced."""
        params = self.__parameters__
        for param in params:
            prepare = getattr(param, '__typing_prepare_subst__', None)
            if prepare is not None:
                args = prepare(self, args)
        if len(args) != len(params):
            raise TypeError(f"Too {'many' if len(args) > len(params) else 'few'} arguments for "
                            f"{self}; actual {len(args)}, expected {len(params)}")
        return tuple(self._replace_in(self.__args__, dict(zip(params, args))))

    def _replace_in(self, old_args, replacement):
        new = []
        for old in old_args:
            if isinstance(old, type):
                new.append(old)
                continue
            subst = getattr(old, '__typing_subst__', None)
            if subst is not None:
                arg = subst(replacement[old])
            else:
                inner = getattr(old, '__parameters__', ())
                if not inner:
                    arg = old
                else:
                    given = []
                    for param in inner:
                        value = replacement[param]
                        if isinstance(param, TypeVarTuple):
                            given.extend(value)
                        else:
                            given.append(value)
                    arg = old[tuple(given)]
            if self.__origin__ is _abcs.Callable and isinstance(arg, tuple):
                new.extend(arg)
            elif _is_unpacked_typevartuple(old):
                new.extend(arg)
            elif isinstance(old, tuple):
                new.append(tuple(self._replace_in(old, replacement)))
            else:
                new.append(arg)
        return new

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(map(_type_repr, self.__args__)) or "()"
        return f'{name}[{args}]'

    def __reduce__(self):
        import operator
        origin = globals()[self._name] if self._name else self.__origin__
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            at = bases.index(self)
            for base in bases[at + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _UnionGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, _UnionType)):
            return NotImplemented
        try:
            return set(self.__args__) == set(other.__args__)
        except TypeError:
            return (all(a in other.__args__ for a in self.__args__)
                    and all(a in self.__args__ for a in other.__args__))

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is type(None):
                return f'typing.Optional[{_type_repr(args[1])}]'
            if args[1] is type(None):
                return f'typing.Optional[{_type_repr(args[0])}]'
        return super().__repr__()

    def __instancecheck__(self, obj):
        return any(isinstance(obj, cls) for cls in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        func, (origin, args) = super().__reduce__()
        return func, (Union, args)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return (set((a, type(a)) for a in self.__args__)
                == set((a, type(a)) for a in other.__args__))

    def __hash__(self):
        return hash(frozenset((a, type(a)) for a in self.__args__))

    def __repr__(self):
        return f'typing.Literal[{", ".join(map(_type_repr, self.__args__))}]'


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return f'typing.Unpack[{_type_repr(self.__args__[0])}]'

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        more = ", ".join(map(repr, self.__metadata__))
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {more}]"

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__metadata__ == other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in {'__name__', '__qualname__'}:
            return 'Annotated'
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return self.__origin__.__mro_entries__(bases) \
            if hasattr(self.__origin__, '__mro_entries__') else (self.__origin__,)


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """List, Dict and so on: the old names of classes that take subscripts themselves now."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self._defaults = defaults
        self.__doc__ = f'A generic version of {origin.__module__}.{origin.__qualname__}.'

    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        msg = "Parameters to generic types must be types."
        params = tuple(_type_check(p, msg) for p in params)
        if len(params) < self._nparams <= len(params) + len(self._defaults):
            params += self._defaults[len(params) - self._nparams:]
        actual = len(params)
        if actual != self._nparams:
            wanted = self._nparams
            if self._defaults:
                wanted = f"at least {self._nparams - len(self._defaults)}"
            if not self._nparams:
                raise TypeError(f"{self} is not a generic class")
            raise TypeError(f"Too {'many' if actual > self._nparams else 'few'} arguments for "
                            f"{self}; actual {actual}, expected {wanted}")
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        shown = ", ".join(map(_type_repr, args[:-1]))
        return f'typing.Callable[[{shown}], {_type_repr(args[-1])}]'

    def __reduce__(self):
        import operator
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        if isinstance(args, list):
            args = tuple(args)
        return self._get(args, result)

    @_cached
    def _get(self, args, result):
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return self.copy_with((..., result))
        if not isinstance(args, tuple):
            args = (args,)
        return self.copy_with((*(_type_convert(arg) for arg in args), result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            msg = "Tuple[t, ...]: t must be a type."
            return self.copy_with((*(_type_check(p, msg) for p in params[:-1]), ...))
        msg = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple(_type_check(p, msg) for p in params))


_alias = _SpecialGenericAlias
Hashable = _alias(_abcs.Hashable, 0)
Awaitable = _alias(_abcs.Awaitable, 1)
Coroutine = _alias(_abcs.Coroutine, 3)
AsyncIterable = _alias(_abcs.AsyncIterable, 1)
AsyncIterator = _alias(_abcs.AsyncIterator, 1)
Iterable = _alias(_abcs.Iterable, 1)
Iterator = _alias(_abcs.Iterator, 1)
Reversible = _alias(_abcs.Reversible, 1)
Sized = _alias(_abcs.Sized, 0)
Container = _alias(_abcs.Container, 1)
Collection = _alias(_abcs.Collection, 1)
Callable = _CallableType(_abcs.Callable, 2)
AbstractSet = _alias(_abcs.Set, 1, name='AbstractSet')
MutableSet = _alias(_abcs.MutableSet, 1)
Mapping = _alias(_abcs.Mapping, 2)
MutableMapping = _alias(_abcs.MutableMapping, 2)
Sequence = _alias(_abcs.Sequence, 1)
MutableSequence = _alias(_abcs.MutableSequence, 1)
ByteString = _alias(_abcs.ByteString, 0)
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
List = _alias(list, 1, inst=False, name='List')
Deque = _alias(collections.deque, 1, name='Deque')
Set = _alias(set, 1, inst=False, name='Set')
FrozenSet = _alias(frozenset, 1, inst=False, name='FrozenSet')
MappingView = _alias(_abcs.MappingView, 1)
KeysView = _alias(_abcs.KeysView, 1)
ItemsView = _alias(_abcs.ItemsView, 2)
ValuesView = _alias(_abcs.ValuesView, 1)
Dict = _alias(dict, 2, inst=False, name='Dict')
DefaultDict = _alias(collections.defaultdict, 2, name='DefaultDict')
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Generator = _alias(_abcs.Generator, 3, defaults=(type(None), type(None)))
AsyncGenerator = _alias(_abcs.AsyncGenerator, 2, defaults=(type(None),))
Type = _alias(type, 1, inst=False, name='Type')

Text = str
AnyStr = TypeVar('AnyStr', bytes, str)
T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
V_co = TypeVar('V_co', covariant=True)
VT_co = TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)


def __getattr__(name):
    """Make the names that need other modules when they are first used."""
    if name in {"Pattern", "Match"}:
        import re
        made = _alias(getattr(re, name), 1)
    elif name in {"ContextManager", "AsyncContextManager"}:
        import contextlib
        made = _alias(getattr(contextlib, f"Abstract{name}"), 2, name=name,
                      defaults=(bool | None,))
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made
    return made


# ---- protocols ----

_PROTOCOL_OWN = frozenset({
    '__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol',
    '_is_runtime_protocol', '__protocol_attrs__', '__non_callable_proto_members__',
    '__type_params__', '__abstractmethods__', '__annotations__', '__dict__', '__doc__',
    '__init__', '__module__', '__new__', '__slots__', '__subclasshook__', '__weakref__',
    '__class_getitem__', '__match_args__', '__static_attributes__', '__firstlineno__',
    '_MutableMapping__marker', '_abc_impl', '__qualname__'})


def _get_protocol_attrs(cls):
    """The names that a class must have to satisfy a protocol."""
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in {'Protocol', 'Generic'}:
            continue
        for attr in (*base.__dict__, *base.__dict__.get('__annotations__', {})):
            if not attr.startswith('_abc_') and attr not in _PROTOCOL_OWN:
                attrs.add(attr)
    return attrs


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init_or_replace_init:
        return
    # The class is no protocol: find the __init__ that it would have without this one.
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def _lookup_static(obj, name):
    """Find an attribute without running a property or __getattr__; raises AttributeError."""
    try:
        own = object.__getattribute__(obj, '__dict__')
    except AttributeError:
        own = {}
    if isinstance(own, dict) and name in own:
        return own[name]
    for base in type(obj).__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    if isinstance(obj, type):
        for base in obj.__mro__:
            if name in base.__dict__:
                return base.__dict__[name]
    raise AttributeError(name)


def _caller_may_check_protocols(depth=2):
    """abc and functools ask about any class; they are not to be told off."""
    try:
        name = sys._getframe(depth).f_globals.get('__name__')
    except (AttributeError, ValueError):
        return True
    return name in {'abc', '_py_abc', 'functools', None}


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif {Protocol, Generic} & set(bases):
            for base in bases:
                if not (base in {object, Generic}
                        or base.__name__ in _PROTOCOL_FRIENDS.get(base.__module__, ())
                        or (issubclass(base, Generic) and getattr(base, "_is_protocol", False))):
                    raise TypeError(f"Protocols can only inherit from other protocols, "
                                    f"got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _get_protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, '_is_protocol', False) and not _caller_may_check_protocols():
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            if not getattr(cls, '_is_runtime_protocol', False):
                raise TypeError("Instance and class checks can only be used with "
                                "@runtime_checkable protocols")
            if (cls.__non_callable_proto_members__
                    and cls.__dict__.get("__subclasshook__") is _proto_hook):
                shown = str(sorted(cls.__non_callable_proto_members__))[1:-1]
                raise TypeError("Protocols with non-method members don't support issubclass()."
                                f" Non-method members: {shown}.")
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if (not getattr(cls, '_is_runtime_protocol', False)
                and not _caller_may_check_protocols()):
            raise TypeError("Instance and class checks can only be used with"
                            " @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        optional = getattr(cls, '__non_callable_proto_members__', ())
        for attr in cls.__protocol_attrs__:
            try:
                value = _lookup_static(instance, attr)
            except AttributeError:
                return False
            if value is None and attr not in optional:
                return False
        return True


@classmethod
def _proto_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    for attr in cls.__protocol_attrs__:
        for base in other.__mro__:
            if attr in base.__dict__:
                if base.__dict__[attr] is None:
                    return NotImplemented
                break
            annotations = getattr(base, '__annotations__', {})
            if (isinstance(annotations, _abcs.Mapping) and attr in annotations
                    and issubclass(other, Generic) and getattr(other, "_is_protocol", False)):
                break
        else:
            return NotImplemented
    return True


_PROTOCOL_FRIENDS = {
    'collections.abc': ['Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable',
                        'AsyncIterator', 'Hashable', 'Sized', 'Container', 'Collection',
                        'Reversible', 'Buffer'],
    'contextlib': ['AbstractContextManager', 'AbstractAsyncContextManager'],
    'os': ['PathLike'],
}


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class of protocols: classes that say which names another must have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Class decorator: let isinstance() and issubclass() work with a protocol."""
    if not issubclass(cls, Generic) or not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, '
                        f'got {cls!r}')
    cls._is_runtime_protocol = True
    plain = cls.__non_callable_proto_members__ = set()
    for attr in cls.__protocol_attrs__:
        try:
            if not callable(getattr(cls, attr, None)):
                plain.add(attr)
        except Exception as error:
            raise TypeError(f"Failed to determine whether protocol member {attr!r} "
                            "is a method member") from error
    return cls


def is_protocol(tp, /):
    """True for a protocol class."""
    return (isinstance(tp, type) and getattr(tp, '_is_protocol', False)
            and tp is not Protocol)


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(tp.__protocol_attrs__)


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass


# ---- looking at annotations ----

def _eval_type(t, globalns, localns, type_params=None, *, recursive_guard=frozenset()):
    """Look up the forward references inside a type."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, type_params, recursive_guard=recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, _UnionType)):
        return t
    args = t.__args__
    if isinstance(t, GenericAlias):
        args = tuple(ForwardRef(a) if isinstance(a, str) else a for a in args)
    new = tuple(_eval_type(a, globalns, localns, type_params, recursive_guard=recursive_guard)
                for a in args)
    if new == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        if _should_unflatten_callable_args(t, new):
            return type(t)(t.__origin__, (list(new[:-1]), new[-1]))
        alias = GenericAlias(t.__origin__, new)
        return next(iter(alias)) if getattr(t, '__unpacked__', False) else alias
    if isinstance(t, _UnionType):
        return functools.reduce(lambda a, b: a | b, new)
    return t.copy_with(new)


def _strip_annotations(t):
    """Take Annotated, Required, NotRequired and ReadOnly away."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, "__origin__") and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, _UnionType)):
        args = tuple(_strip_annotations(a) for a in t.__args__)
        if args == t.__args__:
            return t
        if isinstance(t, _GenericAlias):
            return t.copy_with(args)
        if isinstance(t, GenericAlias):
            return GenericAlias(t.__origin__, args)
        return functools.reduce(lambda a, b: a | b, args)
    return t


def _class_hints(cls, globalns, localns):
    hints = {}
    for base in reversed(cls.__mro__):
        space = globalns
        if space is None:
            space = getattr(sys.modules.get(base.__module__, None), '__dict__', {})
        annotations = base.__dict__.get('__annotations__', {})
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = {}
        local = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            # A class's names were hidden behind those of its module when it was made.
            space, local = local, space
        for name, value in annotations.items():
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=False, is_class=True)
            elif value is None:
                value = type(None)
            hints[name] = _eval_type(value, space, local, base.__type_params__)
    return hints


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a function, class or module, with their strings looked up."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns)
        return hints if include_extras else {k: _strip_annotations(t) for k, t in hints.items()}
    if globalns is None:
        if isinstance(obj, types.ModuleType):
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    hints = getattr(obj, '__annotations__', None)
    if hints is None:
        if isinstance(obj, (types.BuiltinFunctionType, types.MethodType, types.FunctionType,
                            types.ModuleType, WrapperDescriptorType, MethodWrapperType,
                            MethodDescriptorType)):
            return {}
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    hints = dict(hints)
    type_params = getattr(obj, "__type_params__", ())
    for name, value in hints.items():
        if value is None:
            value = type(None)
        elif isinstance(value, str):
            value = ForwardRef(value, is_argument=not isinstance(obj, types.ModuleType),
                               is_class=False)
        hints[name] = _eval_type(value, globalns, localns, type_params)
    return hints if include_extras else {k: _strip_annotations(t) for k, t in hints.items()}


def get_origin(tp):
    """What is subscripted: list of list[int], Union of int | str; None of a plain type."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, _UnionType):
        return _UnionType
    return None


def get_args(tp):
    """With what something is subscripted: (int,) of list[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if _should_unflatten_callable_args(tp, args):
            args = list(args[:-1]), args[-1]
        return args
    if isinstance(tp, _UnionType):
        return tp.__args__
    return ()


# ---- marks and helpers that do (nearly) nothing at run time ----

def cast(typ, val):
    """Return the value: the type is for checkers."""
    return val


def assert_type(val, typ, /):
    """Return the value: checkers compare its type."""
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """Say that a line can't be reached."""
    value = repr(arg)
    if len(value) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        value = value[:_ASSERT_NEVER_REPR_MAX_LENGTH] + '...'
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """Print the type of a value to stderr; returns the value."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def _mark(obj, name, value=True):
    try:
        setattr(obj, name, value)
    except (AttributeError, TypeError):
        pass                    # it takes no attributes, and needs none


def final(f):
    """Decorator: not to be overridden or subclassed."""
    _mark(f, '__final__')
    return f


def override(method, /):
    """Decorator: overrides a method of a base class."""
    _mark(method, '__override__')
    return method


def no_type_check(arg):
    """Decorator: the annotations are no types."""
    if isinstance(arg, type):
        for obj in list(arg.__dict__.values()):
            name = getattr(obj, '__qualname__', None)
            if name != f'{arg.__qualname__}.{getattr(obj, "__name__", None)}' or \
                    getattr(obj, '__module__', None) != arg.__module__:
                continue
            if isinstance(obj, (types.FunctionType, classmethod, staticmethod)):
                _mark(getattr(obj, '__func__', obj), '__no_type_check__')
            elif isinstance(obj, type):
                no_type_check(obj)
    _mark(arg, '__no_type_check__')
    return arg


def no_type_check_decorator(decorator):
    """Decorator for decorators: what they make has no types as annotations."""
    import warnings
    warnings._deprecated("typing.no_type_check_decorator", remove=(3, 15))

    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


_overloads = {}                 # (module, qualified name) -> {first line: function}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated "
        "functions outside a stub module should always be followed by an "
        "implementation that is not @overload-ed.")


def overload(func):
    """Decorator: one of several signatures of the function that follows."""
    inner = getattr(func, "__func__", func)
    try:
        place = inner.__module__, inner.__qualname__
        _overloads.setdefault(place, {})[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The overloads that were declared for a function."""
    inner = getattr(func, "__func__", func)
    return list(_overloads.get((inner.__module__, inner.__qualname__), {}).values())


def clear_overloads():
    """Forget all overloads."""
    _overloads.clear()


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        frozen_default=False, field_specifiers=(), **kwargs):
    """Decorator: what it decorates makes dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default,
            "kw_only_default": kw_only_default, "frozen_default": frozen_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator


class NewType:
    """A name for a type that checkers keep apart: UserId = NewType('UserId', int)."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get('__name__')
        if module != 'typing':
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`")
        return (Dummy,)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# ---- NamedTuple ----

_NAMEDTUPLE_FIXED = frozenset({'__new__', '__init__', '__slots__', '__getnewargs__', '_fields',
                               '_field_defaults', '_make', '_replace', '_asdict', '_source'})
_NAMEDTUPLE_OWN = frozenset({'__module__', '__name__', '__annotations__'})


def _make_nmtuple(name, fields, module, defaults=()):
    hints = {n: _type_check(t, f"field {n} annotation must be a type") for n, t in fields}
    made = collections.namedtuple(name, list(hints), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = hints
    return made


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        hints = ns.get('__annotations__', {})
        defaults = []
        for name in hints:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default "
                                f"field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = _make_nmtuple(typename, hints.items(), defaults=[ns[n] for n in defaults],
                             module=ns['__module__'])
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key, value in ns.items():
            if key in _NAMEDTUPLE_FIXED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key in _NAMEDTUPLE_OWN:
                continue
            if key not in made._fields:
                setattr(made, key, value)
            _call_set_name(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


def _call_set_name(value, owner, key):
    set_name = getattr(type(value), '__set_name__', None)
    if set_name is None:
        return
    try:
        set_name(value, owner, key)
    except BaseException as error:
        error.add_note(f"Error calling __set_name__ on {type(value).__name__!r} "
                       f"instance {key!r} in {owner.__name__!r}")
        raise


_EMPTY = object()


def NamedTuple(typename, fields=_EMPTY, /, **kwargs):
    """A named tuple with annotated fields; used as a base class, or called as a function."""
    if fields is _EMPTY:
        what = "Creating NamedTuple classes using keyword arguments" if kwargs else \
            "Failing to pass a value for the 'fields' parameter"
        _warn_functional("NamedTuple", typename, what, kwargs)
        fields = kwargs.items()
    elif fields is None and kwargs:
        raise TypeError("Cannot pass `None` as the 'fields' parameter "
                        "and also specify fields using keyword arguments")
    elif kwargs:
        raise TypeError("Either list of fields or keywords"
                        " can be provided to NamedTuple, not both")
    elif fields is None:
        _warn_functional("NamedTuple", typename, "Passing `None` as the 'fields' parameter", None)
        fields = ()
    made = _make_nmtuple(typename, fields, module=sys._getframe(1).f_globals.get('__name__'))
    made.__orig_bases__ = (NamedTuple,)
    return made


def _warn_functional(kind, typename, what, kwargs):
    import warnings
    empty = '[]' if kind == 'NamedTuple' else '{{}}'
    example = f"`{typename} = {kind}({typename!r}, {empty})`"
    if kwargs:
        text = ("{name} is deprecated and will be disallowed in Python {remove}. Use the "
                "class-based or functional syntax instead.")
    else:
        text = ("{name} is deprecated and will be disallowed in Python {remove}. To create a "
                f"{kind} class with 0 fields using the functional syntax, pass an empty "
                f"{'list' if kind == 'NamedTuple' else 'dictionary'}, e.g. {example}.")
    warnings._deprecated(what, message=text, remove=(3, 15))


_NamedTuple = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


# ---- TypedDict ----

def _qualifiers_of(annotation):
    """The (Required, NotRequired or ReadOnly) marks around the type of a key."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = annotation.__origin__
        elif origin in (Required, NotRequired, ReadOnly):
            yield origin
            annotation, = get_args(annotation)
        else:
            return


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type '
                                'and a non-TypedDict base class')
        generic = (Generic,) if any(issubclass(b, Generic) for b in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(made, '__orig_bases__'):
            made.__orig_bases__ = bases
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {n: _type_check(tp, msg, module=made.__module__, allow_special_forms=True)
               for n, tp in ns.get('__annotations__', {}).items()}
        annotations = {}
        required, optional, readonly, mutable = set(), set(), set(), set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            its_required = base.__dict__.get('__required_keys__', set())
            its_optional = base.__dict__.get('__optional_keys__', set())
            required = (required - its_optional) | its_required
            optional = (optional - its_required) | its_optional
            readonly |= set(base.__dict__.get('__readonly_keys__', ()))
            mutable |= set(base.__dict__.get('__mutable_keys__', ()))
        annotations.update(own)
        for key, tp in own.items():
            marks = set(_qualifiers_of(tp))
            needed = Required in marks or (NotRequired not in marks and total)
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
            if ReadOnly in marks:
                if key in mutable:
                    raise TypeError(f"Cannot override mutable key {key!r}"
                                    " with read-only key")
                readonly.add(key)
            else:
                mutable.add(key)
                readonly.discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset(readonly)
        made.__mutable_keys__ = frozenset(mutable)
        made.__total__ = total
        return made

    __call__ = dict             # what a TypedDict makes is a plain dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=_EMPTY, /, *, total=True):
    """A dict with known keys; used as a base class, or called as a function."""
    if fields is _EMPTY or fields is None:
        what = "Passing `None` as the 'fields' parameter" if fields is None else \
            "Failing to pass a value for the 'fields' parameter"
        _warn_functional("TypedDict", typename, what, None)
        fields = {}
    ns = {'__annotations__': dict(fields)}
    module = sys._getframe(1).f_globals.get('__name__')
    if module is not None:
        ns['__module__'] = module
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """True for a class made with TypedDict."""
    return isinstance(tp, _TypedDictMeta)


# ---- files ----

class IO(Generic[AnyStr]):
    """What open() returns; for annotations."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """What open() returns in binary mode; for annotations."""

    __slots__ = ()


class TextIO(IO[str]):
    """What open() returns in text mode; for annotations."""

    __slots__ = ()


def _declare_io():
    def method(name):
        def declared(self, *args, **kwds):
            pass
        declared.__name__ = name
        declared.__qualname__ = f'IO.{name}'
        return abstractmethod(declared)
    for name in ('close', 'fileno', 'flush', 'isatty', 'read', 'readable', 'readline',
                 'readlines', 'seek', 'seekable', 'tell', 'truncate', 'writable', 'write',
                 'writelines', '__enter__', '__exit__'):
        setattr(IO, name, method(name))
    for name in ('mode', 'name', 'closed'):
        setattr(IO, name, property(method(name)))
    for name in ('buffer', 'encoding', 'errors', 'line_buffering', 'newlines'):
        setattr(TextIO, name, property(method(name)))


_declare_io()
