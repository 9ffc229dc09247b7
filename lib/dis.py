# lib/dis.py -- dis: the instructions of the virtual machine in readable form.
# SPDX-License-Identifier: MIT
"""Look at the code that functions, classes and sources become.

Instructions work on registers: variables, then temporaries t0, t1, ... A temporary marked † dies
where it is read; > marks an instruction that is jumped to.
"""

import _dis
import sys
from collections import namedtuple

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels',
           'show_code', 'get_instructions', 'Instruction', 'Bytecode', 'Positions', 'opname',
           'opmap', 'stack_effect', 'cmp_op', 'hasarg', 'hasconst', 'hasname', 'hasjump',
           'hasjrel', 'hasjabs', 'haslocal', 'hasfree', 'hascompare', 'hasexc',
           'EXTENDED_ARG', 'HAVE_ARGUMENT']

opname = [name for name, kinds, meaning in _dis.opcodes]
opmap = {name: opcode for opcode, name in enumerate(opname)}
cmp_op = ('<', '<=', '==', '!=', '>', '>=')


def _with_kinds(letters):
    return [opcode for opcode, (name, kinds, meaning) in enumerate(_dis.opcodes)
            if any(kind in letters for kind in kinds)]


hasarg = [opcode for opcode, (name, kinds, meaning) in enumerate(_dis.opcodes) if kinds != '___']
hasconst = _with_kinds('K')
hasname = _with_kinds('S')
hasjump = hasjrel = _with_kinds('JL')
hasjabs = []
haslocal = _with_kinds('WRHB')
hasfree = _with_kinds('F')
hascompare = [opmap[name] for name in ('LESS', 'LESS_EQUAL', 'EQUAL', 'NOT_EQUAL', 'GREATER',
                                       'GREATER_EQUAL')]
hasexc = []
EXTENDED_ARG = opmap['EXTENDED']
HAVE_ARGUMENT = 0

COMPILER_FLAG_NAMES = {
    1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED', 32: 'GENERATOR',
    64: 'NOFREE', 128: 'COROUTINE', 256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR',
}


def pretty_flags(flags):
    """The names of the bits of co_flags."""
    names = []
    for bit in range(32):
        if flags & 1 << bit:
            names.append(COMPILER_FLAG_NAMES.get(1 << bit, hex(1 << bit)))
    return ', '.join(names) or '0x0'


def stack_effect(opcode, oparg=None, /, *, jump=None):
    """There is no stack that an instruction could change."""
    raise ValueError('instructions here work on registers, not on a stack')


# --- finding code ---

def _try_compile(source, name):
    try:
        return compile(source, name, 'eval')
    except SyntaxError:
        pass
    return compile(source, name, 'exec')


def _get_code_object(x):
    """The code object behind a method, function, generator, class's source or text."""
    x = getattr(x, '__func__', x)
    for attribute in ('__code__', 'gi_code', 'ag_code', 'cr_code'):
        code = getattr(x, attribute, None)
        if code is not None:
            return code
    if isinstance(x, str):
        x = _try_compile(x, '<disassembly>')
    if hasattr(x, 'co_code'):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _source_of(code):
    try:
        import linecache
    except ImportError:
        return None
    return ''.join(linecache.getlines(code.co_filename)) or None


# --- printing ---

def _write(text, file):
    print(text, end='', file=file)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False,
                show_offsets=False):
    """Print the instructions of a code object, without those in it."""
    _write(_dis.text(co, _source_of(co), 0, -1 if lasti < 0 else lasti // 2), file)


disco = disassemble


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the code where the last exception happened, its instruction marked -->."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__
        except AttributeError:
            raise RuntimeError('no last traceback to disassemble') from None
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the instructions of whatever has some; None: of the last traceback."""
    if x is None:
        distb(file=file)
        return
    if isinstance(x, (bytes, bytearray)):
        raise TypeError('instructions alone cannot be shown: names and constants are missing; '
                        'give the code object')
    if not hasattr(x, '__code__') and not hasattr(getattr(x, '__func__', x), '__code__') \
            and hasattr(x, '__dict__') and not hasattr(x, 'gi_code'):
        for name, member in sorted(x.__dict__.items()):
            member = getattr(member, '__func__', member)
            if isinstance(member, type) or hasattr(member, '__code__') \
                    or hasattr(member, 'co_code'):
                print(f'Disassembly of {name}:', file=file)
                try:
                    dis(member, file=file, depth=depth)
                except TypeError as error:
                    print('Sorry:', error, file=file)
                print(file=file)
        return
    code = _get_code_object(x)
    source = x if isinstance(x, str) else _source_of(code)
    _write(_dis.text(code, source, -1 if depth is None else depth), file)


def code_info(x):
    """What a code object says about itself, as text."""
    return _format_code_info(_get_code_object(x))


def _format_code_info(co):
    lines = [f'Name:              {co.co_name}',
             f'Filename:          {co.co_filename}',
             f'Argument count:    {co.co_argcount}',
             f'Positional-only arguments: {co.co_posonlyargcount}',
             f'Kw-only arguments: {co.co_kwonlyargcount}',
             f'Number of locals:  {co.co_nlocals}',
             f'Stack size:        {co.co_stacksize}',
             f'Flags:             {pretty_flags(co.co_flags)}']
    for title, values in (('Constants:', map(_constant, co.co_consts)), ('Names:', co.co_names),
                          ('Variable names:', co.co_varnames),
                          ('Free variables:', co.co_freevars),
                          ('Cell variables:', co.co_cellvars)):
        values = list(values)
        if values:
            lines.append(title)
            lines.extend(f'{number:4}: {value}' for number, value in enumerate(values))
    return '\n'.join(lines)


def _constant(value):
    return f'<code {value.co_name}>' if hasattr(value, 'co_code') else repr(value)


def show_code(co, *, file=None):
    """Print what code_info says."""
    print(code_info(co), file=file)


# --- instructions as objects ---

class Positions(namedtuple('Positions', 'lineno end_lineno col_offset end_col_offset',
                           defaults=(None,) * 4)):
    """Where an instruction comes from in the source."""
    __slots__ = ()


class Instruction(namedtuple('Instruction', 'opname opcode arg argval argrepr offset start_offset '
                                            'starts_line line_number label positions cache_info',
                             defaults=(None, None, None))):
    """One instruction with its operands; offsets count two for each word of code."""

    __slots__ = ()

    @property
    def oparg(self):
        return self.arg

    @property
    def baseopcode(self):
        return self.opcode

    @property
    def baseopname(self):
        return self.opname

    @property
    def cache_offset(self):
        return self.end_offset

    @property
    def end_offset(self):
        return self.offset + 2

    @property
    def jump_target(self):
        return self.argval if self.opcode in hasjump else None

    @property
    def is_jump_target(self):
        return self.label is not None


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterate over the instructions of a function, method, source or code object."""
    co = _get_code_object(x)
    return _instructions(co, 0 if first_line is None else first_line - co.co_firstlineno)


def _instructions(co, line_offset):
    positions = list(co.co_positions())
    previous = None
    labels = 0
    for index, words, opcode, argument, operands, meaning, is_target, target \
            in _dis.instructions(co):
        place = Positions(*positions[index])
        line = None if place.lineno is None else place.lineno + line_offset
        starts = line is not None and line != previous
        previous = line if line is not None else previous
        if is_target:
            labels += 1
        arg = argument if isinstance(argument, int) else None
        yield Instruction(opname[opcode], opcode, arg, argument, operands, index * 2, index * 2,
                          starts, line, labels if is_target else None, place)


def findlinestarts(code):
    """Pairs (offset, line) where a new line of the source begins."""
    last = False
    for start, end, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def findlabels(code):
    """Offsets of the instructions that are jumped to."""
    return [index * 2 for index, *rest, is_target, target in _dis.instructions(code) if is_target]


class Bytecode:
    """The instructions of something, to be iterated over or printed."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False,
                 adaptive=False, show_offsets=False):
        self.codeobj = co = _get_code_object(x)
        self.first_line = co.co_firstlineno if first_line is None else first_line
        self._line_offset = self.first_line - co.co_firstlineno
        self._original_object = x
        self.current_offset = current_offset

    def __iter__(self):
        return _instructions(self.codeobj, self._line_offset)

    def __repr__(self):
        return f'{type(self).__name__}({self._original_object!r})'

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        return _format_code_info(self.codeobj)

    def dis(self):
        current = -1 if self.current_offset is None else self.current_offset // 2
        source = self._original_object
        if not isinstance(source, str):
            source = _source_of(self.codeobj)
        return _dis.text(self.codeobj, source, 0, current, max(self._line_offset, 0))


def _main():
    from argparse import ArgumentParser
    parser = ArgumentParser()
    parser.add_argument('infile', nargs='?', default='-')
    name = parser.parse_args().infile
    if name == '-':
        source = sys.stdin.read()
    else:
        with open(name) as file:
            source = file.read()
    _write(_dis.text(compile(source, name, 'exec'), source), None)


if __name__ == '__main__':
    _main()
