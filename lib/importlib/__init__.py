# lib/importlib/__init__.py -- importlib: imports by name, at run time.
# SPDX-License-Identifier: MIT
"""Import by name; the parts of import are in importlib.util and importlib.machinery."""

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

import _importlib
import sys
from . import _bootstrap, _bootstrap_external

__import__ = __import__
# What this package does not bring itself (metadata, resources) is the standard library's.
__path__.append(_importlib.stdlib() + '/importlib')

_reloading = {}


def invalidate_caches():
    """Make all finders look again."""
    for finder in sys.meta_path:
        if hasattr(finder, 'invalidate_caches'):
            finder.invalidate_caches()


def import_module(name, package=None):
    """The module of that name; a leading dot makes it relative to `package`."""
    if not name.startswith('.'):
        return _bootstrap._gcd_import(name)
    if not package:
        raise TypeError("the 'package' argument is required to perform a "
                        f"relative import for {name!r}")
    tail = name.lstrip('.')
    return _bootstrap._gcd_import(tail, package, len(name) - len(tail))


def reload(module):
    """Run the module's source once more, in the module as it is."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError('reload() argument must be a module') from None
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    if name in _reloading:
        return _reloading[name]
    _reloading[name] = module
    try:
        parent = name.rpartition('.')[0]
        path = None
        if parent:
            if parent not in sys.modules:
                raise ImportError(f'parent {parent!r} not in sys.modules', name=parent)
            path = sys.modules[parent].__path__
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f'spec not found for the module {name!r}', name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        _reloading.pop(name, None)
