# lib/_typevars.py -- TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, Generic: what the syntax
# `def f[T]`, `class C[T]` and `type X = ...` needs, without the rest of typing

import sys


class _NoDefaultType:
    """The type of NoDefault, which says that a type parameter has no default."""

    __slots__ = ()

    def __new__(cls):
        return NoDefault

    def __repr__(self):
        return 'typing.NoDefault'

    def __reduce__(self):
        return 'NoDefault'


_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = 'NoDefaultType'
_NoDefaultType.__module__ = 'typing'
NoDefault = object.__new__(_NoDefaultType)


def _module_of_caller(depth=2):
    try:
        return sys._getframe(depth).f_globals.get('__name__')
    except (AttributeError, ValueError):
        return None


class _TypeParameter:
    """What the three kinds of type parameters have in common."""

    def __setattr__(self, name, value):
        if name in ('__name__', '__bound__', '__constraints__', '__default__'):
            raise AttributeError('readonly attribute')
        object.__setattr__(self, name, value)

    def _set(self, **values):
        self.__dict__.update(values)

    @property
    def __name__(self):
        return self._name

    @property
    def __default__(self):
        if self._evaluate_default is not None:
            self._set(_default=self._evaluate_default(), _evaluate_default=None)
        return self._default

    def has_default(self):
        return self._evaluate_default is not None or self._default is not NoDefault

    def _mark(self):
        if self.__infer_variance__:
            return ''
        if self.__covariant__:
            return '+'
        return '-' if self.__contravariant__ else '~'

    def __repr__(self):
        return self._mark() + self._name

    def __reduce__(self):
        return self._name

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __or__(self, other):
        from typing import Union
        return Union[self, other]

    def __ror__(self, other):
        from typing import Union
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __init_subclass__(cls, **kwds):
        if cls.__module__ != __name__:
            base = cls.__mro__[1].__name__
            raise TypeError(f"type 'typing.{base}' is not an acceptable base type")


def _check_variance(covariant, contravariant, infer_variance):
    if covariant and contravariant:
        raise ValueError("Bivariant types are not supported.")
    if infer_variance and (covariant or contravariant):
        raise ValueError("Variance cannot be specified with infer_variance.")


def _check_bound(bound):
    from typing import _type_check
    return _type_check(bound, "Bound must be a type.")


class TypeVar(_TypeParameter):
    """Type variable."""

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        if not isinstance(name, str):
            raise TypeError(f"typevar() argument 'name' must be str, not {type(name).__name__}")
        _check_variance(covariant, contravariant, infer_variance)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if bound is not None:
            bound = _check_bound(bound)
        if constraints:
            from typing import _type_check
            constraints = tuple(_type_check(t, "TypeVar(name, constraint, ...): constraints "
                                            "must be types.") for t in constraints)
        self._set(_name=name, _bound=bound, _constraints=constraints, _default=default,
                  _evaluate_bound=None, _evaluate_constraints=None, _evaluate_default=None,
                  __covariant__=bool(covariant), __contravariant__=bool(contravariant),
                  __infer_variance__=bool(infer_variance))
        module = _module_of_caller()
        if module not in (None, 'typing'):
            self.__module__ = module

    @property
    def __bound__(self):
        if self._evaluate_bound is not None:
            self._set(_bound=self._evaluate_bound(), _evaluate_bound=None)
        return self._bound

    @property
    def __constraints__(self):
        if self._evaluate_constraints is not None:
            self._set(_constraints=self._evaluate_constraints(), _evaluate_constraints=None)
        return self._constraints

    def __typing_subst__(self, arg):
        from typing import _typevar_subst
        return _typevar_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        from typing import _add_default
        return _add_default(self, alias, args)


class TypeVarTuple(_TypeParameter):
    """Type variable tuple: stands for any number of types."""

    def __init__(self, name, *, default=NoDefault):
        self._set(_name=name, _default=default, _evaluate_default=None)
        module = _module_of_caller()
        if module not in (None, 'typing'):
            self.__module__ = module

    def _mark(self):
        return ''

    def __iter__(self):
        from typing import Unpack
        yield Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        from typing import _typevartuple_prepare_subst
        return _typevartuple_prepare_subst(self, alias, args)


class ParamSpecArgs:
    """The args of a ParamSpec."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __hash__(self):
        return hash((type(self), self.__origin__))

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpecKwargs:
    """The kwargs of a ParamSpec."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    __eq__ = ParamSpecArgs.__eq__
    __hash__ = ParamSpecArgs.__hash__
    __mro_entries__ = ParamSpecArgs.__mro_entries__


class ParamSpec(_TypeParameter):
    """Parameter specification variable: stands for the parameters of a function."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        _check_variance(covariant, contravariant, infer_variance)
        if bound is not None:
            bound = _check_bound(bound)
        self._set(_name=name, __bound__=bound, _default=default, _evaluate_default=None,
                  __covariant__=bool(covariant), __contravariant__=bool(contravariant),
                  __infer_variance__=bool(infer_variance))
        module = _module_of_caller()
        if module not in (None, 'typing'):
            self.__module__ = module

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        from typing import _paramspec_subst
        return _paramspec_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        from typing import _paramspec_prepare_subst
        return _paramspec_prepare_subst(self, alias, args)


class TypeAliasType:
    """What `type Name = value` makes; the value is worked out when asked for."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self.__dict__.update(_name=name, _value=value, _evaluate=None, _params=type_params,
                             __module__=_module_of_caller())

    @property
    def __name__(self):
        return self._name

    @property
    def __value__(self):
        if self._evaluate is not None:
            self.__dict__.update(_value=self._evaluate(), _evaluate=None)
        return self._value

    @property
    def __type_params__(self):
        return self._params

    @property
    def __parameters__(self):
        from typing import Unpack
        return tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in self._params)

    def __setattr__(self, name, value):
        raise AttributeError('readonly attribute')

    def __repr__(self):
        return self._name

    def __reduce__(self):
        return self._name

    def __getitem__(self, args):
        if not self._params:
            raise TypeError("Only generic type aliases are subscriptable")
        return type(list[int])(self, args)

    def __or__(self, other):
        from typing import Union
        return Union[self, other]

    def __ror__(self, other):
        from typing import Union
        return Union[other, self]


class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, *args):
        from typing import _generic_class_getitem
        return _generic_class_getitem(cls, *args)

    def __init_subclass__(cls, *args, **kwargs):
        from typing import _generic_init_subclass
        return _generic_init_subclass(cls, *args, **kwargs)


for _cls in (TypeVar, TypeVarTuple, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType,
             Generic):
    _cls.__module__ = 'typing'
del _cls


# ---- what the compiled form of the syntax calls ----

def type_param(kind, name, evaluate_bound=None, evaluate_default=None):
    """Make the parameter of `[T: bound = default]`; KIND is 'T', '*' or '**'.

    EVALUATE_BOUND and EVALUATE_DEFAULT are functions without parameters, or None; a bound that
    turns out to be a tuple display gives the constraints, so EVALUATE_BOUND then comes as a
    pair ('constraints', function).
    """
    if kind == '*':
        made = TypeVarTuple(name)
    elif kind == '**':
        made = ParamSpec(name, infer_variance=True)
    else:
        made = TypeVar(name, infer_variance=True)
        if isinstance(evaluate_bound, tuple):
            made._set(_evaluate_constraints=evaluate_bound[1])
        else:
            made._set(_evaluate_bound=evaluate_bound)
    made._set(_evaluate_default=evaluate_default)
    module = _module_of_caller()
    if module is not None:
        made.__module__ = module
    return made


def type_alias(name, type_params, evaluate):
    """Make the object of `type NAME[TYPE_PARAMS] = ...`; EVALUATE gives the value."""
    made = TypeAliasType(name, None, type_params=type_params)
    made.__dict__.update(_evaluate=evaluate, __module__=_module_of_caller())
    return made


def generic_base(type_params):
    """The hidden last base of `class C[TYPE_PARAMS]`: Generic[...]."""
    from typing import Unpack
    return Generic[tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in type_params)]
