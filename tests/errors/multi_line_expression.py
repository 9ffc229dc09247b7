# tests/errors/multi_line_expression.py -- an expression in brackets over lines
x = 1
value = (x +
         2 *
         undefined_thing +
         4)
