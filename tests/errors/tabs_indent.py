# tests/errors/tabs_indent.py -- a line indented with tabs
def f():
	if True:
		return [1, 2][5]


f()
