# lib/posixpath.py -- os.path: taking apart and joining paths, asking about files

import os
import sys
import genericpath
from stat import S_ISLNK as _S_ISLNK
from genericpath import *

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext",
           "basename", "dirname", "commonprefix", "getsize", "getmtime",
           "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile",
           "ismount", "expanduser", "expandvars", "normpath", "abspath",
           "samefile", "sameopenfile", "samestat",
           "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep",
           "devnull", "realpath", "supports_unicode_filenames", "relpath",
           "commonpath", "isjunction", "isdevdrive"]

curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'
supports_unicode_filenames = sys.platform == 'darwin'


def _slash(path):
    return b'/' if isinstance(path, bytes) else '/'


def normcase(s):
    """Normalise the case of a path: here, nothing changes."""
    return os.fspath(s)


def isabs(s):
    """True for an absolute path."""
    s = os.fspath(s)
    return s.startswith(_slash(s))


def join(a, *p):
    """Join paths with single slashes; an absolute one drops all before it."""
    path = os.fspath(a)
    slash = _slash(path)
    try:
        for part in p:
            part = os.fspath(part)
            if part.startswith(slash) or not path:
                path = part
            elif path.endswith(slash):
                path += part
            else:
                path += slash + part
        if not isinstance(path, type(slash)):
            raise TypeError
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', os.fspath(a), *p)
        raise
    return path


def split(p):
    """Split a path into what is before the last slash and what is after it."""
    p = os.fspath(p)
    slash = _slash(p)
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    return head.rstrip(slash) or head, tail


def splitext(p):
    """Split a path into root and extension, the dot with the extension."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b'/', None, b'.')
    return genericpath._splitext(p, '/', None, '.')


def splitdrive(p):
    """Split a path into drive and rest: here, the drive is always empty."""
    p = os.fspath(p)
    return p[:0], p


def splitroot(p):
    """Split a path into drive (empty), root (as many slashes as count) and the rest."""
    p = os.fspath(p)
    slash = _slash(p)
    empty = p[:0]
    if p[:1] != slash:
        return empty, empty, p
    # Exactly two slashes at the start are special; one, three or more are the same root.
    size = 2 if p[1:2] == slash and p[2:3] != slash else 1
    return empty, p[:size], p[size:]


def basename(p):
    """The part of a path after the last slash."""
    p = os.fspath(p)
    return p[p.rfind(_slash(p)) + 1:]


def dirname(p):
    """The part of a path before the last slash."""
    return split(p)[0]


def ismount(path):
    """True for a directory on which a file system is mounted."""
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if _S_ISLNK(here.st_mode):
        return False
    path = os.fspath(path)
    parent = realpath(join(path, b'..' if isinstance(path, bytes) else '..'))
    try:
        above = os.lstat(parent)
    except OSError:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def _home_of(name):
    """The home directory of a user (the present one when NAME is empty), or None."""
    if not name and 'HOME' in os.environ:
        return os.environ['HOME']
    try:
        import pwd
        found = pwd.getpwnam(name) if name else pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return None
    return found.pw_dir


def expanduser(path):
    """Replace ~ or ~user at the start by a home directory, where it is known."""
    path = os.fspath(path)
    slash = _slash(path)
    if path[:1] != (b'~' if isinstance(path, bytes) else '~'):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    name = path[1:end]
    home = _home_of(os.fsdecode(name) if isinstance(name, bytes) else name)
    if home is None:
        return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    return home.rstrip(slash) + path[end:] or slash


def _variable_at(path, at):
    """The (name, end) of the $name or ${name} at a `$`; the name is '' when there is none."""
    if path[at + 1:at + 2] == '{':
        end = path.find('}', at)
        return ('', at) if end < 0 else (path[at + 2:end], end + 1)
    end = at + 1
    while end < len(path) and path[end].isascii() and (path[end] == '_' or path[end].isalnum()):
        end += 1
    return path[at + 1:end], end


def expandvars(path):
    """Replace $name and ${name} by environment variables; unknown ones stay."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path))) if b'$' in path else path
    done = []
    start = 0
    at = path.find('$')
    while at >= 0:
        name, end = _variable_at(path, at)
        value = os.environ.get(name) if name else None
        if value is None:
            at = path.find('$', max(end, at + 1))
        else:
            done += path[start:at], value
            start = end
            at = path.find('$', end)
    done.append(path[start:])
    return ''.join(done)


def normpath(path):
    """Take out double slashes, `.` and `..` (though with links this may change the meaning)."""
    path = os.fspath(path)
    slash = _slash(path)
    dot = b'.' if isinstance(path, bytes) else '.'
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split(slash):
        if not part or part == dot:
            continue
        if part == dot + dot:
            if parts and parts[-1] != part:
                parts.pop()
                continue
            if root:
                continue
        parts.append(part)
    return root + slash.join(parts) or dot


def abspath(path):
    """The normalised absolute form of a path."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The absolute path with every symbolic link on the way replaced by what it names.

    With strict set, a missing file or a loop of links raises OSError.
    """
    filename = os.fspath(filename)
    slash = _slash(filename)
    dot = b'.' if isinstance(filename, bytes) else '.'
    ignored = () if strict else (OSError,)
    path = slash if filename.startswith(slash) else (
        os.getcwdb() if isinstance(filename, bytes) else os.getcwd())
    # What is still to walk, the next part last; None marks the end of a link's own parts, and
    # the link's path lies under it.
    todo = filename.split(slash)[::-1]
    links = {}              # link -> its real path, or None while it is being followed
    while todo:
        part = todo.pop()
        if part is None:
            links[todo.pop()] = path
            continue
        if not part or part == dot:
            continue
        if part == dot + dot:
            path = path[:path.rfind(slash)] or slash
            continue
        new = path + part if path.endswith(slash) else path + slash + part
        try:
            if not _S_ISLNK(os.lstat(new).st_mode):
                path = new
                continue
            if new in links:
                if links[new] is not None:
                    path = links[new]
                    continue
                if strict:
                    os.stat(new)        # raises the error for a loop
                path = new
                continue
            target = os.readlink(new)
        except ignored:
            path = new
            continue
        links[new] = None
        todo += [new, None]
        if target.startswith(slash):
            path = slash
        todo += target.split(slash)[::-1]
    return path


def relpath(path, start=None):
    """A path to PATH as seen from the directory START (by default the current one)."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    dot = b'.' if isinstance(path, bytes) else '.'
    slash = _slash(path)
    start = dot if start is None else os.fspath(start)
    try:
        from_parts = [part for part in abspath(start).split(slash) if part]
        to_parts = [part for part in abspath(path).split(slash) if part]
        same = len(commonprefix([from_parts, to_parts]))
        parts = [dot + dot] * (len(from_parts) - same) + to_parts[same:]
        return slash.join(parts) or dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """The longest path that all of several paths begin with, part by part."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    slash = _slash(paths[0])
    dot = b'.' if isinstance(paths[0], bytes) else '.'
    try:
        if len({p.startswith(slash) for p in paths}) > 1:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[part for part in p.split(slash) if part and part != dot] for p in paths]
        low, high = min(split_paths), max(split_paths)
        common = low
        for at, part in enumerate(low):
            if part != high[at]:
                common = low[:at]
                break
        return (slash if paths[0].startswith(slash) else slash[:0]) + slash.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise
