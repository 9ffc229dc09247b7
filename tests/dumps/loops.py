# tests/dumps/loops.py -- while, for, break, continue, else
def primes(limit):
    found = []
    n = 2
    while n < limit:
        for p in found:
            if n % p == 0:
                break
            if p * p > n:
                continue
        else:
            found.append(n)
        n += 1
    return found


print(primes(30))
