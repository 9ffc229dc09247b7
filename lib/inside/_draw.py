# lib/inside/_draw.py -- drawings of objects: boxes, sizes, windows
# SPDX-License-Identifier: MIT
import _inside
import gc
import sys

WIDTH = 80


def fit(text, width=WIDTH):
    """Longer lines go on in the next one, under where their text begins."""
    lines = []
    for line in text.splitlines():
        bar = line.find('|')
        gutter = ' ' * bar + '| ' if 0 <= bar < 8 else ''
        start = len(gutter) or len(line) - len(line.lstrip())
        indent = (gutter or ' ' * min(start, 40)) + '  '
        while len(line) > width:
            at = line.rfind(' ', len(indent) + 10, width + 1)
            if at < 0:
                at = width
            lines.append(line[:at].rstrip())
            line = indent + line[at:].lstrip()
        lines.append(line.rstrip())
    return '\n'.join(lines) + '\n'


class View:
    """A drawing (str) and the data it was made of (as_json)."""

    def __init__(self, text, data):
        self.text, self.data = text, data

    def __str__(self):
        return self.text.rstrip('\n')

    __repr__ = __str__

    def as_json(self, indent=None):
        import json
        return json.dumps(self.data, indent=indent, ensure_ascii=False)


def cpython_size(x):
    """sys.getsizeof in CPython 3.13 on 64 bits; None where no formula is known."""
    kind = type(x)
    if kind is bool or kind is int:
        return 28 if not x else 24 + 4 * -(-abs(x).bit_length() // 30)
    if kind is float:
        return 24
    if kind is complex:
        return 32
    if x is None or x is ... or x is NotImplemented:
        return 16
    if kind is str:
        if x.isascii():
            return 41 + len(x)
        top = max(map(ord, x))
        return (57 + len(x) if top < 256 else 58 + 2 * len(x) if top < 65536 else 60 + 4 * len(x))
    if kind is bytes:
        return 33 + len(x)
    if kind is bytearray:
        return 56 + len(x) + bool(x)
    if kind is tuple:
        return 40 + 8 * len(x)
    if kind is list:
        return 56 + 8 * len(x)
    if kind is dict and not x:
        return 64
    if kind in (set, frozenset) and len(x) < 5:
        return 216
    return None


def _size_words(x):
    theirs = cpython_size(x)
    return f'{sys.getsizeof(x)} bytes' + (f' (CPython: {theirs})' if theirs else '')


def _words(x, room=36):
    return _inside.summary(x, room)


_OWN = ('builtins', 'globals', 'code', 'qualname', 'module', 'name', 'mro', 'bases')


def _box(x):
    """What x holds, as rows to draw: (kind, name, value)."""
    return [(kind, name, value) for kind, name, value in _inside.edges(x)
            if not (kind == 'field' and name in _OWN) and kind != 'class']


def _is_small(x):
    return type(x) is int and -2 ** 62 <= x < 2 ** 62


def _place(x):
    if _is_small(x):
        return 'in the reference'
    return f'{type(x).__name__}, {_size_words(x)}'


def layout_view(x, most=24):
    data = {'type': type(x).__name__, 'value': _words(x, 60), 'size': sys.getsizeof(x),
            'cpython': cpython_size(x), 'holds': []}
    title = f'{type(x).__name__} {_words(x)}'
    if _is_small(x):
        return View(f'{title}\n  in the reference itself: no memory (CPython: {cpython_size(x)} bytes)\n', data)
    rows = _box(x)
    fields = _inside.header(x)[1]
    head = '  '.join(f'{name}' for name, offset, size, value in fields)
    width = min(max(len(head) + 2, 30), 76)
    lines = [f'{title}: {_size_words(x)}', '+' + '-' * width + '+']
    for start in range(0, len(head), width - 2):
        lines.append('| ' + head[start:start + width - 2].ljust(width - 2) + ' |')
    lines.append('+' + '-' * width + '+')
    for kind, name, value in rows[:most]:
        data['holds'].append({'kind': kind, 'name': name, 'value': _words(value, 60), 'size': sys.getsizeof(value),
                              'cpython': cpython_size(value)})
        lines.append(f'  {name:<14} --> {_words(value, 24):<26} {_place(value)}')
    if len(rows) > most:
        lines.append(f'  ... {len(rows) - most} more')
    data['more'] = max(0, len(rows) - most)
    return View(fit('\n'.join(lines) + '\n'), data)


# --- windows on bytes

def _covered(view, base):
    """Offsets of the view's items in the exporter, in order; base is the whole as bytes."""
    offsets = [0]
    for length, stride in zip(view.shape, view.strides):
        offsets = [at + i * stride for at in offsets for i in range(length)]
    return offsets


def window_view(view):
    exporter = view.obj if isinstance(view, memoryview) else view
    whole = memoryview(exporter)
    octets = whole.tobytes()
    start = _address(whole)
    found = []
    for each in gc.get_objects():
        if type(each) is memoryview and each is not whole:
            try:
                if each.obj is exporter:
                    found.append(each)
            except ValueError:
                pass
    rows = []
    for each in found:
        offset = _address(each) - start
        items = [offset + at for at in _covered(each, octets)]
        rows.append({'format': each.format, 'shape': list(each.shape), 'strides': list(each.strides),
                     'itemsize': each.itemsize, 'readonly': each.readonly, 'items': items})
    data = {'exporter': type(exporter).__name__, 'bytes': octets[:256].hex(), 'length': len(octets), 'views': rows}
    lines = [f'{type(exporter).__name__}, {len(octets)} bytes, {len(rows)} views']
    names = 'abcdefghijklmnopqrstuvwxyz'
    shown = min(len(octets), 256)
    for at in range(0, shown, 16):
        lines.append(f'{at:5}  ' + octets[at:at + 16].hex(' '))
        for name, row in zip(names, rows):
            line = [' ' * 3] * 16
            for item in row['items']:
                for byte in range(item, item + row['itemsize']):
                    if at <= byte < at + 16:
                        line[byte - at] = ('[' if byte == item else '=') + '=' + (
                            ']' if byte == item + row['itemsize'] - 1 else '=')
            if ''.join(line).strip():
                lines.append(f'    {name}  ' + ''.join(line).rstrip())
    if len(octets) > shown:
        lines.append(f'       ... {len(octets) - shown} more bytes')
    for name, row in zip(names, rows):
        lines.append(f'    {name}  format {row["format"]!r} shape {row["shape"]} strides {row["strides"]}'
                     + (' read-only' if row['readonly'] else ''))
    whole.release()
    return View(fit('\n'.join(lines) + '\n'), data)


def _address(view):
    return _inside.address(view)


# --- what is shared

def _boxes(x, depth, seen):
    """All objects with memory that x leads to: id -> (path, object)."""
    if _is_small(x) or id(x) in seen or depth < 0:
        return
    seen[id(x)] = x
    for kind, name, value in _box(x):
        _boxes(value, depth - 1, seen)


_SINGLE = (int, float, complex, str, bytes, bool, type(None), type(...))


def _draw_tree(x, name, depth, labels, shared, lines, rows, path):
    if _is_small(x) or isinstance(x, _SINGLE):
        return
    mark = '  shared' if id(x) in shared else ''
    label = labels.setdefault(id(x), len(labels) + 1)
    lines.append('  ' * (len(path) + 1) + f'{name} --> ({label}) {type(x).__name__} {_words(x, 30)}{mark}')
    rows.append({'path': path + [name], 'box': label, 'type': type(x).__name__, 'value': _words(x, 60),
                 'shared': bool(mark)})
    if depth:
        for kind, part, value in _box(x)[:12]:
            _draw_tree(value, part, depth - 1, labels, shared, lines, rows, path + [name])


def share_view(values, depth=4):
    every = []
    for value in values:
        seen = {}
        _boxes(value, depth, seen)
        every.append(seen)
    counts = {}
    for seen in every:
        for key, value in seen.items():
            if not isinstance(value, _SINGLE):
                counts[key] = counts.get(key, 0) + 1
    shared = {key for key, count in counts.items() if count > 1}
    lines, rows, labels = [], [], {}
    for i, value in enumerate(values):
        _draw_tree(value, f'value {i + 1}', depth, labels, shared, lines, rows, [])
        if _is_small(value) or isinstance(value, _SINGLE):
            lines.append(f'  value {i + 1} --> {_words(value, 40)}')
    total = len([1 for key in shared])
    lines.insert(0, f'{total} shared' if total else 'nothing shared (but what cannot change)')
    return View(fit('\n'.join(lines) + '\n'), {'shared': total, 'boxes': rows})
