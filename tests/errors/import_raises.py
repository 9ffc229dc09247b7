# tests/errors/import_raises.py -- an error while a module runs
from support import raises_on_import
