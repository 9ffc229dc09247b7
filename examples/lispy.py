# examples/lispy.py -- a small Scheme: text becomes tuples, and one match statement evaluates them
"""A Scheme interpreter to read in one sitting.

    python lispy.py                 talk to it (or give it a program on standard input)
    python lispy.py queens.scm      run files

A program is read into tuples: (if (< n 2) 1 n) becomes ('if', ('<', 'n', 2), 1, 'n').
Symbols are plain str, so the patterns below look like the forms they match. A Scheme string
is a Text, which equals no symbol; a list is a tuple, and () is the empty list.
"""
import functools
import math
import operator
import re
import sys


class Text(str):
    """A Scheme string: never equal to the symbol spelled with the same letters."""
    def __eq__(self, other):
        return isinstance(other, Text) and str.__eq__(self, other)
    __hash__ = str.__hash__


class Form(tuple):
    """A list as it was read: a tuple that knows its (line, column)."""
    place = None


class SchemeError(Exception):
    """What went wrong, and the place of the innermost form in which it did."""
    def __init__(self, message, place=None):
        super().__init__(message)
        self.place = place


class Unfinished(SchemeError):
    """The text ended inside a list or a string: at a terminal, more may come."""


# Reading: characters to tokens, tokens to tuples

TOKEN = re.compile(r'''[\s]+ | ;[^\n]*                    # nothing
                     | (?P<string> " (?: \\. | [^"\\] )* ("?) )
                     | (?P<mark>   [()'] )
                     | (?P<atom>   [^\s()'";]+ )''', re.VERBOSE | re.DOTALL)


def tokens(text):
    """Yield (token, place) for every token of the text."""
    line, line_start = 1, 0
    for found in TOKEN.finditer(text):
        token, place = found.group(), (line, found.start() - line_start + 1)
        match found.lastgroup:
            case 'string' if not found.group(2):
                raise Unfinished('string was never closed', place)
            case 'string' | 'mark' | 'atom':
                yield token, place
        line += token.count('\n')
        if '\n' in token:
            line_start = found.start() + token.rindex('\n') + 1


def read(text):
    """Yield (expression, place) for every expression of the text."""
    stream = tokens(text)
    for token, place in stream:
        yield read_from(token, place, stream), place


def read_from(token, place, stream):
    if token == ')':
        raise SchemeError("unexpected ')'", place)
    if token == '(':
        items = []
        for inner, where in stream:
            if inner == ')':
                form = Form(items)
                form.place = place
                return form
            items.append(read_from(inner, where, stream))
        raise Unfinished("'(' was never closed", place)
    if token == "'":
        for inner, where in stream:
            return ('quote', read_from(inner, where, stream))
        raise Unfinished('nothing to quote', place)
    return atom(token)


ESCAPES = {r'\n': '\n', r'\t': '\t'}


def atom(token):
    """What one token means: a boolean, a string, a number, or else a symbol."""
    if token in ('#t', '#f'):
        return token == '#t'
    if token.startswith('"'):
        return Text(re.sub(r'\\.', lambda m: ESCAPES.get(m[0], m[0][1:]), token[1:-1]))
    if token.lstrip('+-.')[:1].isdigit():
        for number in int, float:
            try:
                return number(token)
            except ValueError:
                pass
    return token


# Evaluating

class Environment(dict):
    """The names of one scope, inside the scope around it."""
    def __init__(self, names, outer=None):
        super().__init__(names)
        self.outer = outer

    def find(self, name):
        """The innermost scope that has the name."""
        scope = self
        while scope is not None:
            if name in scope:
                return scope
            scope = scope.outer
        raise SchemeError(f'unbound variable: {name}')


class Procedure:
    """A lambda with the scope it was born in: a closure."""
    __match_args__ = 'parameters', 'body', 'scope'

    def __init__(self, parameters, body, scope):
        self.parameters, self.scope = parameters, scope
        self.body = body[0] if len(body) == 1 else ('begin', *body)

    def __call__(self, *arguments):
        return evaluate(self.body, Environment(bind(self.parameters, arguments), self.scope))


def bind(parameters, arguments):
    """Pair parameters with arguments: (a b), (a b . rest), or one name for them all."""
    given = len(arguments)
    match parameters:
        case str(rest):
            return {rest: tuple(arguments)}
        case [*names, '.', rest]:
            if given >= (fixed := len(names)):
                return {**dict(zip(names, arguments)), rest: tuple(arguments[fixed:])}
            raise SchemeError(f'at least {fixed} arguments wanted, {given} given')
        case _ if given == len(parameters):
            return dict(zip(parameters, arguments))
    raise SchemeError(f'{len(parameters)} arguments wanted, {given} given')


DERIVED = {'let', 'let*', 'letrec', 'cond', 'when', 'unless', 'do'}
KEYWORDS = DERIVED | {'quote', 'if', 'define', 'set!', 'lambda', 'begin', 'and', 'or'}


def evaluate(x, scope):
    """The value of x. A tail call only gives x and scope new values and goes round again."""
    try:
        while True:
            match x:
                case Text() | int() | float() | None:
                    return x
                case str():
                    return scope.find(x)[x]
                case ['quote', datum]:
                    return datum
                case ['if', test, yes]:
                    x = yes if evaluate(test, scope) is not False else None
                case ['if', test, yes, no]:
                    x = yes if evaluate(test, scope) is not False else no
                case ['define', str(name), value]:
                    scope[name] = evaluate(value, scope)
                    return None
                case ['define', [name, *parameters], _, *_]:
                    x = ('define', name, ('lambda', tuple(parameters), *x[2:]))
                case ['set!', str(name), value]:
                    scope.find(name)[name] = evaluate(value, scope)
                    return None
                case ['lambda', str() | tuple() as parameters, *body] if body:
                    return Procedure(parameters, body, scope)
                case ['begin', *first, last]:
                    for form in first:
                        evaluate(form, scope)
                    x = last
                case ['and' | 'or' as keyword]:
                    return keyword == 'and'
                case ['and' | 'or', last]:
                    x = last
                case ['and', first, *others]:
                    x = False if evaluate(first, scope) is False else ('and', *others)
                case ['or', first, *others]:
                    if (value := evaluate(first, scope)) is not False:
                        return value
                    x = ('or', *others)
                case [str(keyword), *_] if keyword in DERIVED:
                    x = rewrite(x)
                case [str(keyword), *_] if keyword in KEYWORDS:
                    raise SchemeError(f'malformed {keyword}: {show(x)}')
                case [_, *_]:
                    procedure, *arguments = [evaluate(part, scope) for part in x]
                    match procedure:
                        case Procedure(parameters, x, outer):
                            scope = Environment(bind(parameters, arguments), outer)
                        case _:
                            return call(procedure, arguments)
                case _:
                    raise SchemeError(f'nothing to evaluate in {show(x)}')
    except SchemeError as error:
        error.place = error.place or getattr(x, 'place', None)
        raise


def rewrite(x):
    """Derived forms, spelled with the simpler ones."""
    match x:
        case ['let', [*bindings], _, *_]:
            names, values = split(bindings)
            return (('lambda', names, *x[2:]), *values)
        case ['let', str(loop), [*bindings], _, *_]:
            names, values = split(bindings)
            define = ('define', loop, ('lambda', names, *x[3:]))
            return (('let', (), define, loop), *values)
        case ['let*', [first, *others], _, *_] if others:
            return ('let', (first,), ('let*', tuple(others), *x[2:]))
        case ['let*', bindings, *body]:
            return ('let', bindings, *body)
        case ['letrec', [*bindings], *body]:
            return ('let', (), *(('define', *one) for one in zip(*split(bindings))), *body)
        case ['cond']:
            return None
        case ['cond', ['else', *body]]:
            return ('begin', *body)
        case ['cond', [test], *clauses]:
            return ('or', test, ('cond', *clauses))
        case ['cond', [test, *body], *clauses]:
            return ('if', test, ('begin', *body), ('cond', *clauses))
        case ['when', test, *body]:
            return ('if', test, ('begin', *body))
        case ['unless', test, *body]:
            return ('if', test, None, ('begin', *body))
        case ['do', [*steps], [test, *result], *body]:
            names, starts = split([step[:2] for step in map(pair, steps)])
            again = (' do', *(step[2] if step[2:] else step[0] for step in steps))
            body = ('if', test, ('begin', None, *result), ('begin', *body, again))
            return ('let', ' do', tuple(zip(names, starts)), body)
    raise SchemeError(f'malformed {x[0]}: {show(x)}')


def split(bindings):
    """((a 1) (b 2)) to (a b), (1 2)."""
    for binding in bindings:
        match binding:
            case [str(), _]:
                pass
            case _:
                raise SchemeError(f'malformed binding: {show(binding)}')
    return tuple(name for name, _ in bindings), tuple(value for _, value in bindings)


def call(builtin, arguments):
    """Call a procedure written in Python; what it raises becomes an error of the program."""
    if not callable(builtin):
        raise SchemeError(f'not a procedure: {show(builtin)}')
    try:
        return builtin(*arguments)
    except (TypeError, ValueError, IndexError, ArithmeticError) as error:
        raise SchemeError(f'{name_of(builtin)}: {error}') from None


# Printing

def show(value):
    """The value as the reader would take it."""
    match value:
        case True | False:
            return '#t' if value else '#f'
        case Text():
            return '"' + re.sub(r'["\\]', r'\\\g<0>', value).replace('\n', r'\n') + '"'
        case ['quote', datum]:
            return "'" + show(datum)
        case tuple():
            return f'({" ".join(map(show, value))})'
        case None:
            return ''
        case _ if callable(value):
            return f'#<procedure {name_of(value)}>'
    return str(value)


def name_of(procedure):
    names = (name for name, value in GLOBAL.items() if value is procedure)
    return next(names, 'lambda')


def display(*values):
    """Write the values plainly, strings without their quotes."""
    print(*(v if isinstance(v, Text) else show(v) for v in values), sep='', end='')


# The procedures a program starts with

def compare(relation):
    return lambda *values: all(map(relation, values, values[1:]))


def divide(a, b):
    return a // b if isinstance(a, int) and isinstance(b, int) and a % b == 0 else a / b


def pair(value):
    match value:
        case [_, *_]:
            return value
    raise SchemeError(f'not a pair: {show(value)}')


def fail(message, *values):
    raise SchemeError(' '.join([message, *map(show, values)]))


def same(a, b):
    """eq?: one object, or equal atoms; two lists are the same only if they are one."""
    return a is b or type(a) is type(b) and not isinstance(a, (tuple, Text)) and a == b


def is_a(*types):
    return lambda value: type(value) in types


GLOBAL = Environment({
    '+': lambda *values: sum(values), '*': lambda *values: math.prod(values), '/': divide,
    '-': lambda first, *rest: first - sum(rest) if rest else -first,
    '=': compare(operator.eq), '<': compare(operator.lt), '>': compare(operator.gt),
    '<=': compare(operator.le), '>=': compare(operator.ge),
    'quotient': lambda a, b: abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1),
    'remainder': lambda a, b: abs(a) % abs(b) * (-1 if a < 0 else 1), 'modulo': operator.mod,
    'abs': abs, 'min': min, 'max': max, 'sqrt': math.sqrt, 'expt': pow, 'round': round,
    'zero?': lambda n: n == 0, 'even?': lambda n: n % 2 == 0, 'odd?': lambda n: n % 2 == 1,
    'cons': lambda first, rest: (first, *rest), 'car': lambda p: pair(p)[0],
    'cdr': lambda p: pair(p)[1:], 'cadr': lambda p: pair(pair(p)[1:])[0],
    'cddr': lambda p: pair(pair(p)[1:])[1:], 'caddr': lambda p: pair(pair(p)[2:])[0],
    'list': lambda *items: items, 'append': lambda *lists: sum(lists, ()),
    'length': len, 'reverse': lambda items: items[::-1], 'list-ref': operator.getitem,
    'iota': lambda n, start=0: tuple(range(start, start + n)),
    'map': lambda f, *lists: tuple(map(f, *lists)),
    'for-each': lambda f, *lists: [f(*row) for row in zip(*lists)] and None,
    'filter': lambda f, items: tuple(v for v in items if f(v) is not False),
    'fold-left': lambda f, start, items: functools.reduce(f, items, start),
    'apply': lambda f, *rest: f(*rest[:-1], *rest[-1]),
    'assoc': lambda key, table: next((row for row in table if row[0] == key), False),
    'member': lambda v, items: items[items.index(v):] if v in items else False,
    'null?': lambda v: v == (), 'pair?': lambda v: isinstance(v, tuple) and v != (),
    'list?': lambda v: isinstance(v, tuple), 'symbol?': is_a(str), 'string?': is_a(Text),
    'number?': is_a(int, float), 'boolean?': is_a(bool), 'procedure?': callable,
    'eq?': same, 'equal?': operator.eq, 'not': lambda v: v is False,
    'string-append': lambda *texts: Text(''.join(texts)), 'string-length': len,
    'substring': lambda text, start, end: Text(text[start:end]),
    'string->symbol': str, 'symbol->string': Text, 'number->string': lambda n: Text(n),
    'string->number': lambda text: n if is_a(int, float)(n := atom(text)) else False,
    'display': display, 'newline': print, 'write': lambda v: print(show(v), end=''), 'error': fail,
})


# Running

def run(text, scope, echo=False):
    """Evaluate all that the text holds; `echo` prints every value."""
    place = 1, 1
    try:
        for x, place in list(read(text)):
            value = evaluate(x, scope)
            if echo and value is not None:
                print(show(value))
    except RecursionError:
        raise SchemeError('recursion too deep', place) from None
    except SchemeError as error:
        error.place = error.place or place
        raise


def message(error, name):
    line, column = error.place
    return f'{name}:{line}:{column}: {error}'


def run_file(name, text, echo=False):
    """Run a program in a scope of its own and answer the exit status."""
    try:
        run(text, Environment({}, GLOBAL), echo)
    except SchemeError as error:
        print(message(error, name), file=sys.stderr)
        return 1
    return 0


def converse():
    """Read, evaluate, print, until the end of input; an open list asks for more lines."""
    scope, text = Environment({}, GLOBAL), ''
    print('A small Scheme. Ctrl-D leaves.')
    while True:
        try:
            text += input('    ... ' if text else 'lispy> ') + '\n'
            run(text, scope, echo=True)
        except Unfinished:
            continue
        except SchemeError as error:
            print(message(error, 'input'))
        except KeyboardInterrupt:
            print()
        except EOFError:
            print()
            return 0
        text = ''


def main(files):
    if not files:
        return converse() if sys.stdin.isatty() else run_file('input', sys.stdin.read(), True)
    for name in files:
        try:
            with open(name, encoding='utf-8') as file:
                text = file.read()
        except OSError as error:
            return f'lispy: {error}'
        if status := run_file(name, text):
            return status
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
