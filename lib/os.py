# lib/os.py -- files, environment, processes: the system calls of posix, made comfortable

import sys
import posix as _posix
from stat import S_ISDIR
from abc import ABCMeta as _ABCMeta, abstractmethod as _abstractmethod
from _collections_abc import MutableMapping, Mapping, _check_methods
from posix import *
from posix import _exit

name = 'posix'
linesep = '\n'

import posixpath as path
sys.modules['os.path'] = path
from posixpath import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

GenericAlias = type(list[int])

_posix_names = [_n for _n in dir(_posix) if _n[0] != '_']
__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep",
           "defpath", "name", "path", "devnull", "SEEK_SET", "SEEK_CUR",
           "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen",
           "extsep", "_exit", "makedirs", "removedirs", "renames", "walk", "fwalk",
           "execl", "execle", "execlp", "execlpe", "execvp", "execvpe",
           "environ", "environb", "getenv", "getenvb", "supports_bytes_environ",
           "popen", "PathLike", "fspath", "process_cpu_count",
           "supports_dir_fd", "supports_effective_ids", "supports_fd",
           "supports_follow_symlinks", *_posix_names]
del _posix_names

error = OSError
SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


# ---- what the system calls can do ----

def _functions_with(names):
    """The functions named in {function: configuration name}, where this system has it."""
    have = getattr(_posix, '_have_functions', ())
    return {globals()[function] for function, symbol in names.items()
            if symbol in have and function in globals()}


supports_dir_fd = _functions_with({
    'access': 'HAVE_FACCESSAT', 'chmod': 'HAVE_FCHMODAT', 'chown': 'HAVE_FCHOWNAT',
    'stat': 'HAVE_FSTATAT', 'utime': 'HAVE_FUTIMESAT', 'link': 'HAVE_LINKAT',
    'mkdir': 'HAVE_MKDIRAT', 'mkfifo': 'HAVE_MKFIFOAT', 'mknod': 'HAVE_MKNODAT',
    'open': 'HAVE_OPENAT', 'readlink': 'HAVE_READLINKAT', 'rename': 'HAVE_RENAMEAT',
    'symlink': 'HAVE_SYMLINKAT', 'unlink': 'HAVE_UNLINKAT', 'rmdir': 'HAVE_UNLINKAT'})
supports_effective_ids = _functions_with({'access': 'HAVE_FACCESSAT'})
supports_fd = _functions_with({
    'chdir': 'HAVE_FCHDIR', 'chmod': 'HAVE_FCHMOD', 'chown': 'HAVE_FCHOWN',
    'listdir': 'HAVE_FDOPENDIR', 'scandir': 'HAVE_FDOPENDIR', 'execve': 'HAVE_FEXECVE',
    'stat': 'HAVE_FSTAT', 'truncate': 'HAVE_FTRUNCATE', 'utime': 'HAVE_FUTIMENS',
    'pathconf': 'HAVE_FPATHCONF', 'statvfs': 'HAVE_FSTATVFS'})
supports_follow_symlinks = _functions_with({
    'access': 'HAVE_FACCESSAT', 'chown': 'HAVE_FCHOWNAT', 'stat': 'HAVE_FSTATAT',
    'link': 'HAVE_LINKAT', 'utime': 'HAVE_UTIMENSAT'})


# ---- directories ----

def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory and those above it that are missing."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass                # somebody else was faster
        if tail == (curdir if isinstance(tail, str) else b'.'):
            return
    try:
        mkdir(name, mode)
    except OSError:
        # Not FileExistsError alone: a read-only place may answer with another error first.
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove a directory, then those above it as long as they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename; make the directories that the new name needs, remove those left empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


_walk_symlinks_as_files = object()


def _is_dir(entry, followlinks):
    """Whether walk() counts an entry as a directory; an error means no."""
    try:
        if followlinks is _walk_symlinks_as_files:
            return entry.is_dir(follow_symlinks=False) and not entry.is_junction()
        return entry.is_dir()
    except OSError:
        return False


def _may_descend(entry, followlinks):
    if followlinks:
        return True
    try:
        return not entry.is_symlink()
    except OSError:
        return True


def _read_dir(top, topdown, onerror, followlinks):
    """List a directory for walk(): (subdirectories, files, those to descend to), or None."""
    dirs, files, descend = [], [], []
    try:
        with scandir(top) as entries:
            for entry in entries:
                if not _is_dir(entry, followlinks):
                    files.append(entry.name)
                    continue
                dirs.append(entry.name)
                if not topdown and _may_descend(entry, followlinks):
                    descend.append(entry.path)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return None
    return dirs, files, descend


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yield (directory, its subdirectories, its other files) for a whole tree.

    Going top down, the caller may change the list of subdirectories to steer what follows.
    """
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    todo = [fspath(top)]
    while todo:
        top = todo.pop()
        if isinstance(top, tuple):
            yield top
            continue
        found = _read_dir(top, topdown, onerror, followlinks)
        if found is None:
            continue
        dirs, files, descend = found
        if topdown:
            yield top, dirs, files
            for dirname in reversed(dirs):
                new = path.join(top, dirname)
                # The caller may have changed the list, so ask the file system once more.
                if followlinks is _walk_symlinks_as_files or followlinks or not path.islink(new):
                    todo.append(new)
        else:
            todo.append((top, dirs, files))
            todo += reversed(descend)


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """Like walk(), but yields a file descriptor of the directory as a fourth item."""
    sys.audit("os.fwalk", top, topdown, onerror, follow_symlinks, dir_fd)
    top = fspath(top)
    todo = [('root', dir_fd, top, top)]
    opened = []
    try:
        while todo:
            step = todo.pop()
            if step[0] == 'close':
                close(step[1])
                opened.remove(step[1])
            elif step[0] == 'yield':
                yield step[1]
            else:
                yield from _fwalk_one(step, todo, opened, topdown, onerror,
                                      follow_symlinks)
    finally:
        for fd in opened:
            close(fd)


def _fwalk_one(step, todo, opened, topdown, onerror, follow_symlinks):
    role, parent_fd, shown, name = step
    try:
        if not follow_symlinks:
            before = stat(name, follow_symlinks=False, dir_fd=parent_fd)
        fd = open(name, O_RDONLY | O_NONBLOCK, dir_fd=parent_fd)
    except OSError as error:
        if role == 'root':
            raise
        if onerror is not None:
            onerror(error)
        return
    opened.append(fd)
    todo.append(('close', fd))
    # A link may have been put in place between the two calls: only the same file counts.
    if not follow_symlinks:
        if not path.samestat(before, stat(fd)) or (role == 'root' and not S_ISDIR(before.st_mode)):
            return
    dirs, files = [], []
    for entry in scandir(fd):
        (dirs if _is_dir(entry, True) else files).append(
            fsencode(entry.name) if isinstance(shown, bytes) else entry.name)
    if topdown:
        yield shown, dirs, files, fd
    else:
        todo.append(('yield', (shown, dirs, files, fd)))
    for dirname in reversed(dirs):
        todo.append(('below', fd, path.join(shown, dirname), dirname))


# ---- running programs in place of this one ----

def execl(file, *args):
    """Run a program in place of this one, with the arguments that follow."""
    execv(file, args)


def execle(file, *args):
    """Like execl(); the last argument is the environment."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """Like execl(); looks for the program on PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """Like execlp(); the last argument is the environment."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Run a program, found on PATH, in place of this one, with a list of arguments."""
    _exec_on_path(file, args, None)


def execvpe(file, args, env):
    """Like execvp(), with an environment."""
    _exec_on_path(file, args, env)


def _exec_on_path(file, args, env):
    def run(program):
        if env is None:
            execv(program, args)
        else:
            execve(program, args, env)
    if path.dirname(file):
        run(file)
        return
    saved = None
    for directory in get_exec_path(env):
        if isinstance(file, bytes):
            directory = fsencode(directory)
        try:
            run(path.join(directory, file))
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            if saved is None:
                saved = error
    raise saved or last


def get_exec_path(env=None):
    """The list of directories in which programs are looked for."""
    if env is None:
        env = environ
    found = env.get('PATH')
    try:
        in_bytes = env[b'PATH']
    except (KeyError, TypeError):
        pass
    else:
        if found is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        found = in_bytes
    if found is None:
        found = defpath
    elif isinstance(found, bytes):
        found = fsdecode(found)
    return found.split(pathsep)


# ---- environment ----

class _Environ(MutableMapping):
    """The environment as a mapping: a change is made for child processes too."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        shown = ', '.join(f'{self.decodekey(key)!r}: {self.decodevalue(value)!r}'
                          for key, value in self._data.items())
        return f'environ({{{shown}}})'

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**self, **other}

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**other, **self}


def fsencode(filename):
    """A file name as bytes, as the system wants it."""
    filename = fspath(filename)
    if isinstance(filename, str):
        return filename.encode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
    return filename


def fsdecode(filename):
    """A file name as a str."""
    filename = fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
    return filename


def _encode_variable(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode(sys.getfilesystemencoding(), 'surrogateescape')


def _decode_variable(value):
    return value.decode(sys.getfilesystemencoding(), 'surrogateescape')


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {type(value).__name__}")
    return value


supports_bytes_environ = True
environ = _Environ(_posix.environ, _encode_variable, _decode_variable,
                   _encode_variable, _decode_variable)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)


def getenv(key, default=None):
    """The value of an environment variable, or the default."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """The value of an environment variable in bytes, or the default."""
    return environb.get(key, default)


# ---- processes and files ----

P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1


def process_cpu_count():
    """How many processors this process may use, or None."""
    if hasattr(_posix, 'sched_getaffinity'):
        return len(_posix.sched_getaffinity(0)) or None
    return cpu_count()


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """Make a file object of a file descriptor."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import io
    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def popen(cmd, mode="r", buffering=-1):
    """Run a shell command; returns a file that reads its output or writes its input."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import io
    import subprocess
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE,
                                   bufsize=buffering)
        return _wrap_close(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE,
                               bufsize=buffering)
    return _wrap_close(process.stdin, process)


class _wrap_close:
    """A pipe to a process; close() waits and gives its status, None for success."""

    def __init__(self, stream, proc):
        self._stream = stream
        self._proc = proc

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        if status == 0:
            return None
        return status << 8

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def _py_fspath(path):
    """The str or bytes of a path: itself, or what its __fspath__() gives."""
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    try:
        method = cls.__fspath__
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, "
                        f"not {cls.__name__}") from None
    if method is None:
        raise TypeError("expected str, bytes or os.PathLike object, "
                        f"not {cls.__name__}")
    found = method(path)
    if isinstance(found, (str, bytes)):
        return found
    raise TypeError(f"expected {cls.__name__}.__fspath__() to return str or bytes, "
                    f"not {type(found).__name__}")


if not hasattr(_posix, 'fspath'):
    fspath = _py_fspath
    fspath.__name__ = 'fspath'


class PathLike(metaclass=_ABCMeta):
    """What has a path in the file system: the method __fspath__() tells it."""

    __slots__ = ()

    @_abstractmethod
    def __fspath__(self):
        """Return the path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _check_methods(subclass, '__fspath__')
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


def _get_exports_list(module):
    try:
        return list(module.__all__)
    except AttributeError:
        return [n for n in dir(module) if n[0] != '_']
