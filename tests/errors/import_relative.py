# tests/errors/import_relative.py -- a relative import in a script
from . import support
