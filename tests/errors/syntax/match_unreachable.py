# tests/errors/syntax/match_unreachable.py -- a case after a wildcard
match x:
    case _:
        pass
    case 1:
        pass
