# tests/differential/generate.py -- a seed becomes a program: random, valid, and the same every time
"""program(seed) is the text. Every statement is guarded, so that its exception is part of the output."""
import random
import re

import tables

HOLE = re.compile(r'\{(?:([A-Z]):)?([a-z_]+)\}')
PLAIN = re.compile(r'[A-Za-z_]\w*$')
BARE_KINDS = {'slice', 'key', 'operator', 'assignment', 'two', 'unknown', 'spec_inner', 'of_x'}
VARIABLES = ('list tuple text bytes bytearray array view deque dict set iterator').split()
DEPTH = 3
NAMES = 'pqrs'


class Generator:
    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.ways = {**tables.read(tables.EXPRESSIONS), **tables.read(tables.EXTRA)}
        self.leaves = {kind: [way for way in ways if not self.holes(way)]
                       for kind, ways in self.ways.items()}
        self.statements = tables.read('statements:\n' + tables.STATEMENTS.strip('\n'))['statements']
        self.variables = []              # pairs of name and kind
        self.lines = []
        self.marks = 0

    def holes(self, way):
        return [name for _, name in HOLE.findall(way) if name in self.ways]

    def chance(self, probability):
        return self.dice.random() < probability

    # --- expressions ---

    def expression(self, kind, depth=0):
        if kind in BARE_KINDS:
            return self.grow(kind, depth)
        known = [name for name, its_kind in self.variables if its_kind == kind]
        if kind in ('any', 'sequence', 'iterable', 'buffer'):
            known = self.ordered()
            if kind == 'any':
                known = [name for name, its_kind in self.variables if its_kind not in ('set', 'iterator')]
        if known and self.chance(0.35 if depth < DEPTH else 0.6):
            return self.dice.choice(known)
        text = self.grow(kind, depth)
        return text if PLAIN.match(text) else f'({text})'

    def ordered(self):
        """The variables but the sets: their order is nobody's business."""
        return [name for name, kind in self.variables if kind != 'set']

    def grow(self, kind, depth):
        leaves = self.leaves[kind]
        if leaves and (depth >= DEPTH or self.chance(0.35)):
            return self.dice.choice(leaves)
        return self.fill(self.dice.choice(self.ways[kind]), depth + 1)

    def fill(self, way, depth, chosen=None):
        def write(hole):
            letter, kind = hole.groups()
            if kind not in self.ways:
                return hole.group()
            if letter:
                if letter not in chosen:
                    chosen[letter] = self.variable(kind)
                return chosen[letter]
            return self.expression(kind, depth)
        return HOLE.sub(write, way)

    def variable(self, kind):
        known = [name for name, its_kind in self.variables if its_kind == kind]
        if known and self.chance(0.9):
            return self.dice.choice(known)
        if self.variables and self.chance(0.03):
            return self.dice.choice(self.variables)[0]
        name = f'v{len(self.variables)}'
        text = self.grow(kind, DEPTH - 1)
        self.variables.append((name, kind))
        self.guarded([f'{name} = {self.dice.choice(self.leaves[kind] or [text])}'])
        self.guarded([f'{name} = {text}'])
        return name

    def marked(self, text):
        """Now and then an expression that tells when it is evaluated."""
        if self.chance(0.6):
            return text
        self.marks += 1
        return f't({self.marks}, {text})'

    # --- statements ---

    def guarded(self, lines):
        self.lines.append('try:')
        self.lines += ['    ' + line for line in lines]
        self.lines += ['except Exception as error:', '    report(error)']

    def show(self, *names):
        for name in names:
            self.guarded([f'show({name})'])

    def statement(self):
        form = self.dice.choices([self.simple, self.unpacking, self.augmented, self.match, self.loop],
                                 [60, 9, 8, 14, 6])[0]
        form()

    def simple(self):
        chosen = {}
        text = self.fill(self.dice.choice(self.statements), 1, chosen)
        self.guarded([text])
        self.show(*chosen.values())

    def target(self, depth, names):
        form = self.dice.choices(['name', 'item', 'attribute', 'slice', 'nested'],
                                 [60, 12, 6, 6, 16 if depth < 2 else 0])[0]
        if form == 'name':
            names.append(self.dice.choice(NAMES))
            return names[-1]
        if form == 'item':
            return f'{self.marked(self.expression("any", 2))}[{self.marked(self.grow("index", 2))}]'
        if form == 'attribute':
            return f'{self.marked("Box()")}.x'
        if form == 'slice':
            return f'{self.marked(self.expression("list", 2))}[{self.grow("slice", 2)}]'
        return '(' + self.targets(depth + 1, names) + ')'

    def targets(self, depth, names):
        count = self.dice.choice([1, 2, 2, 2, 3, 3, 4])
        parts = [self.target(depth, names) for _ in range(count)]
        if self.chance(0.4):
            place = self.dice.randrange(count)
            parts[place] = '*' + parts[place]
        return ', '.join(parts) + (',' if count == 1 else '')

    def unpacking(self):
        names = []
        targets = self.targets(0, names)
        value = self.marked(self.value_for(targets))
        if self.chance(0.2):
            targets += ' = ' + self.targets(1, names)
        if self.chance(0.15):
            self.guarded([f'for {targets.split(" = ")[0]} in {self.expression("iterable", 1)}:',
                          '    print("round")'])
        else:
            self.guarded([f'{targets} = {value}'])
        self.show(*dict.fromkeys(names))
        self.show(*[name for name, _ in self.variables if f'{name})[' in targets or f'{name}[' in targets])

    def value_for(self, targets):
        if self.chance(0.4):
            return self.expression('iterable', 1)
        count = targets.count(',') + self.dice.choice([0, 0, 1, 1, 1, 2])
        if self.chance(0.15):
            return f'Items({", ".join(self.expression("any", 2) for _ in range(count))})'
        brackets = self.dice.choice(['[]', '()'])
        parts = ''.join(self.expression('iterable' if self.chance(0.3) else 'any', 2) + ', '
                        for _ in range(count))
        return brackets[0] + parts + brackets[1] if count else brackets

    def augmented(self):
        names = []
        target = self.target(9, names)
        if names:
            target = self.dice.choice(self.variables)[0]
        self.guarded([f'{target} {self.grow("assignment", 0)} {self.marked(self.expression("any", 1))}'])
        self.show(*[name for name, _ in self.variables if name in target])

    def loop(self):
        name = self.dice.choice(self.ordered() or ['"abc"'])
        chosen = {}
        body = self.fill(self.dice.choice(self.statements), 2, chosen)
        source = self.dice.choice([name, name, f'enumerate({name})', f'reversed({name})',
                                   f'zip({name}, {name})', f'list({name})'])
        lines = ['rounds = 0', f'for x in {source}:', '    show(x)', '    rounds += 1',
                 '    if rounds > 5: break']
        if self.chance(0.3):
            lines += ['    try:', f'        {body}', '    except (TypeError, ValueError): continue',
                      '    finally: print("finally")']
        else:
            lines.append(f'    {body}')
        self.guarded(lines + ['else:', '    print("else")'])
        self.show(*chosen.values())

    # --- match ---

    def match(self):
        lines = [f'match {self.marked(self.subject())}:']
        count = self.dice.choice([1, 2, 3, 4])
        names = []
        for number in range(count):
            captured = []
            pattern = self.pattern(0, captured)
            guard = ''
            if self.chance(0.25):
                guard = f' if {self.marked(self.expression("any", 2))}'
            if not guard and number < count - 1 and self.irrefutable(pattern):
                guard = ' if False'
            lines.append(f'    case {pattern}{guard}:')
            lines.append(f'        show("case {number}"{"".join(", " + name for name in captured)})')
            names += captured
        self.guarded(lines)
        self.show(*dict.fromkeys(names))

    def irrefutable(self, pattern):
        return re.fullmatch(r'[()]*(\w* as )?[()]*[a-z_]\w*[()]*', pattern) is not None

    def subject(self):
        return self.dice.choice([
            lambda: self.expression('any', 1), lambda: self.expression('sequence', 1),
            lambda: self.expression('list', 1), lambda: self.expression('dict', 1),
            lambda: self.expression('tuple', 1), lambda: self.expression('any', 1),
            lambda: f'Point({self.expression("any", 2)}, {self.expression("any", 2)})',
            lambda: f'[{self.expression("any", 2)}, {self.expression("list", 2)}, {{"a": 1, "b": 2}}]',
            lambda: f'{self.expression("any", 2)}, *{self.expression("iterable", 2)}'])()

    def capture(self, captured):
        name = f'c{len(captured)}'
        captured.append(name)
        return name

    def pattern(self, depth, captured):
        simple = ['literal', 'capture', 'wildcard', 'value', 'literal', 'bare class']
        deep = ['sequence', 'sequence', 'mapping', 'class', 'or', 'as', 'builtin', 'same names']
        form = self.dice.choice(simple if depth > 2 else simple + deep + deep)
        return getattr(self, 'pattern_' + form.replace(' ', '_'))(depth, captured)

    def pattern_literal(self, depth, captured):
        return self.dice.choice(['0', '1', '2', '-1', "'a'", "'abc'", 'None', 'True', 'False', '1.5',
                                 "b'ab'", '1+2j', '-2.5', "'b'", '97', '3', "''", '-0', "'x' 'y'"])

    def pattern_capture(self, depth, captured):
        return self.capture(captured)

    def pattern_wildcard(self, depth, captured):
        return '_'

    def pattern_value(self, depth, captured):
        return self.dice.choice(['sys.maxsize', 'Strange.a', 'Point.none', 'Named.x', 'operator.none',
                                 'Box.__doc__'])

    def pattern_bare_class(self, depth, captured):
        return self.dice.choice(['int()', 'str()', 'list()', 'tuple()', 'dict()', 'Point()', 'Taking()',
                                 'float()', 'bytes()', 'bool()', 'object()', 'memoryview()', 'deque()',
                                 'array.array()', 'set()', 'Named()', 'range()', 'UserList()'])

    def pattern_builtin(self, depth, captured):
        kind = self.dice.choice('int str list tuple dict bytes bytearray set frozenset float bool'
                                ' memoryview range object deque UserList kind Int List'.split())
        parts = [self.pattern(depth + 1, captured) for _ in range(self.dice.choice([1, 1, 1, 1, 2]))]
        if self.chance(0.1):
            parts.append(f'{self.dice.choice(["real", "nothing"])}={self.pattern(depth + 1, captured)}')
        return f'{kind}({", ".join(parts)})'

    def pattern_class(self, depth, captured):
        kind = self.dice.choice(['Point', 'Point', 'Point', 'Strange', 'Named', 'Taking', 'Box',
                                 'slice', 'range', 'fails'])
        parts = [self.pattern(depth + 1, captured) for _ in range(self.dice.choice([0, 1, 2, 2, 3]))]
        for name in self.dice.sample(['x', 'y', 'start', 'n', 'a'], self.dice.choice([0, 0, 1, 2])):
            parts.append(f'{name}={self.pattern(depth + 1, captured)}')
        return f'{kind}({", ".join(parts)})'

    def pattern_sequence(self, depth, captured):
        parts = [self.pattern(depth + 1, captured) for _ in range(self.dice.choice([0, 1, 2, 2, 3]))]
        if self.chance(0.5):
            rest = '*_' if self.chance(0.4) else '*' + self.capture(captured)
            parts.insert(self.dice.randrange(len(parts) + 1), rest)
        if self.chance(0.5) or len(parts) == 1:
            return '[' + ', '.join(parts) + ']'
        return '(' + ', '.join(parts) + ')'

    def pattern_mapping(self, depth, captured):
        keys = self.dice.sample(["'a'", "'b'", '1', 'None', "'x'", 'Strange.a', '0', '-1'],
                                self.dice.choice([0, 1, 1, 2, 3]))
        parts = [f'{key}: {self.pattern(depth + 1, captured)}' for key in keys]
        if self.chance(0.35):
            parts.append('**' + self.capture(captured))
        return '{' + ', '.join(parts) + '}'

    def pattern_or(self, depth, captured):
        parts = []
        for _ in range(self.dice.choice([2, 2, 3])):
            part = '_'
            while self.irrefutable(part):
                inner = []
                part = self.pattern(depth + 1, inner)
                part = '1' if inner else part
            parts.append(part)
        return '(' + ' | '.join(parts) + ')'

    def pattern_same_names(self, depth, captured):
        name = self.capture(captured)
        parts = self.dice.sample(['[{}]', '[{}, *_]', "{{'a': {}}}", 'Point({}, _)', 'Point(y={})',
                                  '(0 | None as {})', 'str({})', '[_, *{}]', '{{**{}}}'], 2)
        return '(' + ' | '.join(parts).format(name, name) + ')'

    def pattern_as(self, depth, captured):
        inner = '_'
        while self.irrefutable(inner):
            part = []
            inner = self.pattern(depth + 1, captured if self.chance(0.5) else part)
            inner = '0' if part else inner
        return f'({inner} as {self.capture(captured)})'

    # --- the whole ---

    def program(self):
        for kind in self.dice.sample(VARIABLES, 4):
            self.variable(kind)
        for _ in range(self.dice.choice([6, 8, 10])):
            self.statement()
        for name, _ in list(self.variables):
            self.show(name)
        if self.chance(0.5):
            return '\n'.join(self.lines) + '\n'
        return 'def program():\n' + ''.join(f'    {line}\n' for line in self.lines) + 'program()\n'


def program(seed):
    return Generator(seed).program()


if __name__ == '__main__':
    import sys
    print(program(int(sys.argv[1])))
