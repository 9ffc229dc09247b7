# tests/errors/suggest_name.py -- Did you mean, for a name
def compute():
    counter = 1
    return countr + 1


compute()
