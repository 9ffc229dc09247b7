# tests/errors/syntax/keyword_name.py -- a keyword as a name
class = 5
