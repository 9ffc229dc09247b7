# lib/inside/_teach.py -- --teach: notes on the classic traps that a recorded run fell into
# SPDX-License-Identifier: MIT
import sys
import textwrap
from inside._run import Recording, State

_MUTABLE = ('list', 'dict', 'set', 'bytearray', 'deque', 'array')
_LOOPS = ('For', 'While', 'ListComp', 'SetComp', 'DictComp', 'GeneratorExp')

_TEXTS = {
    'default': 'the default value of {0} is changed. It was made once, at the def, and every call '
               'without that argument gets the same one. Write None there and make a new one inside.',
    'closure': '{0} sees the value that {1} has now, not the one it had when the function was made: '
               'a function keeps the variable, not its value. Bind it: `{1}={1}` as a parameter.',
    'is': '`is` asks for the same object, not for equal values; what a literal gives is the '
          'interpreter\'s choice. Compare with == or !=.',
    'repeat': 'the list holds one {0} several times: * copies references, so a change through one '
              'is seen through all. Write [... for _ in range(n)].',
    'iterate': 'the list is changed while a loop walks over it: the loop goes by position, so items '
               'are left out or met again. Walk over a copy, or build a new list.',
    'tuple': 'the item was changed in place, and only then the tuple refused to store it: both '
             'happened. Use .extend() or .append() on the item.',
}


class _Teacher:
    def __init__(self, data):
        self.data, self.recording, self.state = data, Recording(data, None), State(data)
        self.notes, self.said = [], set()
        self.defaults, self.iterators, self.made, self.origins = {}, {}, {}, {}

    # --- what there is

    def kind(self, value):
        return self.data['objects'][value - 1] if isinstance(value, int) else None

    def content(self, value):
        found = self.state.objects.get(value)
        return self.data['contents'][found[1]] if found else {}

    def edges(self, value, name=None):
        return [edge for edge in self.content(value).get('edges', ()) if name is None or edge[1] == name]

    def register(self, step, i):
        return self.state.frames[step.frame][i] if step.frame in self.state.frames else None

    def above(self, step):
        node = step.instruction['node']
        while node >= 0:
            yield node
            node = self.data['tree'][node][1]

    def words(self, node):
        line, column, end_line, end_column = self.data['tree'][node][2:]
        return self.data['source'].splitlines()[line - 1][column:end_column if line == end_line else None]

    def note(self, trap, step, key, *parts):
        if (trap, key) not in self.said:
            self.said.add((trap, key))
            self.notes.append((step.line, trap, _TEXTS[trap].format(*parts)))

    # --- the traps

    def learn(self, subject):
        kind = self.kind(subject)
        if kind == 'function':
            name = self.content(subject)['text'].removeprefix('function ')
            for part in ('defaults', 'keyword defaults'):
                for edge in self.edges(subject, part):
                    for item in self.edges(edge[2]):
                        if self.kind(item[2]) in _MUTABLE:
                            self.defaults[item[2]] = name
        elif kind == 'list_iterator':
            held = self.edges(subject, 'sequence')
            self.iterators[subject] = held[0][2] if held else None

    def changed(self, step, subject, before, after):
        if subject in self.defaults:
            self.note('default', step, subject, f'{self.defaults[subject]}()')
        contents = self.data['contents']
        longer = contents[before].get('length', 0) != contents[after].get('length', 0)
        if longer and self.kind(subject) == 'list' and not step.op.startswith('FOR'):
            if any(held == subject and each in self.state.objects for each, held in self.iterators.items()):
                self.note('iterate', step, (subject, step.line))

    def function_made(self, step):
        made = self.register(step, step.instruction['writes'][0])
        frame = self.data['frames'][step.frame - 1]
        place = frame['code'], step.at
        self.made[place] = self.made.get(place, 0) + 1
        cells = {cell[2]: self.content(cell[2]).get('text') for edge in self.edges(made, 'closure')
                 for cell in self.edges(edge[2])}
        globals_now = self.state.objects.get(frame['globals'], (0, None))[1]
        loops = [node for node in self.above(step) if self.data['tree'][node][0] in _LOOPS]
        self.origins[made] = place, globals_now, cells, loops

    def variable_read(self, step):
        frame = self.data['frames'][step.frame - 1]
        origin = self.origins.get(frame['function'])
        if origin is None or self.made[origin[0]] < 2 or not origin[3]:
            return
        place, globals_then, cells, loops = origin
        name = step.instruction['operands'].split(', ')[-1]
        if step.op == 'LOAD_FREE':
            different = any(self.content(cell).get('text') != text for cell, text in cells.items())
        else:
            key, different = f"['{name}']", False
            then = {edge[1]: edge[2] for edge in self.data['contents'][globals_then].get('edges', ())}
            now = {edge[1]: edge[2] for edge in self.edges(frame['globals'])}
            different = key in then and then[key] != now.get(key) and self.is_loop_name(loops, name)
        if different:
            self.note('closure', step, place, f'{step.code["name"]}()', name)

    def is_loop_name(self, loops, name):
        tree = self.data['tree']
        for loop in loops:
            children = [i for i in range(loop + 1, len(tree)) if tree[i][1] == loop]
            if tree[loop][0] == 'For' and name in self.words(children[0]).replace(',', ' ').split():
                return True
        return False

    def compared(self, step):
        node = step.instruction['node']
        tree = self.data['tree']
        if tree[node][0] != 'Compare':
            return
        for i in range(node + 1, len(tree)):
            if tree[i][1] == node and (tree[i][0] in ('List', 'Tuple', 'Dict', 'Set', 'JoinedStr')
                                       or tree[i][0] == 'Constant'
                                       and self.words(i) not in ('None', 'True', 'False', '...')):
                self.note('is', step, node)

    def repeated(self, step):
        result = self.register(step, step.instruction['writes'][0])
        if self.kind(result) != 'list':
            return
        items = [edge[2] for edge in self.edges(result)]
        for item in items:
            if self.kind(item) in _MUTABLE and items.count(item) > 1:
                self.note('repeat', step, (step.code['name'], step.at), self.kind(item))

    def raised(self, step):
        if step.op != 'SET_ITEM' or not any(self.data['tree'][n][0] == 'AugAssign' for n in self.above(step)):
            return
        if self.kind(self.register(step, step.instruction['reads'][0])) == 'tuple' and self.grew:
            self.note('tuple', step, (step.code['name'], step.at))

    def read(self):
        self.grew = False                          # did the last in-place operator change something?
        for step in self.recording:
            if step.op in ('IS', 'IS_NOT', 'JUMP_IS', 'JUMP_IS_NOT'):
                self.compared(step)
            if step.op in ('LOAD_FREE', 'LOAD_GLOBAL', 'LOAD_NAME'):
                self.variable_read(step)
            if any(change[0] == 'X' for change in step.changes):
                self.raised(step)
            self.state.apply(step.changes)
            changes = [change for change in step.changes if change[0] == 'O' and change[3] is not None]
            for change in changes:
                self.learn(change[1])
            for letter, subject, before, after, *rest in changes:
                if before is not None:
                    self.changed(step, subject, before, after)
            if step.op.endswith('_IN_PLACE'):
                self.grew = any(change[2] is not None for change in changes)
            if step.op == 'MAKE_FUNCTION':
                self.function_made(step)
            if step.op in ('MULTIPLY', 'MULTIPLY_IN_PLACE'):
                self.repeated(step)
        return self.notes


def notes(data):
    """[(line, name of the trap, what to know)]"""
    return _Teacher(data).read() if 'tree' in data else []


def show(data):
    for line, trap, text in notes(data):
        print(textwrap.fill(f'note: line {line}: {text}', 80, subsequent_indent='      '), file=sys.stderr)
    if data['dropped']:
        print(f'note: the first {data["dropped"]} steps were not looked at (--limit)', file=sys.stderr)
