# lib/inside/__init__.py -- inside: see what a source becomes and what an object is made of
# SPDX-License-Identifier: MIT
"""Look inside: sources, code, objects, memory, running programs.

Every function gives a View: printed, it is a drawing of at most 80 columns; as_json() gives the
same as data.

    tokens(source)  tree(source)  scopes(source)  code(function or source)
    header(x)   the bytes of an object and their fields
    layout(x)   the object and what it points to, our sizes beside CPython's
    holders(x)  who holds x: as many as its count says
    window(v)   the bytes of an exporter and the memoryviews on it
    share(a, b) which boxes two values have in common
    steps(source)  run it and look at each step, forward and backward
    explain_match(source or function, subject)  case by case, what failed and why
    cycles()    what counting could not free
"""

import _dis
import _inside
from inside._draw import View, fit, layout_view, share_view, window_view
from inside._run import explain, Recording

__all__ = ['tokens', 'tree', 'scopes', 'code', 'header', 'layout', 'holders', 'window',
           'explain_match', 'steps', 'cycles', 'share', 'View']

_LIMIT = 100_000


def _span(row):
    return dict(zip(('line', 'column', 'end_line', 'end_column'), row))


def tokens(source):
    """The tokens of a source, line by line."""
    linked = _inside.linked(source)['tokens']
    rows = [{'kind': kind, 'text': text, **_span(span)} for kind, text, *span in linked]
    return View(fit(_inside.tokens(source)), rows)


def tree(source):
    """The tree of a source, under each of its lines."""
    linked = _inside.linked(source)['tree']
    rows = [{'kind': kind, 'parent': parent, **_span(span)} for kind, parent, *span in linked]
    return View(fit(_inside.tree(source)), rows)


def scopes(source):
    """The scopes of a source and where their names live."""
    text = _inside.scopes(source)
    rows = []
    for line in text.splitlines():
        words = line.split()
        if words:
            rows.append({'depth': (len(line) - len(line.lstrip())) // 2, 'words': words})
    return View(fit(text), rows)


def _code_of(x):
    if isinstance(x, str):
        return compile(x, '<inside>', 'exec')
    for name in ('__wrapped__', '__func__', '__code__', 'gi_code', 'cr_code'):
        x = getattr(x, name, x)
    if not hasattr(x, 'co_code'):
        raise TypeError(f'a function, code object or source is wanted, not {type(x).__name__!r}')
    return x


def _text_of(filename):
    import linecache
    return ''.join(linecache.getlines(filename)) or None


def code(x):
    """The instructions of a function, generator, code object or source."""
    found = _code_of(x)
    source = x if isinstance(x, str) else _text_of(found.co_filename)
    names = [name for name, kinds, meaning in _dis.opcodes]
    rows = [{'at': at, 'op': names[op], 'operands': operands, 'meaning': meaning, 'target': target}
            for at, words, op, argument, operands, meaning, is_target, target
            in _dis.instructions(found)]
    text = _dis.text(found, source)
    return View(fit(text), rows)


def _words(x, room=50):
    return _inside.summary(x, room)


_MOST = 40


def _order(row):
    how, name = row
    return ('global', 'local', 'register').index(how) if how in ('global', 'local', 'register') else 3, name


def holders(x):
    """Who holds x, each by name: as many as its count says. This call itself is left out."""
    count, found = _inside.holders(x, globals())
    found = sorted(found, key=_order)
    data = {'value': _words(x), 'count': count, 'holders': [{'how': how, 'name': name} for how, name in found]}
    if isinstance(x, int) and not found and count is None:
        text = f'{_words(x)}: the value is in the reference itself; nothing is counted'
    elif count is None:
        text = f'{_words(x)}: immortal, never freed; {len(found)} found'
    else:
        text = f'{_words(x)}: count {count}'
        if count > len(found):
            text += f', {count - len(found)} of them in C code that runs'
    lines = [text] + ['  ' + name for how, name in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(f'  ... {len(found) - _MOST} more')
    return View(fit('\n'.join(lines) + '\n'), data)


def header(x):
    """The bytes of the fixed part of x, field by field."""
    octets, fields = _inside.header(x)
    if octets is None:
        data = {'value': _words(x), 'bytes': None, 'fields': []}
        return View(f'{_words(x)}: an int of up to 63 bits stands in the reference itself:\n'
                    '  no header, no memory, no count\n', data)
    count, found = _inside.holders(x, globals())
    rows, lines = [], [f'{type(x).__name__} {_words(x)}: {len(octets)} bytes, fixed part',
                       'offset size field             bytes                    value']
    for name, offset, size, value in fields:
        raw = octets[offset:offset + size]
        if name == 'count':
            value = 'immortal' if count is None else count
            raw = raw if count is None else count.to_bytes(4, 'little')
        rows.append({'name': name, 'offset': offset, 'size': size, 'bytes': raw.hex(' '), 'value': value})
        lines.append(f'{offset:6} {size:4} {name:<17} {raw.hex(" "):<24} {value}')
    data = {'value': _words(x), 'bytes': octets.hex(), 'fields': rows}
    return View(fit('\n'.join(lines) + '\n'), data)


def layout(x):
    """The object and what it points to, with sizes here and in CPython."""
    return layout_view(x)


def window(view):
    """The bytes that a memoryview looks at, and all windows on them."""
    return window_view(view)


def share(*values):
    """Which boxes the values have in common."""
    return share_view(values)


def steps(source, limit=_LIMIT):
    """Runs the source in a namespace of its own; the recorded steps."""
    data, error = _inside.record(source, limit)
    return Recording(data, error)


def explain_match(source, subject, limit=_LIMIT):
    """Case by case: which sub-pattern failed, on which value, and why.

    A source finds the subject under the name `subject`; a function is called with it."""
    return explain(source, subject, limit)


def cycles():
    """Collects now; what counting could not free, in the order in which it ended."""
    found, ended, kinds = _inside.collect()
    rest = ended - len(kinds)
    lines = [f'{found} unreachable objects found, {ended} freed']
    lines += [f'{i:5}  {kind}' for i, kind in enumerate(kinds[:40], 1)]
    if ended > 40:
        lines.append(f'       ... {ended - 40} more')
    return View(fit('\n'.join(lines) + '\n'), {'found': found, 'freed': ended, 'types': kinds, 'more': rest})
