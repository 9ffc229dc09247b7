# lib/_codecnames.py -- the registry of codecs and error handlers over str.encode and bytes.decode

import _codecs
import sys

__all__ = ['register', 'unregister', 'lookup', 'encode', 'decode', 'register_error',
           'lookup_error', 'charmap_build', 'charmap_encode', 'charmap_decode']

# The encodings that str.encode() and bytes.decode() know themselves, by normalised name
_NATIVE = {
    'utf_8': 'utf-8', 'utf8': 'utf-8', 'u8': 'utf-8', 'utf': 'utf-8', 'cp65001': 'utf-8',
    'utf8_ucs2': 'utf-8', 'utf8_ucs4': 'utf-8',
    'utf_8_sig': 'utf-8-sig',
    'utf_7': 'utf-7', 'utf7': 'utf-7', 'u7': 'utf-7', 'unicode_1_1_utf_7': 'utf-7',
    'utf_16': 'utf-16', 'utf16': 'utf-16', 'u16': 'utf-16',
    'utf_16_le': 'utf-16-le', 'utf_16le': 'utf-16-le',
    'utf_16_be': 'utf-16-be', 'utf_16be': 'utf-16-be',
    'utf_32': 'utf-32', 'utf32': 'utf-32', 'u32': 'utf-32',
    'utf_32_le': 'utf-32-le', 'utf_32le': 'utf-32-le',
    'utf_32_be': 'utf-32-be', 'utf_32be': 'utf-32-be',
    'ascii': 'ascii', 'us_ascii': 'ascii', '646': 'ascii', 'us': 'ascii',
    'latin_1': 'iso8859-1', 'latin1': 'iso8859-1', 'latin': 'iso8859-1', 'l1': 'iso8859-1',
    'iso_8859_1': 'iso8859-1', 'iso8859_1': 'iso8859-1', 'iso8859': 'iso8859-1',
    '8859': 'iso8859-1', 'cp819': 'iso8859-1',
    'unicode_escape': 'unicode-escape', 'raw_unicode_escape': 'raw-unicode-escape',
}

_search_functions = []
_found = {}                     # normalised name -> CodecInfo


def _normalise(encoding):
    name = []
    for letter in encoding.lower():
        if letter.isascii() and (letter.isalnum() or letter == '.'):
            name.append(letter)
        elif name and name[-1] != '_':
            name.append('_')
    return ''.join(name).strip('_')


def register(search_function, /):
    """Add a function that finds codecs: it gets a name and returns CodecInfo or None."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search_functions.append(search_function)


def unregister(search_function, /):
    """Take such a function away again."""
    if search_function in _search_functions:
        _search_functions.remove(search_function)
        _found.clear()


def lookup(encoding, /):
    """Find a codec by name; returns CodecInfo."""
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    if '\0' in encoding:
        raise ValueError("embedded null character")
    name = _normalise(encoding)
    info = _found.get(name)
    if info is None:
        info = _find(name, encoding)
        _found[name] = info
    return info


def _find(name, encoding):
    native = _NATIVE.get(name)
    if native is not None:
        return _native_codec(native)
    for search in _search_functions:
        info = search(name)
        if info is not None:
            if not (isinstance(info, tuple) and len(info) == 4):
                raise TypeError("codec search functions must return 4-tuples")
            return info
    try:
        from encodings import search_function
    except ImportError:
        search_function = None
    if search_function is not None and search_function not in _search_functions:
        info = search_function(name)
        if info is not None:
            return info
    raise LookupError(f"unknown encoding: {encoding}")


def encode(obj, encoding='utf-8', errors='strict'):
    """Encode an object (mostly a str) with a codec."""
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding='utf-8', errors='strict'):
    """Decode an object (mostly bytes) with a codec."""
    return lookup(encoding).decode(obj, errors)[0]


def _native_codec(name):
    import codecs

    def encode_all(input, errors='strict'):
        return input.encode(name, errors or 'strict'), len(input)

    def decode_all(input, errors='strict'):
        return bytes(input).decode(name, errors or 'strict'), len(input)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        begun = False

        def encode(self, input, final=False):
            # The mark of the byte order belongs to the beginning only.
            used = name
            if self.begun and name in _WITHOUT_MARK:
                used = _WITHOUT_MARK[name]
            self.begun = self.begun or bool(input)
            if not self.begun:
                return b''
            return input.encode(used, self.errors)

        def reset(self):
            self.begun = False

        def getstate(self):
            return int(self.begun)

        def setstate(self, state):
            self.begun = bool(state)

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        used = name

        def _buffer_decode(self, input, errors, final):
            if self.used in _WITHOUT_MARK and len(input) >= 4 or final:
                self.used, skip = _order_by_mark(self.used, input)
                text, size = _decode_part(input[skip:], self.used, errors, final)
                return text, size + skip
            if self.used in _WITHOUT_MARK:
                return '', 0
            return _decode_part(input, self.used, errors, final)

        def reset(self):
            super().reset()
            self.used = name

        def getstate(self):
            return self.buffer, _ORDERS.index(self.used) if self.used in _ORDERS else 0

        def setstate(self, state):
            super().setstate(state)
            self.used = _ORDERS[state[1]] or name

    class StreamWriter(codecs.StreamWriter):
        def __init__(self, stream, errors='strict'):
            super().__init__(stream, errors)
            self._encoder = IncrementalEncoder(errors)

        def encode(self, input, errors='strict'):
            return self._encoder.encode(input), len(input)

        def reset(self):
            self._encoder.reset()

    class StreamReader(codecs.StreamReader):
        used = name

        def decode(self, input, errors='strict'):
            self.used, skip = _order_by_mark(self.used, input)
            text, size = _decode_part(bytes(input[skip:]), self.used, errors, False)
            return text, size + skip

        def reset(self):
            super().reset()
            self.used = name

    return codecs.CodecInfo(encode_all, decode_all, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name)


_LOCAL = '-le' if sys.byteorder == 'little' else '-be'
_WITHOUT_MARK = {'utf-16': 'utf-16' + _LOCAL, 'utf-32': 'utf-32' + _LOCAL, 'utf-8-sig': 'utf-8'}
_ORDERS = ['', 'utf-16-le', 'utf-16-be', 'utf-32-le', 'utf-32-be', 'utf-8']
_MARKS = {'utf-16': ((b'\xff\xfe', 'utf-16-le'), (b'\xfe\xff', 'utf-16-be')),
          'utf-32': ((b'\xff\xfe\0\0', 'utf-32-le'), (b'\0\0\xfe\xff', 'utf-32-be')),
          'utf-8-sig': ((b'\xef\xbb\xbf', 'utf-8'),)}


def _order_by_mark(name, data):
    """The encoding that a mark at the beginning of the data tells, and the mark's size."""
    for mark, order in _MARKS.get(name, ()):
        if data[:len(mark)] == mark:
            return order, len(mark)
    if name in _WITHOUT_MARK and data:
        return _WITHOUT_MARK[name], 0
    return name, 0


def _decode_part(data, name, errors, final):
    """Decode what is complete; returns the text and how many bytes it took."""
    size = len(data)
    if name == 'utf-7':
        return _codecs.utf_7_decode(data, errors, final)
    if not final:
        size -= _incomplete(data, name)
    return bytes(data[:size]).decode(name, errors or 'strict'), size


def _incomplete(data, name):
    """How many bytes at the end begin a letter that needs more of them."""
    if name in ('utf-8', 'utf-8-sig'):
        for back in range(1, min(4, len(data) + 1)):
            byte = data[-back]
            if byte >= 0xC0:
                need = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                return back if byte < 0xF5 and need > back else 0
            if byte < 0x80:
                break
        return 0
    if name.startswith('utf-16'):
        rest = len(data) % 2
        if len(data) - rest >= 2:
            last = data[len(data) - rest - (1 if name.endswith('le') else 2)]
            if 0xD8 <= last < 0xDC:
                rest += 2
        return rest
    if name.startswith('utf-32'):
        return len(data) % 4
    if name == 'unicode-escape' or name == 'raw-unicode-escape':
        at = data.rfind(b'\\')
        return len(data) - at if at >= 0 and len(data) - at < 10 else 0
    return 0


# ---- single-byte encodings by table ----

def charmap_build(map, /):
    """An encoding table from a string that has the letter of every byte."""
    return {ord(letter): byte for byte, letter in enumerate(map)}


def charmap_decode(data, errors='strict', mapping=None):
    """Decode byte by byte with a table: a string, or a dict of numbers to str or numbers."""
    if mapping is None:
        return bytes(data).decode('latin-1', errors), len(data)
    data = bytes(data)
    parts = []
    at = 0
    while at < len(data):
        try:
            letter = mapping[data[at]]
        except LookupError:
            letter = None
        if isinstance(letter, int):
            letter = None if letter == 0xFFFE else chr(letter)
        if letter is None or letter == '\ufffe':
            error = UnicodeDecodeError('charmap', data, at, at + 1,
                                       'character maps to <undefined>')
            letter, at = lookup_error(errors or 'strict')(error)
        else:
            at += 1
        parts.append(letter)
    return ''.join(parts), len(data)


def charmap_encode(text, errors='strict', mapping=None):
    """Encode letter by letter with a table of numbers to bytes or numbers."""
    if mapping is None:
        return text.encode('latin-1', errors), len(text)

    def one(letter):
        try:
            code = mapping[ord(letter)]
        except LookupError:
            return None
        return bytes([code]) if isinstance(code, int) else code
    parts = []
    at = 0
    while at < len(text):
        code = one(text[at])
        if code is not None:
            parts.append(code)
            at += 1
            continue
        end = at + 1
        while end < len(text) and one(text[end]) is None:
            end += 1
        error = UnicodeEncodeError('charmap', text, at, end, 'character maps to <undefined>')
        instead, at = lookup_error(errors or 'strict')(error)
        if isinstance(instead, str):
            encoded = [one(letter) for letter in instead]
            if None in encoded:
                raise error
            instead = b''.join(encoded)
        parts.append(instead)
    return b''.join(parts), len(text)


# ---- error handlers: they get the error and return what to put in place, and where to go on ----

def strict_errors(error):
    if isinstance(error, Exception):
        raise error
    raise TypeError("codec must pass exception instance")


def ignore_errors(error):
    return '', error.end


def replace_errors(error):
    size = error.end - error.start
    if isinstance(error, UnicodeEncodeError):
        return '?' * size, error.end
    if isinstance(error, UnicodeDecodeError):
        return '\ufffd', error.end
    return '\ufffd' * size, error.end


def xmlcharrefreplace_errors(error):
    if not isinstance(error, UnicodeEncodeError):
        raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")
    return ''.join(f'&#{ord(letter)};' for letter in error.object[error.start:error.end]), error.end


def _escape(letter):
    code = ord(letter)
    if code < 0x100:
        return f'\\x{code:02x}'
    return f'\\u{code:04x}' if code < 0x10000 else f'\\U{code:08x}'


def backslashreplace_errors(error):
    part = error.object[error.start:error.end]
    if isinstance(error, UnicodeDecodeError):
        return ''.join(f'\\x{byte:02x}' for byte in part), error.end
    return ''.join(map(_escape, part)), error.end


def namereplace_errors(error):
    if not isinstance(error, UnicodeEncodeError):
        raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")
    from unicodedata import name

    def named(letter):
        found = name(letter, None)
        return _escape(letter) if found is None else f'\\N{{{found}}}'
    return ''.join(map(named, error.object[error.start:error.end])), error.end


def surrogateescape_errors(error):
    part = error.object[error.start:error.end]
    if isinstance(error, UnicodeEncodeError):
        if all('\udc80' <= letter <= '\udcff' for letter in part):
            return bytes(ord(letter) - 0xDC00 for letter in part), error.end
    elif isinstance(error, UnicodeDecodeError):
        size = 0
        while size < len(part) and part[size] >= 0x80:
            size += 1
        if size:
            return ''.join(chr(0xDC00 + byte) for byte in part[:size]), error.start + size
    raise error


_handlers = {'strict': strict_errors, 'ignore': ignore_errors, 'replace': replace_errors,
             'xmlcharrefreplace': xmlcharrefreplace_errors,
             'backslashreplace': backslashreplace_errors, 'namereplace': namereplace_errors,
             'surrogateescape': surrogateescape_errors}


def register_error(errors, handler, /):
    """Add an error handler under a name."""
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name, /):
    """The error handler of a name."""
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f"unknown error handler name '{name}'") from None
