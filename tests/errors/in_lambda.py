# tests/errors/in_lambda.py -- lambdas and sorted keys
people = [('ann', 3), ('bob', None), ('cid', 5)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: p[1] + 1))
