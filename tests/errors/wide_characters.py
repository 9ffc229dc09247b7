# tests/errors/wide_characters.py -- the marks stand under wide characters too
数 = 'テキスト'
print('日本語', 数 + 1, '終わり')
