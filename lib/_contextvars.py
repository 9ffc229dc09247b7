# lib/_contextvars.py -- context variables: values that belong to a run of code, not to a module
# SPDX-License-Identifier: MIT
"""Context, ContextVar and Token; every thread starts in a context of its own."""

from _thread import get_ident

__all__ = ['Context', 'ContextVar', 'Token', 'copy_context']

_contexts = {}      # thread -> the context it runs in
_unset = object()


def _current():
    thread = get_ident()
    context = _contexts.get(thread)
    if context is None:
        context = _contexts[thread] = Context()
    return context


class Context:
    """A mapping of context variables to their values; code run in it changes it."""

    __slots__ = ('_values', '_entered', '__weakref__')
    __hash__ = None

    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        thread = get_ident()
        outer = _current()
        self._entered = True
        _contexts[thread] = self
        try:
            return callable(*args, **kwargs)
        finally:
            _contexts[thread] = outer
            self._entered = False

    def copy(self):
        copied = Context()
        copied._values = self._values.copy()
        return copied

    def __getitem__(self, key, /):
        _check_key(key)
        return self._values[key]

    def get(self, key, default=None, /):
        _check_key(key)
        return self._values.get(key, default)

    def __contains__(self, key, /):
        _check_key(key)
        return key in self._values

    def __eq__(self, other, /):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


def _check_key(key):
    if not isinstance(key, ContextVar):
        raise TypeError(f'a ContextVar key was expected, got {key!r}')


class ContextVar:
    """A variable whose value depends on the context that asks."""

    __slots__ = ('_name', '_default')

    def __init__(self, name, /, *, default=_unset):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_unset, /):
        value = _current()._values.get(self, _unset)
        if value is _unset:
            value = default if default is not _unset else self._default
            if value is _unset:
                raise LookupError(self)
        return value

    def set(self, value, /):
        context = _current()
        token = Token._make(context, self, context._values.get(self, Token.MISSING))
        context._values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        context = _current()
        if token._context is not context:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        if token._old_value is Token.MISSING:
            context._values.pop(self, None)
        else:
            context._values[self] = token._old_value

    def __repr__(self):
        default = '' if self._default is _unset else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'

    __class_getitem__ = classmethod(type(list[int]))


class _Missing:
    __slots__ = ()

    def __repr__(self):
        return '<Token.MISSING>'


class Token:
    """What ContextVar.set() gives, for ContextVar.reset()."""

    __slots__ = ('_context', '_var', '_old_value', '_used')
    MISSING = _Missing()
    __hash__ = None

    def __new__(cls, *args, **kwargs):
        raise RuntimeError('Tokens can only be created by ContextVars')

    @classmethod
    def _make(cls, context, var, old_value):
        token = object.__new__(cls)
        token._context, token._var, token._old_value, token._used = context, var, old_value, False
        return token

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old_value

    def __repr__(self):
        used = ' used' if self._used else ''
        return f'<Token{used} var={self._var!r} at {id(self):#x}>'

    __class_getitem__ = classmethod(type(list[int]))


def copy_context():
    """A copy of the context that the caller runs in."""
    return _current().copy()
