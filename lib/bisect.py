# lib/bisect.py -- where a value belongs in a sorted list


def _check_low(lo):
    if lo < 0:
        raise ValueError('lo must be non-negative')


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """The index in a sorted list behind every item that is not greater than x.

    Only a[lo:hi] is searched; key, if given, is applied to the items but not to x.
    """
    _check_low(lo)
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle]
        if x < (item if key is None else key(item)):
            hi = middle
        else:
            lo = middle + 1
    return lo


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """The index in a sorted list behind every item that is less than x.

    Only a[lo:hi] is searched; key, if given, is applied to the items but not to x.
    """
    _check_low(lo)
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle]
        if (item if key is None else key(item)) < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Insert x into a sorted list behind items equal to it."""
    at = bisect_right(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(at, x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Insert x into a sorted list before items equal to it."""
    at = bisect_left(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(at, x)


try:
    from _bisect import *
except ImportError:
    pass

bisect = bisect_right
insort = insort_right
