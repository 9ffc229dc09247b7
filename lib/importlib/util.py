# lib/importlib/util.py -- finding specs and making modules of them.   SPDX-License-Identifier: MIT
"""Helpers for code that imports by itself."""

import sys
from ._bootstrap import _find_spec, _resolve_name, module_from_spec, spec_from_loader
from ._bootstrap_external import (
    MAGIC_NUMBER, _RAW_MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache,
    spec_from_file_location)


def source_hash(source_bytes):
    """Eight bytes that stand for a source."""
    import _imp
    return _imp.source_hash(_RAW_MAGIC_NUMBER, source_bytes)


def resolve_name(name, package):
    """The absolute name of a module named relative to a package."""
    tail = name.lstrip('.')
    level = len(name) - len(tail)
    if not level:
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} '
                          '(required for relative module names)')
    return _resolve_name(tail, package, level)


def _spec_of_loaded(module, name):
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f'{name}.__spec__ is not set') from None
    if spec is None:
        raise ValueError(f'{name}.__spec__ is None')
    return spec


def _find_spec_from_path(name, path=None):
    """As find_spec, but parents are not imported."""
    if name in sys.modules:
        return _spec_of_loaded(sys.modules[name], name)
    return _find_spec(name, path)


def find_spec(name, package=None):
    """The spec of a module, without importing it (its parents are); None if there is none."""
    full = resolve_name(name, package) if name.startswith('.') else name
    if full in sys.modules:
        return _spec_of_loaded(sys.modules[full], name)
    parent_name = full.rpartition('.')[0]
    path = None
    if parent_name:
        parent = __import__(parent_name, fromlist=['__path__'])
        try:
            path = parent.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(f'__path__ attribute not found on {parent_name!r} '
                                      f'while trying to find {full!r}', name=full) from error
    return _find_spec(full, path)


class _LazyModule(type(sys)):
    """A module that runs when somebody first asks it for something."""

    def __getattribute__(self, name):
        spec = object.__getattribute__(self, '__spec__')
        state = spec.loader_state
        object.__setattr__(self, '__class__', state['class'])
        before, loaded_names = state['dict'], object.__getattribute__(self, '__dict__')
        changed = {key: value for key, value in loaded_names.items()
                   if key not in before or before[key] is not value}
        spec.loader.exec_module(self)
        loaded_names.update(changed)
        return getattr(self, name)

    def __delattr__(self, name):
        self.__getattribute__(name)
        delattr(self, name)


class LazyLoader:
    """Puts off running a module until it is used."""

    def __init__(self, loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {'dict': module.__dict__.copy(), 'class': module.__class__}
        module.__class__ = _LazyModule
