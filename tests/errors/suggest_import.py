# tests/errors/suggest_import.py -- Did you mean, for an imported name; forgetting an import
from support.names import colors
