# tests/errors/syntax/question.py -- a character that Python does not have
x = a ? b : c
