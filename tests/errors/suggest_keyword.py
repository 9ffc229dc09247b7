# tests/errors/suggest_keyword.py -- Did you mean, for a keyword argument
def draw(colour, width=1):
    return colour, width


draw(color='red')
