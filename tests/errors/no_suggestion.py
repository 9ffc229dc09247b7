# tests/errors/no_suggestion.py -- nothing similar, no hint
print(zzyzx)
