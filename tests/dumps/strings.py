# tests/dumps/strings.py -- literals and f-strings
name = "wörld"
width = 10
print(f'hello {name!r:>{width}} {width=}' "!\n" r'\d', b'\x00' rb'\x')
text = '''two
lines'''
numbers = 0x_ff, 1_000, 1.5e-3, 2j, 10 ** 2
