# lib/importlib/_bootstrap_external.py -- modules in files: finders, loaders, names of files.
# SPDX-License-Identifier: MIT
"""Finding modules on a path."""

import _importlib
import os
import sys
from _importlib import BuiltinImporter, FrozenImporter, ModuleSpec, SourceFileLoader

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = ['.pyc']
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = b'TUP\n'
_RAW_MAGIC_NUMBER = int.from_bytes(MAGIC_NUMBER, 'little')
_PYCACHE = '__pycache__'
_OPT = 'opt-'
_POPULATE = object()


# --- names of files ---

def cache_from_source(path, debug_override=None, *, optimization=None):
    """The path of the .pyc file that belongs to a .py file."""
    if debug_override is not None:
        if optimization is not None:
            raise TypeError('debug_override or optimization must be set to None')
        optimization = '' if debug_override else 1
    head, tail = os.path.split(os.fspath(path))
    base, dot, rest = tail.rpartition('.')
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    if optimization is None:
        optimization = sys.flags.optimize or ''
    optimization = str(optimization)
    name = f'{base or rest}{dot}{tag}'
    if optimization:
        if not optimization.isalnum():
            raise ValueError(f'{optimization!r} is not alphanumeric')
        name += f'.{_OPT}{optimization}'
    name += '.pyc'
    if sys.pycache_prefix is not None:
        head = os.path.join(os.getcwd(), head) if head[:1] != '/' else head
        return os.path.join(sys.pycache_prefix, head.lstrip('/'), name)
    return os.path.join(head, _PYCACHE, name)


def source_from_cache(path):
    """The path of the .py file that belongs to a .pyc file."""
    if sys.implementation.cache_tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    head, name = os.path.split(os.fspath(path))
    prefix = sys.pycache_prefix
    if prefix is not None and head.startswith(prefix.rstrip('/') + '/'):
        head = head[len(prefix.rstrip('/')):]
    else:
        head, folder = os.path.split(head)
        if folder != _PYCACHE:
            raise ValueError(f'{_PYCACHE} not bottom-level directory in {path!r}')
    dots = name.count('.')
    if dots not in (2, 3):
        raise ValueError(f'expected only 2 or 3 dots in {name!r}')
    if dots == 3:
        level = name.rsplit('.', 2)[-2]
        if not level.startswith(_OPT):
            raise ValueError(f'optimization portion of filename does not start with {_OPT!r}')
        if not level[len(_OPT):].isalnum():
            raise ValueError(f'optimization level {level!r} is not an alphanumeric value')
    return os.path.join(head, name.partition('.')[0] + SOURCE_SUFFIXES[0])


def decode_source(source_bytes):
    """The text of source as str, with line ends made uniform."""
    import io
    import tokenize
    encoding = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)[0]
    return io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding))


def _path_stats(path):
    status = os.stat(path)
    return {'mtime': status.st_mtime, 'size': status.st_size}


def _calc_mode(path):
    try:
        return os.stat(path).st_mode | 0o200
    except OSError:
        return 0o666


# --- loaders ---

class _Unloadable:
    """A loader for files that hold another implementation's code."""

    def __init__(self, name, path):
        self.name = name
        self.path = path

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, fullname=None):
        return self.path

    def is_package(self, fullname):
        return os.path.basename(self.path).rsplit('.', 1)[0] == '__init__'

    def get_source(self, fullname):
        return None

    def get_data(self, path):
        with open(path, 'rb') as file:
            return file.read()

    def create_module(self, spec):
        self._refuse(spec.name)

    def exec_module(self, module):
        self._refuse(module.__name__)

    def get_code(self, fullname):
        self._refuse(fullname)

    def _refuse(self, name):
        raise ImportError(f'{self.path!r}: {self._why}', name=name, path=self.path)


class SourcelessFileLoader(_Unloadable):
    _why = 'compiled code cannot be loaded without its source'


class ExtensionFileLoader(_Unloadable):
    _why = 'extension modules of CPython cannot be loaded'

    def get_code(self, fullname):
        return None


class NamespaceLoader:
    """Of a package without __init__, spread over folders."""

    def __init__(self, name, path, path_finder=None):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def get_resource_reader(self, module):
        from importlib.readers import NamespaceReader
        return NamespaceReader(self._path)


_NamespaceLoader = NamespaceLoader


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES)]


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=_POPULATE):
    """The spec of a module in that file."""
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = os.fspath(location)
        if location[:1] not in ('/', '<'):
            location = os.path.join(os.getcwd(), location)
    if loader is None:
        for maker, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                loader = maker(name, location)
                break
        else:
            return None
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is not _POPULATE:
        spec.submodule_search_locations = submodule_search_locations
    elif hasattr(loader, 'is_package'):
        try:
            if loader.is_package(name):
                spec.submodule_search_locations = []
        except ImportError:
            pass
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(os.path.dirname(location))
    return spec


# --- finders ---

class FileFinder:
    """Finds modules in one folder."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details
                         for suffix in suffixes]
        self.path = path if path and path != '.' else os.getcwd()
        if self.path[:1] not in ('/', '<'):
            self.path = os.path.join(os.getcwd(), self.path)

    def invalidate_caches(self):
        """Nothing is remembered."""

    def find_spec(self, fullname, target=None):
        base = os.path.join(self.path, fullname.rpartition('.')[2])
        is_folder = os.path.isdir(base)
        if is_folder:
            for suffix, loader in self._loaders:
                path = os.path.join(base, '__init__' + suffix)
                if os.path.isfile(path):
                    return self._spec(loader, fullname, path, [base])
        for suffix, loader in self._loaders:
            if os.path.isfile(base + suffix):
                return self._spec(loader, fullname, base + suffix, None)
        if is_folder:
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    def _spec(self, loader, fullname, path, search):
        return spec_from_file_location(fullname, path, loader=loader(fullname, path),
                                       submodule_search_locations=search)

    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not os.path.isdir(path or '.'):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f'FileFinder({self.path!r})'


class PathFinder:
    """Finds modules in the folders of sys.path or of a package's __path__."""

    @staticmethod
    def invalidate_caches():
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None or not os.path.isabs(name):
                del sys.path_importer_cache[name]
            elif hasattr(finder, 'invalidate_caches'):
                finder.invalidate_caches()

    @staticmethod
    def _path_importer_cache(path):
        if path == '':
            try:
                path = os.getcwd()
            except OSError:
                return None
        try:
            return sys.path_importer_cache[path]
        except KeyError:
            pass
        finder = None
        for hook in sys.path_hooks:
            try:
                finder = hook(path)
                break
            except ImportError:
                continue
        sys.path_importer_cache[path] = finder
        return finder

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        spaces = []
        for entry in sys.path if path is None else path:
            finder = cls._path_importer_cache(entry) if isinstance(entry, str) else None
            if finder is None:
                continue
            spec = finder.find_spec(fullname)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            spaces.extend(spec.submodule_search_locations or ())
        if not spaces:
            return None
        spec = ModuleSpec(fullname, None)
        spec.submodule_search_locations = spaces
        return spec

    @staticmethod
    def find_distributions(*args, **kwargs):
        from importlib.metadata import MetadataPathFinder
        return MetadataPathFinder.find_distributions(*args, **kwargs)


def _install():
    _importlib.own_finder(PathFinder)
    sys.meta_path.extend([BuiltinImporter, FrozenImporter, PathFinder])
    sys.path_hooks.append(FileFinder.path_hook(*_get_supported_file_loaders()))


_install()
