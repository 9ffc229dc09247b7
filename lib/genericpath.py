# lib/genericpath.py -- path functions that depend only on stat() or on plain text

import os
import stat

__all__ = ['commonprefix', 'exists', 'getatime', 'getctime', 'getmtime', 'getsize', 'isdir',
           'isfile', 'islink', 'isjunction', 'isdevdrive', 'lexists', 'samefile',
           'sameopenfile', 'samestat']


def _mode(path, ask):
    """The mode that ASK (stat or lstat) tells, or 0 when there is no such file."""
    try:
        return ask(path).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    """True when a path exists; False for a broken symbolic link."""
    try:
        os.stat(path)
    except (OSError, ValueError):
        return False
    return True


def lexists(path):
    """True when a path exists, a broken symbolic link included."""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def isfile(path):
    """True for a regular file, or a link to one."""
    return stat.S_ISREG(_mode(path, os.stat))


def isdir(s):
    """True for a directory, or a link to one."""
    return stat.S_ISDIR(_mode(s, os.stat))


def islink(path):
    """True for a symbolic link."""
    return stat.S_ISLNK(_mode(path, os.lstat))


def isjunction(path):
    """True for a junction; this system has none."""
    os.fspath(path)
    return False


def isdevdrive(path):
    """True for a path on a Dev Drive; this system has none."""
    os.fspath(path)
    return False


def getsize(filename):
    """The size of a file in bytes."""
    return os.stat(filename).st_size


def getmtime(filename):
    """When a file was last changed."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """When a file was last read."""
    return os.stat(filename).st_atime


def getctime(filename):
    """When a file's metadata last changed."""
    return os.stat(filename).st_ctime


def commonprefix(m):
    """The longest common leading part of several paths, letter by letter."""
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    low, high = min(m), max(m)
    for at, item in enumerate(low):
        if item != high[at]:
            return low[:at]
    return low


def samestat(s1, s2):
    """True when two stat results are of the same file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """True when two paths lead to the same file."""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """True when two file descriptors are of the same file."""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    """Split a path at the last dot of its name; leading dots begin no extension."""
    name_at = p.rfind(sep) + 1
    if altsep:
        name_at = max(name_at, p.rfind(altsep) + 1)
    dot = p.rfind(extsep)
    if dot > name_at and p[name_at:dot].strip(extsep):
        return p[:dot], p[dot:]
    return p, p[:0]


def _check_arg_types(funcname, *args):
    """Raise the TypeError that tells why these can't be parts of one path."""
    kinds = set()
    for arg in args:
        if isinstance(arg, (str, bytes)):
            kinds.add(isinstance(arg, str))
        else:
            raise TypeError(f'{funcname}() argument must be str, bytes, or '
                            f'os.PathLike object, not {arg.__class__.__name__!r}') from None
    if len(kinds) == 2:
        raise TypeError("Can't mix strings and bytes in path components") from None
