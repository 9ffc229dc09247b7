# lib/inside/_run.py -- recorded runs: states, steps, and what a match statement decided
# SPDX-License-Identifier: MIT
import _inside
from inside._draw import View, fit


class State:
    """Registers, objects and frames at one point of a recording."""

    def __init__(self, data):
        self.data = data
        self.frames = {number: list(registers) for number, registers in data['start']['frames']}
        self.objects = {number: [count, content] for number, count, content in data['start']['objects']}
        self.output = ''

    def apply(self, changes, forward=True):
        for change in changes if forward else reversed(changes):
            kind, subject, *rest = change
            if kind in 'EL':
                if (kind == 'E') == forward:
                    code = self.data['codes'][self.data['frames'][subject - 1]['code']]
                    self.frames[subject] = [None] * code['registers']
                else:
                    del self.frames[subject]
            elif kind == 'R':
                index, before, after = rest
                self.frames.setdefault(subject, {})
                self.frames[subject][index] = after if forward else before
            elif kind == 'C':
                if subject in self.objects:
                    self.objects[subject][0] = rest[1] if forward else rest[0]
            elif kind == 'O':
                content = rest[1] if forward else rest[0]
                if content is None:
                    self.objects.pop(subject, None)
                else:
                    self.objects.setdefault(subject, [0, None])[1] = content
            elif kind == 'W':
                self.output = self.output + rest[0] if forward else self.output[:-len(rest[0])]

    def text(self, value, depth=3, room=48):
        """A value in words, from what is to be seen at this point."""
        if value is None:
            return 'nothing'
        if isinstance(value, str):
            return value
        if value not in self.objects:
            return self.data['objects'][value - 1] or 'object'
        content = self.data['contents'][self.objects[value][1]]
        edges = content.get('edges')
        kind = self.data['objects'][value - 1]
        if not edges or kind not in ('list', 'tuple') or depth == 0:
            return content['text']
        parts = []
        for edge in edges:
            if sum(map(len, parts)) > room:
                break
            parts.append(self.text(edge[2], depth - 1, room))
        left = content['length'] - len(parts)
        if left:
            parts.append(f'... {left} more')
        inner = ', '.join(parts)
        if kind == 'list':
            return f'[{inner}]'
        return f'({inner},)' if content['length'] == 1 else f'({inner})'


class Step:
    """One executed instruction: where, what, and its changes."""

    def __init__(self, recording, index):
        data = recording.data
        self.index, self.number = index, data['dropped'] + index
        self.frame, self.at, self.changes = data['steps'][index]
        self.code = data['codes'][data['frames'][self.frame - 1]['code']]
        self.instruction = recording.instruction(self.frame, self.at)
        self.op, self.meaning = self.instruction['op'], self.instruction['meaning']
        self.span = self.instruction['span']
        self.line = self.span[0] if self.span else None

    def __repr__(self):
        place = f'{self.line}:{self.span[1] + 1}' if self.span else '-'
        return fit(f'{self.number:6} {place:<8} {self.code["name"]:<12} {self.meaning}').rstrip('\n')

    __str__ = __repr__

    def as_json(self, indent=None):
        return View('', {'number': self.number, 'frame': self.frame, 'at': self.at, 'op': self.op,
                         'meaning': self.meaning, 'span': self.span, 'changes': self.changes}).as_json(indent)


class Recording:
    """The steps of a run, a sequence; state(i) is what there was before step i."""

    def __init__(self, data, error):
        self.data, self.error = data, error
        self._index = [{each['at']: each for each in code['instructions']} for code in data['codes']]
        self._state, self._at = State(data), 0

    def instruction(self, frame, at):
        return self._index[self.data['frames'][frame - 1]['code']][at]

    def __len__(self):
        return len(self.data['steps'])

    def __getitem__(self, i):
        return Step(self, range(len(self))[i])

    def __iter__(self):
        return (Step(self, i) for i in range(len(self)))

    def state(self, i):
        """The state before step i; len(recording): at the end. Moves from where it was."""
        i = range(len(self) + 1)[i]
        while self._at < i:
            self._state.apply(self.data['steps'][self._at][2])
            self._at += 1
        while self._at > i:
            self._at -= 1
            self._state.apply(self.data['steps'][self._at][2], False)
        return self._state

    def __repr__(self):
        more = f', {self.data["dropped"]} before them dropped' if self.data['dropped'] else ''
        return f'<{len(self)} recorded steps{more}>'

    def as_json(self, indent=None):
        return View('', self.data).as_json(indent)


# --- match

def _source_of(function):
    import inspect
    import textwrap
    return textwrap.dedent(inspect.getsource(function))


def _inside_node(tree, node, ancestor):
    while node >= 0 and node != ancestor:
        node = tree[node][1]
    return node == ancestor


def _reason(step, state, text):
    reads = step.instruction['reads']
    values = [state.text(state.frames[step.frame][i]) for i in reads]
    subject = -1 if step.op in ('MATCH_CLASS', 'MATCH_KEYS') else 0
    value = values[subject] if values else '?'
    if step.op == 'MATCH_SEQUENCE':
        number = state.frames[step.frame][reads[0]]
        content = state.objects.get(number)
        kind = _type_name(state, number)
        if kind in ('list', 'tuple', 'range', 'deque', 'array') and content:
            length = state.data['contents'][content[1]].get('length', 0)
            return value, f'it has {length} item' + 's' * (length != 1) + ', the pattern is for another number'
        return value, f'a {kind} is no sequence here'
    if step.op == 'MATCH_EQUAL' or step.op.startswith('JUMP_UNLESS_EQUAL'):
        return value, f'it is not equal to {values[-1]}'
    if step.op == 'MATCH_MAPPING':
        return value, 'it is no mapping, or has fewer keys'
    if step.op == 'MATCH_KEYS':
        return value, 'a key is missing'
    if step.op == 'MATCH_CLASS':
        return value, 'it is no instance of the class, or lacks an attribute'
    if step.op.startswith('JUMP_IS'):
        return value, f'it is not {text}'
    return value, 'the guard is false' if step.op.startswith('JUMP') else step.meaning


def _type_name(state, value):
    return 'int' if isinstance(value, str) else state.data['objects'][value - 1] if value else 'nothing'


def _cut(lines, span):
    line, column, end_line, end_column = span
    if line == end_line:
        return lines[line - 1][column:end_column]
    return ' '.join([lines[line - 1][column:].strip(), '...', lines[end_line - 1][:end_column].strip()])


_SILENT = ('CLEAR', 'RETURN_NONE', 'JUMP')


def _follow(recording, case, pattern, guard, tree):
    """What the steps did in one case: None: never tried; True: matched; else the step that failed."""
    last = None
    for step in recording:
        node = step.instruction['node']
        if step.op in _SILENT:
            continue
        if _inside_node(tree, node, pattern) or guard is not None and _inside_node(tree, node, guard):
            last = step
        elif last is not None:
            if _inside_node(tree, node, case) and node != case:
                return True
            break
    if last is None or last.index + 1 == len(recording):
        return last
    jumped = recording[last.index + 1].at == last.instruction.get('target', -1)
    return last if jumped else True


def explain(source, subject, limit):
    if not isinstance(source, str):
        function = source
        names = {**function.__globals__, 'subject': subject}
        source = _source_of(function) + f'\n{function.__name__}(subject)\n'
    else:
        names = {'subject': subject}
    data, error = _inside.record(source, limit, names)
    recording = Recording(data, error)
    tree, text = data['tree'], data['source'].splitlines()
    rows, lines = [], [f'subject {_inside.summary(subject, 60)}']
    matched = False
    for case, (kind, parent, *span) in enumerate(tree):
        if kind != 'match_case':
            continue
        children = [i for i in range(case + 1, len(tree)) if tree[i][1] == case]
        pattern = children[0]
        body_line = text[tree[pattern][4] - 1]
        has_guard = len(children) > 2 and ' if ' in body_line[tree[pattern][5]:]
        guard = children[1] if has_guard else None
        words = _cut(text, tree[pattern][2:])
        row = {'case': words, 'line': tree[pattern][2]}
        found = None if matched else _follow(recording, case, pattern, guard, tree)
        if matched or found is None and not _reached(recording, tree, case):
            row['result'] = 'not tried'
        elif found is None or found is True:
            row['result'] = 'matched'
            matched = True
        else:
            state = recording.state(found.index)
            place = _cut(text, found.span)
            value, why = _reason(found, state, place)
            row.update(result='failed', at=place, value=value, why=why)
        rows.append(row)
        lines.append(f'case {words}: {row["result"]}')
        if row['result'] == 'failed':
            lines.append(f'     at {row["at"]}, on {row["value"]}: {row["why"]}')
    if not rows:
        raise ValueError('there is no match statement')
    if error is not None:
        lines.append(f'then {_inside.summary(error, 60)} was raised')
    return View(fit('\n'.join(lines) + '\n'), {'subject': _inside.summary(subject, 60), 'cases': rows})


def _reached(recording, tree, case):
    return any(_inside_node(tree, step.instruction['node'], case) for step in recording)
