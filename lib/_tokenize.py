# lib/_tokenize.py -- tokens of a text with comments and line ends, as tokenize wants them.
# SPDX-License-Identifier: MIT
"""What the module tokenize stands on."""

import _tokens
import token as _token

_KINDS = {'NAME': _token.NAME, 'NUMBER': _token.NUMBER, 'STRING': _token.STRING, 'OP': _token.OP,
          'FSTRING_START': getattr(_token, 'FSTRING_START', _token.STRING),
          'FSTRING_MIDDLE': getattr(_token, 'FSTRING_MIDDLE', _token.STRING),
          'FSTRING_END': getattr(_token, 'FSTRING_END', _token.STRING)}


def _read_all(readline, encoding):
    parts = []
    while True:
        try:
            line = readline()
        except StopIteration:
            break
        if encoding is not None and not isinstance(line, str):
            line = line.decode(encoding)
        if not line:
            break
        parts.append(line)
    return ''.join(parts)


def _split_lines(text):
    """The lines with their ends; only \\n, \\r\\n and \\r end a line."""
    lines = []
    if '\r' in text and '\r' in text.replace('\r\n', ''):
        text = text.replace('\r\n', '\n').replace('\r', '\n')
    for piece in text.split('\n'):
        lines.append(piece + '\n')
    if lines[-1] == '\n':
        lines.pop()
    elif lines:
        lines[-1] = lines[-1][:-1]
    return lines


def _line_end(line):
    """The characters that end a line."""
    if line.endswith('\r\n'):
        return '\r\n'
    return line[-1] if line.endswith('\n') else ''


class TokenizerIter:
    """Iterates over tuples (type, string, start, end, line)."""

    def __init__(self, readline, *, encoding=None, extra_tokens=False):
        text = _read_all(readline, encoding)
        self._lines = _split_lines(text)
        self._extra = extra_tokens
        self._row, self._column = 1, 0
        self._tokens = self._generate(text)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._tokens)

    def _text(self, first, last):
        """The lines of a token, whole."""
        return ''.join(self._lines[first - 1:last])

    def _make(self, kind, string, row, column, end_row, end_column):
        self._row, self._column = end_row, end_column
        return kind, string, (row, column), (end_row, end_column), self._text(row, end_row)

    def _end_of_line(self, kind, row, column):
        end = _line_end(self._lines[row - 1])
        made = self._make(kind, end, row, column, row, column + (len(end) or 1))
        self._row, self._column = row + 1, 0
        return made

    def _between(self, row, column, in_line):
        """Comments and line ends up to a place; in_line: not the end of that line."""
        while (self._row, self._column) < (row, column) and self._row <= len(self._lines):
            line = self._lines[self._row - 1]
            stop = column if self._row == row else len(line)
            gap = line[self._column:stop]
            mark = gap.find('#')
            body = gap.rstrip('\r\n') if mark < 0 else gap[mark:].rstrip('\r\n')
            if mark >= 0:
                start = self._column + mark
                if self._extra:
                    yield self._make(_token.COMMENT, body, self._row, start, self._row,
                                     start + len(body))
                self._column = start + len(body)
            elif self._row < row or not in_line:
                self._column += len(body)
            if self._row == row and (in_line or mark < 0):
                self._column = column
                return
            if body.endswith('\\') and mark < 0:
                self._row, self._column = self._row + 1, 0
                continue
            made = self._end_of_line(_token.NL, self._row, self._column)
            if self._extra:
                yield made

    def _generate(self, text):
        found, error, unfinished = _tokens.read(text, '<string>')
        margins = []
        for kind, string, row, column, end_row, end_column in found:
            if kind in ('INDENT', 'DEDENT'):
                margins.append(kind)
            elif kind == 'END':
                yield from self._finish(margins)
            elif kind == 'NEWLINE':
                yield from self._newline()
            else:
                yield from self._between(row, column, True)
                if margins:
                    yield from self._shift(margins, row, column)
                    margins = []
                if kind == 'FSTRING_MIDDLE':
                    yield from self._pieces(string, row, column)
                    self._row, self._column = end_row, end_column
                else:
                    yield self._make(_KINDS[kind], string, row, column, end_row, end_column)
        if error is not None:
            yield from self._fail(error, unfinished)

    def _newline(self):
        """The end of a statement, behind a comment if there is one."""
        row = self._row
        if row > len(self._lines):
            return
        line = self._lines[row - 1]
        rest = line[self._column:]
        mark = rest.find('#')
        if mark >= 0:
            body = rest[mark:].rstrip('\r\n')
            start = self._column + mark
            made = self._make(_token.COMMENT, body, row, start, row, start + len(body))
            if self._extra:
                yield made
        end = len(line) - len(_line_end(line))
        yield self._end_of_line(_token.NEWLINE, row, end if mark < 0 else self._column)

    def _shift(self, margins, row, column):
        for kind in margins:
            if kind == 'INDENT':
                yield self._make(_token.INDENT, self._lines[row - 1][:column], row, 0, row, column)
            else:
                yield self._make(_token.DEDENT, '', row, column, row, column)

    def _pieces(self, string, row, column):
        """Text of an f-string: a doubled brace ends a token, as one brace."""
        first = 0
        at = 0
        while at < len(string):
            if string[at:at + 2] in ('{{', '}}'):
                yield self._piece(string[first:at + 1], row, column)
                row, column = self._after(string[first:at + 2], row, column)
                at += 2
                first = at
            else:
                at += 1
        if first < len(string):
            yield self._piece(string[first:], row, column)

    def _after(self, string, row, column):
        lines = string.count('\n')
        if not lines:
            return row, column + len(string)
        return row + lines, len(string) - string.rindex('\n') - 1

    def _piece(self, string, row, column):
        return self._make(_KINDS['FSTRING_MIDDLE'], string, row, column,
                          *self._after(string, row, column))

    def _finish(self, margins):
        yield from self._between(len(self._lines) + 1, 0, True)
        row = len(self._lines) + 1
        for kind in margins:
            yield _token.DEDENT, '', (row, 0), (row, 0), ''
        yield _token.ENDMARKER, '', (row, 0), (row, 0), ''

    def _fail(self, error, unfinished):
        if not unfinished or type(error) is not SyntaxError:
            raise error
        row = len(self._lines)
        last = self._lines[-1]
        if last.endswith('\\'):
            raise SyntaxError('unexpected EOF in multi-line statement',
                              ('<string>', row, len(last) + 1, last, row, len(last) + 1))
        yield from self._between(row, len(last), False)
        if not last.endswith('\n') and self._row == row:
            made = self._end_of_line(_token.NL, row, self._column)
            if self._extra:
                yield made
        raise SyntaxError('unexpected EOF in multi-line statement',
                          ('<string>', row, 0, last, row, 0))
