# tests/errors/syntax/bad_character.py -- typographic quotes
x = “text”
