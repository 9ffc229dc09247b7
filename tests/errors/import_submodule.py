# tests/errors/import_submodule.py -- a submodule of what is no package
import math.nothing
