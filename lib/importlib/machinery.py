# lib/importlib/machinery.py -- finders, loaders and suffixes.   SPDX-License-Identifier: MIT
"""The finders and loaders that import uses."""

from ._bootstrap import BuiltinImporter, FrozenImporter, ModuleSpec
from ._bootstrap_external import (
    BYTECODE_SUFFIXES, DEBUG_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, OPTIMIZED_BYTECODE_SUFFIXES,
    SOURCE_SUFFIXES, ExtensionFileLoader, FileFinder, NamespaceLoader, PathFinder,
    SourceFileLoader, SourcelessFileLoader)


def all_suffixes():
    """Every ending that a module's file may have."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
