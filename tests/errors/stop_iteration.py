# tests/errors/stop_iteration.py -- next on an empty iterator
next(iter([]))
