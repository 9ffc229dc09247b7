# tests/errors/support/__init__.py -- modules that the error tests import

