# lib/io.py -- the public face of _io: files, buffers, text, and the abstract base classes

import abc
import _io
from _io import (DEFAULT_BUFFER_SIZE, UnsupportedOperation, BlockingIOError, open, open_code,
                 FileIO, BytesIO, StringIO, BufferedReader, BufferedWriter, BufferedRWPair,
                 BufferedRandom, TextIOWrapper, IncrementalNewlineDecoder, text_encoding)

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO",
           "BytesIO", "StringIO", "BufferedIOBase", "BufferedReader", "BufferedWriter",
           "BufferedRWPair", "BufferedRandom", "TextIOBase", "TextIOWrapper",
           "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END",
           "DEFAULT_BUFFER_SIZE", "IncrementalNewlineDecoder", "text_encoding"]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

UnsupportedOperation.__module__ = "io"


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    """The base of all file objects."""


class RawIOBase(_io._RawIOBase, IOBase):
    """The base of unbuffered binary files."""


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    """The base of buffered binary files."""


class TextIOBase(_io._TextIOBase, IOBase):
    """The base of text files."""


RawIOBase.register(FileIO)
for _cls in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    BufferedIOBase.register(_cls)
for _cls in (StringIO, TextIOWrapper):
    TextIOBase.register(_cls)
del _cls
