# lib/importlib/_bootstrap.py -- from specs to modules.   SPDX-License-Identifier: MIT
"""What every way of loading a module has in common."""

import _importlib
import sys
from _importlib import BuiltinImporter, FrozenImporter, ModuleSpec

_Module = type(sys)


def _verbose_message(message, *args, verbosity=1):
    if sys.flags.verbose >= verbosity:
        print('#', message.format(*args), file=sys.stderr)


def _resolve_name(name, package, level):
    base = package.rsplit('.', level - 1)
    if len(base) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return f'{base[0]}.{name}' if name else base[0]


def _gcd_import(name, package=None, level=0):
    if not isinstance(name, str):
        raise TypeError(f'module name must be str, not {type(name)}')
    if level > 0:
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if not package:
            raise ImportError('attempted relative import with no known parent package')
        name = _resolve_name(name, package, level)
    if not name:
        raise ValueError('Empty module name')
    return _importlib.import_module(name)


def _find_spec(name, path, target=None):
    """The spec that the first finder on sys.meta_path gives, or None."""
    for finder in list(sys.meta_path):
        try:
            find = finder.find_spec
        except AttributeError:
            continue
        spec = find(name, path, target)
        if spec is not None:
            return spec
    return None


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec made from what the loader says."""
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        from ._bootstrap_external import spec_from_file_location
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader,
                                       submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _init_module_attrs(spec, module, *, override=False):
    def put(name, value):
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass

    put('__name__', spec.name)
    loader = spec.loader
    if loader is None and spec.submodule_search_locations is not None:
        from ._bootstrap_external import NamespaceLoader
        loader = NamespaceLoader(spec.name, spec.submodule_search_locations)
        spec.loader = loader
    put('__loader__', loader)
    put('__package__', spec.parent)
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        put('__path__', spec.submodule_search_locations)
    if spec.has_location:
        put('__file__', spec.origin)
        if spec.cached is not None:
            put('__cached__', spec.cached)
    return module


def module_from_spec(spec):
    """A new module with all its attributes, whose code has not run."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = _Module(spec.name)
    return _init_module_attrs(spec, module)


def _exec(spec, module):
    """Run the code of `spec` in a module that exists."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name!r} not in sys.modules', name=name)
    try:
        if spec.loader is None and spec.submodule_search_locations is None:
            raise ImportError('missing loader', name=name)
        _init_module_attrs(spec, module, override=True)
        if hasattr(spec.loader, 'exec_module'):
            spec.loader.exec_module(module)
        elif spec.loader is not None:
            spec.loader.load_module(name)
    finally:
        module = sys.modules.pop(name)
        sys.modules[name] = module
    return module


def _load(spec):
    """The module of `spec`, made, entered into sys.modules and run."""
    if spec.loader is not None and not hasattr(spec.loader, 'exec_module'):
        module = spec.loader.load_module(spec.name)
        return _init_module_attrs(spec, sys.modules.get(spec.name, module))
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if spec.loader is not None:
                spec.loader.exec_module(module)
            elif spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=spec.name)
        except:
            sys.modules.pop(spec.name, None)
            raise
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


_load_unlocked = _load


def _load_module_shim(loader, fullname):
    spec = spec_from_loader(fullname, loader)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


def _find_and_load(name, import_=None):
    return _importlib.import_module(name)
