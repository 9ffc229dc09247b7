# tests/errors/syntax/match_pattern.py -- a pattern that binds differently
match x:
    case [a] | [b]:
        pass
