# tests/errors/syntax/tabs_spaces.py -- tabs and spaces mixed
if True:
        x = 1
	y = 2
