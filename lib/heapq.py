# lib/heapq.py -- priority queues in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


def _rise(heap, at, top=0):
    """Move the item at AT up towards TOP, past every parent that is greater."""
    item = heap[at]
    while at > top:
        parent = (at - 1) >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[at] = above
        at = parent
    heap[at] = item


def _sink(heap, at):
    """Move the item at AT down to its place.

    It goes down to a leaf along the smaller children and rises from there: an item put at the
    top to fill a hole comes from the end, so it nearly always belongs far down.
    """
    size = len(heap)
    top = at
    item = heap[at]
    child = 2 * at + 1
    while child < size:
        right = child + 1
        if right < size and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise(heap, at, top)


def heappush(heap, item):
    """Add an item to a heap."""
    heap.append(item)
    _rise(heap, len(heap) - 1)


def heappop(heap):
    """Take the smallest item from a heap."""
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item):
    """Take the smallest item, then add one: faster than the two apart."""
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Add an item, then take the smallest: faster than the two apart."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x):
    """Make any list a heap, in linear time."""
    for at in range(len(x) // 2 - 1, -1, -1):
        _sink(x, at)


# The same with the greatest item on top

def _rise_max(heap, at, top=0):
    item = heap[at]
    while at > top:
        parent = (at - 1) >> 1
        above = heap[parent]
        if not above < item:
            break
        heap[at] = above
        at = parent
    heap[at] = item


def _sink_max(heap, at):
    size = len(heap)
    top = at
    item = heap[at]
    child = 2 * at + 1
    while child < size:
        right = child + 1
        if right < size and not heap[right] < heap[child]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise_max(heap, at, top)


def _heapreplace_max(heap, item):
    greatest = heap[0]
    heap[0] = item
    _sink_max(heap, 0)
    return greatest


def _heappop_max(heap):
    last = heap.pop()
    if not heap:
        return last
    return _heapreplace_max(heap, last)


def _heapify_max(x):
    for at in range(len(x) // 2 - 1, -1, -1):
        _sink_max(x, at)


def merge(*iterables, key=None, reverse=False):
    """Merge sorted iterables into one sorted iterator, without reading them whole.

    >>> list(merge([1, 4, 9], range(0, 10, 5), (2,)))
    [0, 1, 2, 4, 5, 9]
    >>> ' '.join(merge(['melon', 'pear'], ['cherry', 'fig'], key=len, reverse=True))
    'cherry melon pear fig'
    """
    if reverse:
        make_heap, replace, drop, step = _heapify_max, _heapreplace_max, _heappop_max, -1
    else:
        make_heap, replace, drop, step = heapify, heapreplace, heappop, 1
    # An entry is [key, rank of the iterable, value, next function]: of equal keys, the one
    # from the earlier iterable comes first.
    heap = []
    for rank, iterable in enumerate(iterables):
        next_value = iter(iterable).__next__
        try:
            value = next_value()
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), rank * step, value, next_value])
    make_heap(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                yield entry[2]
                entry[2] = value = entry[3]()
                entry[0] = value if key is None else key(value)
                replace(heap, entry)
        except StopIteration:
            drop(heap)
    if heap:
        _, _, value, next_value = heap[0]
        yield value
        yield from next_value.__self__


def nsmallest(n, iterable, key=None):
    """The n smallest items, in order: like sorted(iterable, key=key)[:n]."""
    return _best(n, iterable, key, 1, min, _heapify_max, _heapreplace_max)


def nlargest(n, iterable, key=None):
    """The n largest items, in order: like sorted(iterable, key=key, reverse=True)[:n]."""
    return _best(n, iterable, key, -1, max, heapify, heapreplace)


def _best(n, iterable, key, step, extreme, make_heap, replace):
    """Keep the n best in a heap with the worst of them on top; STEP is 1 for the smallest."""
    if n == 1:
        items = iter(iterable)
        nothing = object()
        found = extreme(items, default=nothing, key=key)
        return [] if found is nothing else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=step < 0)[:n]
    if n <= 0:
        return []
    items = iter(iterable)
    # An entry is (key, rank, item); the rank prefers the earlier one of equal keys.
    heap = []
    rank = 0
    for item in items:
        heap.append((item if key is None else key(item), rank, item))
        rank += step
        if len(heap) == n:
            break
    if not heap:
        return []
    make_heap(heap)
    worst = heap[0][0]
    for item in items:
        rated = item if key is None else key(item)
        if rated < worst if step > 0 else worst < rated:
            replace(heap, (rated, rank, item))
            worst = heap[0][0]
            rank += step
    heap.sort(reverse=step < 0)
    return [entry[2] for entry in heap]


try:
    from _heapq import *
    from _heapq import _heapreplace_max, _heapify_max, _heappop_max
except ImportError:
    pass
