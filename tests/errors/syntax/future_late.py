# tests/errors/syntax/future_late.py -- a future import too late
x = 1
from __future__ import annotations
