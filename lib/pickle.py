# lib/pickle.py -- objects as octets and back; the work is done by _pickle

import codecs
import io
import sys

import _compat_pickle
from _pickle import (PickleBuffer, PickleError, Pickler, PicklingError, Unpickler,
                     UnpicklingError, _opcodes, dump, dumps, load, loads)
from copyreg import _extension_cache, _extension_registry, _inverted_registry, dispatch_table

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler",
           "dump", "dumps", "load", "loads", "PickleBuffer"]

format_version = "4.0"               # of the default protocol
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
bytes_types = bytes, bytearray

globals().update(_opcodes)           # MARK = b'(' ...
__all__ += sorted([*_opcodes, "DEFAULT_PROTOCOL", "FALSE", "HIGHEST_PROTOCOL", "TRUE"])
TRUE = b'I01\n'                      # of protocols 0 and 1
FALSE = b'I00\n'
_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]


def encode_long(x):
    """The fewest octets that hold an int: two's complement, little-endian; b'' for 0.

    >>> encode_long(-129), encode_long(255)
    (b'\\x7f\\xff', b'\\xff\\x00')
    """
    return x.to_bytes((x if x >= 0 else ~x).bit_length() // 8 + 1, 'little', signed=True) if x else b''


def decode_long(data):
    """The int that encode_long() made octets of."""
    return int.from_bytes(data, 'little', signed=True)


def _getattribute(obj, name):
    """The attribute with a dotted name, and the object that has its last part."""
    parent = None
    for part in name.split('.'):
        if part == '<locals>':
            raise AttributeError(f"Can't get local attribute {name!r} on {obj!r}")
        parent = obj
        try:
            obj = getattr(obj, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {obj!r}") from None
    return obj, parent


def whichmodule(obj, name):
    """The name of the module that has an object under a name; the last resort is __main__."""
    module_name = getattr(obj, '__module__', None)
    if module_name is not None:
        return module_name
    for module_name, module in sys.modules.copy().items():
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


class _Framer:
    """Collects octets for a frame; for those who put pickles together by hand."""

    _FRAME_SIZE_MIN = 4
    _FRAME_SIZE_TARGET = 64 * 1024

    def __init__(self, file_write):
        self.file_write = file_write
        self.current_frame = None

    def start_framing(self):
        self.current_frame = io.BytesIO()

    def end_framing(self):
        if self.current_frame and self.current_frame.tell() > 0:
            self.commit_frame(force=True)
            self.current_frame = None

    def commit_frame(self, force=False):
        frame = self.current_frame
        if not frame or not (force or frame.tell() >= self._FRAME_SIZE_TARGET):
            return
        data = frame.getvalue()
        if len(data) >= self._FRAME_SIZE_MIN:
            self.file_write(FRAME + len(data).to_bytes(8, 'little'))
        self.file_write(data)
        self.current_frame = io.BytesIO()

    def write(self, data):
        return (self.current_frame.write if self.current_frame else self.file_write)(data)


class _Pickler(Pickler):
    """A Pickler that can also be told single instructions."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        super().__init__(file, protocol, fix_imports, buffer_callback)
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        self.proto = HIGHEST_PROTOCOL if protocol < 0 else protocol
        self.framer = _Framer(file.write)
        self.write = self.framer.write

    def put(self, idx):
        if self.proto >= 4:
            return MEMOIZE
        if not self.bin:
            return PUT + b'%d\n' % idx
        return BINPUT + bytes([idx]) if idx < 256 else LONG_BINPUT + idx.to_bytes(4, 'little')

    def get(self, i):
        if not self.bin:
            return GET + b'%d\n' % i
        return BINGET + bytes([i]) if i < 256 else LONG_BINGET + i.to_bytes(4, 'little')


_Unpickler = Unpickler
_dump, _dumps, _load, _loads = dump, dumps, load, loads
