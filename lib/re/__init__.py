# lib/re/__init__.py -- regular expressions: what Python sees of the module _regex

"""Regular expressions.

match, fullmatch and search find a pattern in a text; sub and subn replace what they find,
split cuts the text there, findall and finditer give all of it. compile makes a Pattern with
methods of the same names; escape makes any text a pattern that matches it.

Flags: A/ASCII, I/IGNORECASE, L/LOCALE, M/MULTILINE, S/DOTALL, U/UNICODE, X/VERBOSE.
"""

from _regex import (Match, Pattern, _compile, compile, escape, findall, finditer, fullmatch,
                    match, purge, search, split, sub, subn)
from ._constants import PatternError, error
from . import _constants

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer',
           'compile', 'purge', 'escape', 'error', 'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S',
           'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE',
           'UNICODE', 'NOFLAG', 'RegexFlag', 'PatternError']
__version__ = '2.2.1'


class _FlagType(type):
    """Makes the class of the flags behave like an enum: iteration, names, lookup."""

    def __iter__(cls):
        return iter([flag for flag in cls._members.values() if flag._value_])

    def __len__(cls):
        return len(cls._members) - 1

    def __getitem__(cls, name):
        return cls.__members__[name]

    def __contains__(cls, value):
        return isinstance(value, cls) or isinstance(value, int)

    def __repr__(cls):
        return "<flag 'RegexFlag'>"

    @property
    def __members__(cls):
        names = dict(cls._members)
        names.update((short, cls._members[long]) for short, long in _SHORT.items())
        return names


_SHORT = {'A': 'ASCII', 'I': 'IGNORECASE', 'L': 'LOCALE', 'U': 'UNICODE', 'M': 'MULTILINE',
          'S': 'DOTALL', 'X': 'VERBOSE'}


class RegexFlag(int, metaclass=_FlagType):
    """Flags for compile() and the other functions, to be joined with |."""

    _members = {}
    _known = {}

    def __new__(cls, value):
        if isinstance(value, cls):
            return value
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        if value < 0:                      # ~flags: all bits there are, but those
            value = max(512, 1 << value.bit_length()) + value
        known = cls._known.get(value)
        if known is None:
            known = int.__new__(cls, value)
            known._value_ = int(value)
            cls._known[known._value_] = known
        return known

    def _parts(self):
        rest = self._value_
        names = []
        for name, flag in self._members.items():
            if flag._value_ and rest & flag._value_:
                names.append(name)
                rest &= ~flag._value_
        return names, rest

    @property
    def name(self):
        if self._value_ == 0:
            return 'NOFLAG'
        names, rest = self._parts()
        if rest:
            names.append(str(rest))
        return '|'.join(names) if names else None

    _name_ = name

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        if self._value_ == 0:
            return 're.NOFLAG'
        names, rest = self._parts()
        if not names:
            return f're.RegexFlag({rest})'
        texts = ['re.' + name for name in names]
        if rest:
            texts.append(hex(rest))
        return '|'.join(texts)

    __str__ = __repr__

    def __format__(self, spec):
        return format(self._value_, spec) if spec else repr(self)

    def __iter__(self):
        return iter([self._members[name] for name in self._parts()[0]])

    def __len__(self):
        return len(self._parts()[0])

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return self._value_ != 0

    def __hash__(self):
        return hash(self._value_)

    def __or__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(self._value_ | int(other))

    def __and__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(self._value_ & int(other))

    def __xor__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(self._value_ ^ int(other))

    def __invert__(self):
        return RegexFlag(~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __reduce_ex__(self, protocol):
        return RegexFlag, (self._value_,)


for _name, _value in (('NOFLAG', 0), ('ASCII', 256), ('IGNORECASE', 2), ('LOCALE', 4),
                      ('UNICODE', 32), ('MULTILINE', 8), ('DOTALL', 16), ('VERBOSE', 64),
                      ('DEBUG', 128)):
    RegexFlag._members[_name] = globals()[_name] = RegexFlag(_value)
    setattr(RegexFlag, _name, globals()[_name])
for _name, _value in _SHORT.items():
    globals()[_name] = globals()[_value]
    setattr(RegexFlag, _name, globals()[_value])
del _name, _value


class Scanner:
    """Splits a text into tokens: lexicon is a list of pairs (pattern, action)."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._rules = [(compile(phrase, flags), action) for phrase, action in lexicon]

    @property
    def scanner(self):
        """One pattern for all tokens; the group that matched tells which."""
        return compile('|'.join(f'({pattern.pattern})' for pattern, action in self._rules))

    def _match(self, string, at):
        for pattern, action in self._rules:
            found = pattern.match(string, at)
            if found:
                return found, action
        return None, None

    def scan(self, string):
        """The list of what the actions made of the tokens, and the rest of the text."""
        result = []
        at = 0
        while True:
            found, action = self._match(string, at)
            if not found or found.end() == at:
                return result, string[at:]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            at = found.end()
