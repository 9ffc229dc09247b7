# lib/traceback.py -- taking apart, formatting and printing exceptions and stacks

import sys

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only',
           'format_list', 'format_stack', 'format_tb', 'print_exc', 'format_exc',
           'print_exception', 'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb']


class _Implicit:
    def __repr__(self):
        return '<implicit>'


_ABSENT = _Implicit()


# ---- source lines ----

def _source_line(filename, lineno, module_globals=None):
    lines = sys._source_lines(filename)
    if lines is None:
        linecache = sys.modules.get('linecache')
        if linecache is not None:
            return linecache.getline(filename, lineno, module_globals)
        lines = _plain_source_lines(filename)
    return lines[lineno - 1] if 0 < lineno <= len(lines) else ''


_last_source = '', []


def _plain_source_lines(filename):
    """What linecache does, as long as nobody else needs it: it takes long to import."""
    global _last_source
    if filename == _last_source[0]:
        return _last_source[1]
    lines = []
    if not (filename.startswith('<') and filename.endswith('>')):
        try:
            with open(filename, encoding='utf-8', errors='replace') as file:
                lines = file.readlines()
        except (OSError, ValueError):
            pass
    _last_source = filename, lines
    return lines


def _check_source(filenames):
    global _last_source
    _last_source = '', []
    linecache = sys.modules.get('linecache')
    if linecache is not None:
        for filename in filenames:
            linecache.checkcache(filename)


def _expect_source(filename, module_globals):
    """Let linecache remember how to load a module's source if it is asked for later."""
    linecache = sys.modules.get('linecache')
    if linecache is not None:
        linecache.lazycache(filename, module_globals)


# ---- the functions ----

def print_list(extracted_list, file=None):
    """Print the entries that extract_tb() or extract_stack() gave."""
    if file is None:
        file = sys.stderr
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """Format entries as extract_tb() gives them: a string, with its newlines, for each."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """format_list() of extract_tb()."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """A StackSummary of a traceback: of its first entries, or with -limit of its last."""
    return StackSummary._extract_from_extended_frame_gen(
        _walk_tb_with_full_positions(tb), limit=limit)


def _parse_value_tb(exc, value, tb):
    """The value and traceback meant by (exc) or by (type, value, tb)."""
    if (value is _ABSENT) != (tb is _ABSENT):
        raise ValueError("Both or neither of value and tb must be given")
    if value is _ABSENT:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return value, tb


def print_exception(exc, /, value=_ABSENT, tb=_ABSENT, limit=None, file=None, chain=True,
                    **kwargs):
    """Print an exception with its traceback and, if chain is true, what led to it."""
    value, tb = _parse_value_tb(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(
        file=file, chain=chain)


def _print_exception_bltin(exc, /):
    """What the interpreter may call for an exception that nothing caught."""
    print_exception(exc)


def format_exception(exc, /, value=_ABSENT, tb=_ABSENT, limit=None, chain=True, **kwargs):
    """The lines that print_exception() would print."""
    value, tb = _parse_value_tb(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(
        chain=chain))


def format_exception_only(exc, /, value=_ABSENT, *, show_group=False, **kwargs):
    """The last lines of a formatted exception: type, message, place of a syntax error, notes."""
    if value is _ABSENT:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(
        show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """print_exception() of what is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """print_exc() into a string."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """print_exception() of the last exception that nothing caught, at the prompt."""
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
        return
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_stack(f=None, limit=None, file=None):
    """Print the stack of calls from here, or from a frame."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """format_list() of extract_stack()."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """A StackSummary of the calls that lead here, or to a frame, the outermost first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Forget the local variables of every frame in a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass                # it is still running
        tb = tb.tb_next


def walk_stack(f):
    """Yield (frame, line) from a frame outwards; None stands for the caller of extract()."""
    if f is None:
        # Out of this generator and the three levels of StackSummary.extract().
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Yield (frame, line) for each entry of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_tb_with_full_positions(tb):
    """Like walk_tb(), with (line, last line, column, end column) in place of the line."""
    while tb is not None:
        positions = _position_of(tb.tb_frame.f_code, tb.tb_lasti)
        if positions[0] is None:
            positions = (tb.tb_lineno, *positions[1:])
        yield tb.tb_frame, positions
        tb = tb.tb_next


def _position_of(code, lasti):
    if lasti >= 0:
        from itertools import islice
        # Instructions count two by two, as addresses in bytes would.
        for positions in islice(code.co_positions(), lasti // 2, None):
            return positions
    return None, None, None, None


# ---- one entry ----

class FrameSummary:
    """One entry of a traceback or stack; the source line is looked up when asked for."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name',
                 '_lines', '_lines_dedented', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        self.locals = None
        if locals:
            self.locals = {name: _safe_string(value, 'local', func=repr)
                           for name, value in locals.items()}

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno
                    and self.name == other.name and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    def _set_lines(self):
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            # A line with nothing in it is still a line of the statement.
            self._lines = "\n".join(
                _source_line(self.filename, lineno).rstrip()
                for lineno in range(self.lineno, self.end_lineno + 1))

    @property
    def _original_lines(self):
        self._set_lines()
        return self._lines

    @property
    def _dedented_lines(self):
        self._set_lines()
        if self._lines_dedented is None and self._lines is not None:
            self._lines_dedented = _dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        """The first source line, without the space around it."""
        self._set_lines()
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()


def _dedent(text):
    """Take away the space that every line begins with."""
    lines = [line if line.strip() else line.strip(' \t') for line in text.split("\n")]
    full = [line for line in lines if line]
    common = None
    for line in full:
        space = line[:len(line) - len(line.lstrip(' \t'))]
        if common is None:
            common = space
        while not space.startswith(common):
            common = common[:-1]
    size = len(common or '')
    return "\n".join(line[size:] for line in lines)


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f'<{what} {func.__name__}() failed>'


# ---- markers under a source line ----

_OPERATOR_RANK = {'|': 1, '^': 2, '&': 3, '<<': 4, '>>': 4, '+': 5, '-': 5,
                  '*': 6, '/': 6, '//': 6, '%': 6, '@': 6, '**': 8}
_NO_OPERAND = frozenset(
    'and as assert async await break class continue def del elif else except finally for from '
    'global if import in is lambda nonlocal not or pass raise return try while with yield'.split())
_OPENING, _CLOSING = '([{', ')]}'


def _skip_string(text, at):
    """The index behind a string literal whose opening quote is at AT."""
    quote = text[at]
    if text[at:at + 3] == quote * 3:
        quote *= 3
    at += len(quote)
    while at < len(text) and not text.startswith(quote, at):
        at += 2 if text[at] == '\\' else 1
    return at + len(quote)


def _skip_word(text, at):
    """The index behind a name or number (1.5e-3 too) that begins at AT."""
    start = at
    number = text[at].isdigit() or text[at] == '.'
    while at < len(text):
        letter = text[at]
        if letter.isalnum() or letter == '_' or (number and letter == '.'):
            at += 1
        elif (number and letter in '+-' and text[at - 1] in 'eE'
              and not text[start:start + 2].lower() == '0x'):
            at += 1
        else:
            break
    return at


def _tokens(text):
    """Cut a piece of source into (kind, start, end); kind is 'name', 'atom' or the symbol."""
    at = 0
    while at < len(text):
        letter = text[at]
        if letter.isspace() or letter == '\\':
            at += 1
        elif letter == '#':
            end = text.find('\n', at)
            at = len(text) if end < 0 else end
        elif letter in '"\'':
            end = _skip_string(text, at)
            yield 'atom', at, end
            at = end
        elif letter.isalnum() or letter == '_' or (letter == '.' and text[at + 1:at + 2].isdigit()):
            end = _skip_word(text, at)
            if end < len(text) and text[end] in '"\'' and end - at <= 2:
                end = _skip_string(text, end)       # letters before the quotes belong to them
                yield 'atom', at, end
            else:
                yield ('name' if text[at].isalpha() or letter == '_' else 'atom'), at, end
            at = end
        else:
            size = 2 if text[at:at + 2] in ('**', '//', '<<', '>>', '<=', '>=', '==', '!=', ':=',
                                            '->') else 1
            yield text[at:at + size], at, at + size
            at += size


def _shape(text):
    """What an expression is at its top: ('operator'|'subscript'|'call', start, end), or None.

    START and END enclose what to point at: the operator, or the brackets with their content.
    """
    depth = 0
    best = None                 # the operator that is applied last
    tail = None                 # the last pair of brackets, if the expression ends with it
    opened = []
    before = None               # the token before, at depth 0: an operand or an operator?
    unary = False
    for kind, start, end in _tokens(text):
        if kind in _OPENING:
            if depth == 0:
                opened = [kind, start, before]
            depth += 1
            continue
        if kind in _CLOSING:
            depth -= 1
            if depth < 0:
                return None
            if depth == 0:
                tail = (opened[0], opened[1], end) if opened[2] == 'operand' else None
                before = 'operand'
            continue
        if depth:
            continue
        tail = None
        if kind in ('name', 'atom'):
            if text[start:end] in _NO_OPERAND:
                return None
            before = 'operand'
        elif kind == '.':
            before = 'dot'
        elif kind in _OPERATOR_RANK:
            if before != 'operand':
                unary = unary or best is None
                before = 'operator'
                continue
            rank = _OPERATOR_RANK[kind]
            # Of equal operators the last one is on top, but of powers the first.
            if best is None or rank < best[0] or (rank == best[0] and kind != '**'):
                best = rank, start, end
            before = 'operator'
        elif kind == '~':
            unary = unary or best is None
            before = 'operator'
        else:
            return None         # a comparison, a comma, ...
    if best is not None:
        if unary and best[0] == 8:
            return None         # -a ** b is the minus of a power
        return 'operator', best[1], best[2]
    if tail is not None and not unary and tail[2] == len(text.rstrip()):
        if tail[0] == '(':
            return 'call', tail[1], tail[2]
        if tail[0] == '[':
            return 'subscript', tail[1], tail[2]
    return None


def _is_plain_call_statement(prefix, segment, shape, suffix):
    """True for `return name(...)` and `target = call(...)`, where markers would say nothing."""
    if shape is None or shape[0] != 'call':
        return False
    rest = suffix.strip()
    if rest and rest[0] not in '#;':
        return False
    prefix = prefix.strip()
    if prefix == 'return':
        return segment[:shape[1]].strip().isidentifier()
    if not prefix.endswith('='):
        return False
    depth = 0
    kinds = []
    for kind, _, _ in _tokens(prefix):
        if kind in _OPENING:
            depth += 1
        elif kind in _CLOSING:
            depth -= 1
        elif depth == 0:
            kinds.append(kind)
    return kinds.pop() == '=' and all(kind in ('name', 'atom', '.', ',', '*') for kind in kinds)


class _Markers:
    """The lines of a statement and the stretch in them to which an entry points."""

    def __init__(self, entry):
        original = entry._original_lines.splitlines()
        self.lines = entry._dedented_lines.splitlines()[:entry.end_lineno - entry.lineno + 1]
        cut = len(original[0]) - len(self.lines[0])
        last = original[entry.end_lineno - entry.lineno]
        self.start = max(0, _letters_in(original[0], entry.colno) - cut)
        self.end = max(0, _letters_in(last, entry.end_colno) - cut)
        text = "\n".join(self.lines)
        self.stop = len(text) - (len(self.lines[-1]) - self.end)
        segment = text[self.start:self.stop]
        shape = _shape(segment)
        self.inner = None
        if shape is not None:
            self.inner = self._place(segment, shape[1]), self._place(segment, shape[2])
        self.shown = self._worth_showing(text, segment, shape)

    def _place(self, segment, at):
        """The (line, column) of an index into the segment."""
        line = segment.count("\n", 0, at)
        column = at - (segment.rfind("\n", 0, at) + 1)
        return line, column + self.start if line == 0 else column

    def _worth_showing(self, text, segment, shape):
        if _is_plain_call_statement(text[:self.start], segment, shape, text[self.stop:]):
            return False
        return bool(self.inner or self.lines[0][:self.start].lstrip()
                    or self.lines[-1][self.end:].rstrip())

    def _significant(self):
        last = len(self.lines) - 1
        chosen = {0, last}
        for line, _ in self.inner or ():
            chosen.update((line - 1, line, line + 1))
        return sorted(line for line in chosen if 0 <= line <= last)

    def _marks_under(self, number):
        line = self.lines[number]
        first = len(line) - len(line.lstrip())
        if number == 0:
            first = max(first, self.start)
        stop = self.end if number == len(self.lines) - 1 else len(line)
        marks = []
        for column in range(stop):
            if column < first:
                mark = ' '
            elif self.inner is None or self.inner[0] <= (number, column) < self.inner[1]:
                mark = '^'
            else:
                mark = '~'
            width = 1 if line.isascii() or column >= len(line) else _width(line[column])
            marks.append(mark * width)
        return ''.join(marks)

    def format(self):
        out = []
        before = None
        for number in self._significant():
            between = 0 if before is None else number - before - 1
            if between == 1:
                self._show(number - 1, out)
            elif between > 1:
                out.append(f"...<{between} lines>...")
            self._show(number, out)
            before = number
        return _dedent("\n".join(out)).split("\n")

    def _show(self, number, out):
        out.append(self.lines[number])
        if self.shown:
            out.append(self._marks_under(number))


def _letters_in(line, size):
    """How many letters the first bytes of a line's UTF-8 form make."""
    if line.isascii():
        return size
    return len(line.encode('utf-8', 'surrogateescape')[:size].decode(errors="replace"))


def _width(letter):
    """How many columns of a terminal a letter takes."""
    try:
        from unicodedata import east_asian_width
    except ImportError:
        return 1
    return 2 if east_asian_width(letter) in 'FW' else 1


# ---- several entries ----

_RECURSIVE_CUTOFF = 3           # as many equal entries are shown, the others counted


class StackSummary(list):
    """A list of FrameSummary."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make one from what walk_stack() or walk_tb() yields."""
        def extended_frame_gen():
            for f, lineno in frame_gen:
                yield f, (lineno, None, None, None)
        return klass._extract_from_extended_frame_gen(
            extended_frame_gen(), limit=limit, lookup_lines=lookup_lines,
            capture_locals=capture_locals)

    @classmethod
    def _extract_from_extended_frame_gen(klass, frame_gen, *, limit=None, lookup_lines=True,
                                         capture_locals=False):
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if limit >= 0:
                from itertools import islice
                frame_gen = islice(frame_gen, limit)
            else:
                from collections import deque
                frame_gen = deque(frame_gen, maxlen=-limit)
        result = klass()
        filenames = set()
        for f, (lineno, end_lineno, colno, end_colno) in frame_gen:
            code = f.f_code
            filenames.add(code.co_filename)
            _expect_source(code.co_filename, f.f_globals)
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=f.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno))
        _check_source(filenames)
        if lookup_lines:
            for entry in result:
                entry.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make one from FrameSummary objects or tuples (filename, line number, name, line)."""
        result = klass()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            result.append(entry)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one entry; None leaves it out."""
        entry = frame_summary
        filename = entry.filename
        if filename.startswith("<stdin>-"):
            filename = "<stdin>"
        rows = [f'  File "{filename}", line {entry.lineno}, in {entry.name}\n']
        dedented = entry._dedented_lines
        if dedented and dedented.strip():
            if entry.colno is None or entry.end_colno is None:
                rows.append(f'    {entry.line}\n')
            else:
                rows += [f'    {line}\n' for line in _Markers(entry).format()]
        if entry.locals:
            rows += [f'    {name} = {value}\n' for name, value in sorted(entry.locals.items())]
        return ''.join(rows)

    def format(self, **kwargs):
        """The texts of the entries; long runs of the same entry are cut short."""
        result = []
        last = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry)
            if text is None:
                continue
            place = entry.filename, entry.lineno, entry.name
            if place != last or entry.lineno is None:
                self._note_repeats(result, count)
                last = place
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        self._note_repeats(result, count)
        return result

    @staticmethod
    def _note_repeats(result, count):
        more = count - _RECURSIVE_CUTOFF
        if more > 0:
            result.append(f'  [Previous line repeated {more} more '
                          f'time{"s" if more > 1 else ""}]\n')


# ---- exceptions ----

_CAUSE_MESSAGE = ("\nThe above exception was the direct cause "
                  "of the following exception:\n\n")
_CONTEXT_MESSAGE = ("\nDuring handling of the above exception, "
                    "another exception occurred:\n\n")


class _Indented:
    """Where the output stands: inside how many groups, and whether a group must be closed."""

    def __init__(self):
        self.seen = set()
        self.depth = 0
        self.need_close = False

    @property
    def indent(self):
        return '  ' * self.depth

    def emit(self, texts, margin=None):
        prefix = self.indent
        if self.depth:
            prefix += (margin or '|') + ' '
        for text in [texts] if isinstance(texts, str) else texts:
            if prefix:
                yield ''.join(prefix + line for line in text.splitlines(True))
            else:
                yield text


class TracebackException:
    """What is needed to show an exception later, without keeping frames alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 save_exc_type=True, _seen=None):
        top = _seen is None
        seen = _seen = set() if top else _seen
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract_from_extended_frame_gen(
            _walk_tb_with_full_positions(exc_traceback), limit=limit,
            lookup_lines=lookup_lines, capture_locals=capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_string(exc_value, 'exception')
        self.__notes__ = _notes_of(exc_value)
        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        if exc_type is not None:
            self.exc_type_qualname = exc_type.__qualname__
            self.exc_type_module = exc_type.__module__
        else:
            self.exc_type_qualname = None
            self.exc_type_module = None
        if exc_type and issubclass(exc_type, SyntaxError):
            self._take_syntax_error(exc_value)
        else:
            self._str += _hint(exc_type, exc_value, exc_traceback)
        self.__suppress_context__ = (exc_value.__suppress_context__
                                     if exc_value is not None else False)
        self.__cause__ = self.__context__ = self.exceptions = None
        if top:
            options = dict(limit=limit, lookup_lines=lookup_lines,
                           capture_locals=capture_locals, max_group_width=max_group_width,
                           max_group_depth=max_group_depth)
            self._take_related(exc_value, compact, seen, options)

    def _take_syntax_error(self, error):
        self.filename = error.filename
        self.lineno = None if error.lineno is None else str(error.lineno)
        self.end_lineno = None if error.end_lineno is None else str(error.end_lineno)
        self.text = error.text
        self.offset = error.offset
        self.end_offset = error.end_offset
        self.msg = error.msg
        self._is_syntax_error = True

    def _take_related(self, exc_value, compact, seen, options):
        """Take causes, contexts and the members of groups too, in a loop: chains may be long."""
        todo = [(self, exc_value)]

        def related(exc):
            made = TracebackException(type(exc), exc, exc.__traceback__, _seen=seen, **options)
            todo.append((made, exc))
            return made
        while todo:
            te, exc = todo.pop()
            if exc is None:
                continue
            if exc.__cause__ is not None and id(exc.__cause__) not in seen:
                te.__cause__ = related(exc.__cause__)
            wanted = not (compact and (te.__cause__ is not None or exc.__suppress_context__))
            if wanted and exc.__context__ is not None and id(exc.__context__) not in seen:
                te.__context__ = related(exc.__context__)
            if isinstance(exc, BaseExceptionGroup):
                te.exceptions = [related(member) for member in exc.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Make one from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn('Deprecated in 3.13. Use exc_type_str instead.',
                      DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        """The name of the type as it is shown."""
        if not self._have_exc_type:
            return None
        module = self.exc_type_module
        if module in ("__main__", "builtins"):
            return self.exc_type_qualname
        if not isinstance(module, str):
            module = "<unknown>"
        return f"{module}.{self.exc_type_qualname}"

    def _load_lines(self):
        for entry in self.stack:
            entry.line

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """Yield the lines behind the traceback; with show_group those of the members too."""
        indent = 3 * _depth * ' '
        if not self._have_exc_type:
            yield indent + _final_line(None, self._str)
            return
        name = self.exc_type_str
        if not self._is_syntax_error:
            if _depth > 0:
                for line in _final_line(name, self._str).split('\n')[:-1]:
                    yield f'{indent}{line}\n'
            else:
                yield _final_line(name, self._str)
        else:
            for text in self._format_syntax_error(name):
                yield indent + text
        yield from self._format_notes(indent)
        if self.exceptions and show_group:
            for member in self.exceptions:
                yield from member.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _format_notes(self, indent):
        notes = self.__notes__
        if notes is None:
            return
        from _collections_abc import Sequence
        if isinstance(notes, Sequence) and not isinstance(notes, (str, bytes)):
            for note in notes:
                note = _safe_string(note, 'note')
                yield from [f'{indent}{line}\n' for line in note.split('\n')]
        else:
            yield f"{indent}{_safe_string(notes, '__notes__', func=repr)}\n"

    def _format_syntax_error(self, name):
        suffix = ''
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f' ({self.filename})'
        if self.text is not None:
            yield from self._format_syntax_text()
        yield f"{name}: {self.msg or '<no detail available>'}{suffix}\n"

    def _format_syntax_text(self):
        text = self.text.rstrip('\n')
        shown = text.lstrip(' \n\f')
        yield f'    {shown}\n'
        offset = self.offset
        if offset is None:
            return
        if self.lineno == self.end_lineno:
            end = self.end_offset if self.end_offset not in (None, 0) else offset
        else:
            end = len(text) + 1
        if self.text and offset > len(self.text):
            offset = len(text) + 1
        if self.text and end > len(self.text):
            end = len(text) + 1
        if offset >= end or end < 0:
            end = offset + 1
        start = offset - 1 - (len(text) - len(shown))
        if start >= 0:
            space = ''.join(letter if letter.isspace() else ' ' for letter in shown[:start])
            yield f"    {space}{'^' * (end - offset)}\n"

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """Yield the text of the exception, what led to it first."""
        ctx = _Indented() if _ctx is None else _ctx
        links = []
        exc = self
        while exc is not None:
            link = None
            if chain:
                if exc.__cause__ is not None:
                    link = exc.__cause__, _CAUSE_MESSAGE
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    link = exc.__context__, _CONTEXT_MESSAGE
            links.append((link and link[1], exc))
            exc = link and link[0]
        for message, exc in reversed(links):
            if message is not None:
                yield from ctx.emit(message)
            if exc.exceptions is None:
                if exc.stack:
                    yield from ctx.emit('Traceback (most recent call last):\n')
                    yield from ctx.emit(exc.stack.format())
                yield from ctx.emit(exc.format_exception_only())
            elif ctx.depth > self.max_group_depth:
                yield from ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from self._format_group(exc, ctx)

    def _format_group(self, exc, ctx):
        outermost = ctx.depth == 0
        if outermost:
            ctx.depth += 1
        if exc.stack:
            yield from ctx.emit('Exception Group Traceback (most recent call last):\n',
                                margin='+' if outermost else None)
            yield from ctx.emit(exc.stack.format())
        yield from ctx.emit(exc.format_exception_only())
        total = len(exc.exceptions)
        count = total if total <= self.max_group_width else self.max_group_width + 1
        ctx.need_close = False
        for number in range(count):
            last = number == count - 1
            if last:
                ctx.need_close = True       # the innermost group that ends here draws the line
            cut = number >= self.max_group_width
            title = '...' if cut else str(number + 1)
            yield (f"{ctx.indent}{'+-' if number == 0 else '  '}"
                   f"+---------------- {title} ----------------\n")
            ctx.depth += 1
            if cut:
                more = total - self.max_group_width
                yield from ctx.emit(f"and {more} more exception{'s' if more > 1 else ''}\n")
            else:
                yield from exc.exceptions[number].format(_ctx=ctx)
            if last and ctx.need_close:
                yield ctx.indent + "+------------------------------------\n"
                ctx.need_close = False
            ctx.depth -= 1
        if outermost:
            ctx.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print what format() yields."""
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain):
            print(line, file=file, end="")


def _final_line(name, text):
    if text is None or not text:
        return f"{name}\n"
    return f"{name}: {text}\n"


def _notes_of(exc):
    try:
        return getattr(exc, '__notes__', None)
    except Exception as error:
        return [f'Ignored error getting __notes__: {_safe_string(error, "__notes__", repr)}']


# ---- suggestions ----

_MAX_CANDIDATES = 750
_MAX_NAME_SIZE = 40
_MOVE_COST = 2
_CASE_COST = 1


def _hint(exc_type, exc_value, tb):
    """What to add to the message: the name that was probably meant."""
    if not exc_type:
        return ''
    if issubclass(exc_type, ImportError):
        wrong = getattr(exc_value, "name_from", None)
    elif issubclass(exc_type, (NameError, AttributeError)):
        wrong = getattr(exc_value, "name", None)
    else:
        return ''
    if wrong is None:
        return ''
    hint = ''
    suggestion = _compute_suggestion_error(exc_value, tb, wrong)
    if suggestion:
        hint = f". Did you mean: '{suggestion}'?"
    if (issubclass(exc_type, NameError) and isinstance(wrong, str)
            and wrong in getattr(sys, 'stdlib_module_names', ())):
        hint += (f" Or did you forget to import '{wrong}'?" if suggestion
                 else f". Did you forget to import '{wrong}'?")
    return hint


def _last_frame(tb):
    while tb.tb_next is not None:
        tb = tb.tb_next
    return tb.tb_frame


def _names_of(obj):
    try:
        return dir(obj)
    except TypeError:           # names that can't be sorted with each other
        return [*obj.__dict__.keys(), *type(obj).__dict__.keys()]


def _candidates(exc_value, tb, wrong):
    """The names that exist where a wrong one was used."""
    if isinstance(exc_value, NameError):
        if tb is None:
            return []
        frame = _last_frame(tb)
        return [*frame.f_locals, *frame.f_globals, *frame.f_builtins]
    if isinstance(exc_value, AttributeError):
        obj = exc_value.obj
        names = _names_of(obj)
        private = wrong[:1] == '_'
        if not private and tb is not None:
            # A method may be told about private names of its own object.
            frame = _last_frame(tb)
            private = 'self' in frame.f_locals and frame.f_locals['self'] is obj
    else:
        names = _names_of(__import__(exc_value.name))
        private = wrong[:1] == '_'
    return [name for name in names if isinstance(name, str) and (private or name[:1] != '_')]


def _compute_suggestion_error(exc_value, tb, wrong_name):
    if not isinstance(wrong_name, str):
        return None
    try:
        names = [name for name in _candidates(exc_value, tb, wrong_name) if isinstance(name, str)]
    except Exception:
        return None
    if isinstance(exc_value, NameError) and tb is not None:
        me = _last_frame(tb).f_locals.get('self', _ABSENT)
        try:
            if me is not _ABSENT and hasattr(me, wrong_name):
                return f"self.{wrong_name}"
        except Exception:
            pass
    return _nearest(wrong_name, names)


def _nearest(wrong, names):
    """The name most like a wrong one, if any is near enough."""
    if len(names) > _MAX_CANDIDATES or len(wrong) > _MAX_NAME_SIZE:
        return None
    best = None
    best_distance = len(wrong)
    for name in names:
        if name == wrong:
            continue            # it exists, and yet was not found
        limit = (len(name) + len(wrong) + 3) * _MOVE_COST // 6
        limit = min(limit, best_distance - 1)
        distance = _levenshtein_distance(wrong, name, limit)
        if distance <= limit and (best is None or distance < best_distance):
            best, best_distance = name, distance
    return best


def _letter_cost(a, b):
    if a == b:
        return 0
    return _CASE_COST if a.lower() == b.lower() else _MOVE_COST


def _levenshtein_distance(a, b, limit):
    """The edit distance of two names (Levenshtein), anything above the limit once it is passed."""
    if a == b:
        return 0
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return _MOVE_COST * (len(a) + len(b))
    if len(a) > _MAX_NAME_SIZE or len(b) > _MAX_NAME_SIZE:
        return limit + 1
    if len(b) < len(a):
        a, b = b, a
    if (len(b) - len(a)) * _MOVE_COST > limit:
        return limit + 1
    row = [_MOVE_COST * size for size in range(1, len(a) + 1)]
    result = 0
    for bindex, letter in enumerate(b):
        corner = result = bindex * _MOVE_COST
        smallest = limit + 1
        for index in range(len(a)):
            replaced = corner + _letter_cost(letter, a[index])
            corner = row[index]
            result = min(replaced, min(result, corner) + _MOVE_COST)
            row[index] = result
            smallest = min(smallest, result)
        if smallest > limit:
            return limit + 1
    return result
