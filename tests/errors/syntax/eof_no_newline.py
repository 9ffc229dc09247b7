# tests/errors/syntax/eof_no_newline.py -- no newline at the end
x = (1,
     2