# tests/teach/is_text.py -- a trap
word = ''.join(['a', 'b'])
print(word is not 'ab')
