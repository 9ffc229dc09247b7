# tests/lib/chance.py -- random gives the reference's numbers for the same seed
import random
random.seed(42)
print(random.random(), random.randint(1, 6), random.uniform(1, 2))
print(random.choice('abc'), random.sample(range(100), 4), random.choices('ab', [1, 3], k=5))
l = list(range(8)); random.shuffle(l); print(l)
print(random.gauss(0, 1), random.normalvariate(), random.expovariate(2), random.triangular())
print(random.betavariate(1, 2), random.gammavariate(2, 3), random.vonmisesvariate(1, 2))
print(random.binomialvariate(10, 0.3), random.binomialvariate(100, 0.4), random.randbytes(4), random.getrandbits(70))
print(random.Random('text').random(), random.Random(b'bytes').random(), random.Random(2.5).random(), random.Random(-7).random())
state = random.getstate(); a = random.random(); random.setstate(state); print(a == random.random())
try: random.randrange(3, 3)
except ValueError as error: print(error)
