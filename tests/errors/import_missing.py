# tests/errors/import_missing.py -- a module that does not exist
import os
import no_such_module_here
