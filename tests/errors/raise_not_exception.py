# tests/errors/raise_not_exception.py -- raising something else
raise 'text'
