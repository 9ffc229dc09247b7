# tests/differential/shrink.py -- makes a program that differs as small as it can be, differing all the time
import ast
import copy
import itertools
import warnings

from interpreters import differing

ROUND = 120                   # candidates tried at once
SMALL = [ast.Constant(0), ast.Constant(1), ast.Constant(None), ast.Constant('a'), ast.List([], ast.Load()),
         ast.Tuple([], ast.Load())]


def shrink(program, left, right, rounds=60):
    """The smallest program found that still differs."""
    program = normal(ast.parse(program)) or program
    for _ in range(rounds):
        smaller = smallest(program, left, right)
        if smaller is None:
            return program
        program = smaller
    return program


def smallest(program, left, right):
    seen = {program}
    candidates = (text for text in simpler(program)
                  if weight(text) < weight(program) and text not in seen and not seen.add(text))
    while some := sorted(itertools.islice(candidates, ROUND), key=weight):
        found = differing(left, right, some)
        if found:
            return some[found[0][0]]
    return None


def weight(text):
    return len(text.split()) + len(text)


def normal(tree):
    """The text of a tree, None if it is no program."""
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + '\n'
        with warnings.catch_warnings(action='ignore'):
            compile(text, 'candidate', 'exec')
        return text
    except (SyntaxError, ValueError, RecursionError):
        return None


def simpler(program):
    """Every program that one step makes simpler: a piece left out or put in the place of its whole."""
    tree = ast.parse(program)
    for steps in (halves, statements, expressions):
        for changed in steps(tree):
            text = normal(changed)
            if text:
                yield text


def bodies(tree):
    for place, node in enumerate(ast.walk(tree)):
        for field in ('body', 'orelse', 'finalbody', 'handlers', 'cases'):
            if isinstance(getattr(node, field, None), list):
                yield place, field, getattr(node, field)


def changed_body(tree, place, field, items):
    tree = copy.deepcopy(tree)
    for number, node in enumerate(ast.walk(tree)):
        if number == place:
            setattr(node, field, items)
            return tree


def halves(tree):
    for place, field, items in bodies(tree):
        size = len(items) // 2
        while size > 1:
            for start in range(0, len(items), size):
                rest = items[:start] + items[start + size:]
                if rest:
                    yield changed_body(tree, place, field, rest)
            size //= 2


def statements(tree):
    for place, field, items in bodies(tree):
        for number, item in enumerate(items):
            rest = items[:number] + items[number + 1:]
            if rest or field in ('orelse', 'finalbody'):
                yield changed_body(tree, place, field, rest)
            inner = getattr(item, 'body', None)
            if isinstance(inner, list) and inner:
                yield changed_body(tree, place, field, items[:number] + inner + items[number + 1:])
            elif isinstance(item, ast.match_case):
                yield changed_body(tree, place, field, [item])


def expressions(tree):
    for place, node in enumerate(ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            if isinstance(value, (ast.expr, ast.pattern)):
                for smaller in simpler_nodes(value):
                    yield changed_body(tree, place, field, smaller)
                if isinstance(node, ast.Slice) or field == 'guard':
                    yield changed_body(tree, place, field, None)
            elif isinstance(value, list) and value and not isinstance(value[0], (ast.stmt, str)):
                yield from simpler_lists(tree, place, field, value)


def simpler_lists(tree, place, field, items):
    for number, item in enumerate(items):
        yield changed_body(tree, place, field, items[:number] + items[number + 1:])
        if isinstance(item, (ast.expr, ast.pattern)):
            for smaller in simpler_nodes(item):
                yield changed_body(tree, place, field, items[:number] + [smaller] + items[number + 1:])


def simpler_nodes(node):
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id[1:].isdigit() or inner is not node and isinstance(
                inner, (ast.expr, ast.pattern)) and not isinstance(inner, (ast.Name, ast.Attribute)):
            yield inner
    if isinstance(node, ast.pattern):
        yield ast.MatchAs()
    elif isinstance(getattr(node, 'ctx', ast.Load()), ast.Load):
        yield from SMALL
