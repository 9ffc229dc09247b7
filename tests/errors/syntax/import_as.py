# tests/errors/syntax/import_as.py -- a bad import
import a.b as c.d
