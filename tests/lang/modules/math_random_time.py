# tests/lang/modules/math_random_time.py -- math functions, Mersenne Twister numbers, time shapes
import math, random, time
inf, nan = math.inf, math.nan
print(math.pi, math.e, math.tau, math.sqrt(2), math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5),
      math.fabs(-2), math.factorial(20), math.gcd(12, 18, 27), math.lcm(4, 6), math.gcd(),
      math.comb(10, 3), math.perm(5, 2), math.isqrt(10 ** 20 + 1), math.prod([1, 2, 3]),
      math.hypot(3, 4), math.dist((0, 0), (3, 4)))
print(math.fmod(-5, 3), math.remainder(5, 3), math.modf(-2.5), math.frexp(8), math.ldexp(0.5, 4),
      math.copysign(1, -0.0), math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]),
      math.nextafter(1, 2), math.ulp(1.0), math.isclose(0.1 + 0.2, 0.3), math.isfinite(inf),
      math.isnan(nan), math.isinf(-inf), math.cbrt(27), math.fma(2, 3, 4))
print(*(round(f(0.5), 12) for f in (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan,
                                    math.sinh, math.cosh, math.tanh, math.asinh, math.atanh,
                                    math.exp, math.expm1, math.exp2, math.log1p, math.log2,
                                    math.log10, math.log, math.erf, math.erfc, math.gamma,
                                    math.lgamma, math.degrees, math.radians)), math.atan2(1, -1),
      math.pow(2, 0.5), math.log(8, 2), math.log(10 ** 400), math.log2(2 ** 1000),
      math.log10(10 ** 300))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.exp(1000),
          lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.floor(inf),
          lambda: math.ceil(nan), lambda: math.acos(2), lambda: math.pow(0, -1),
          lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.isqrt(-1),
          lambda: math.sqrt('a'), lambda: math.fmod(1, 0), lambda: math.ldexp(1, 10 ** 5),
          lambda: math.sin(inf), lambda: math.dist((1,), (1, 2)), lambda: math.sqrt()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for seed in (0, 42, 'text', 2 ** 70, -5, 1.5, b'bytes'):
    r = random.Random(seed)
    print(r.random(), r.randint(1, 100), r.randrange(0, 1000, 7), r.choice('abcdef'),
          r.sample(range(50), 4), r.choices([1, 2, 3], k=4), r.uniform(1, 2), r.getrandbits(70),
          r.gauss(0, 1), r.shuffle(l := list(range(6))), l)
random.seed(7)
print([random.random() for _ in range(3)], random.normalvariate(0, 1), random.expovariate(1),
      random.triangular(0, 1), random.betavariate(1, 2), random.choices('ab', weights=[1, 9], k=5),
      random.randbytes(4), random.vonmisesvariate(0, 1), random.paretovariate(3),
      random.lognormvariate(0, 1), random.gammavariate(2, 1), random.weibullvariate(1, 2))
state = random.getstate(); a = random.random(); random.setstate(state)
print(a == random.random(), len(state))
for f in (lambda: random.choice([]), lambda: random.randint(2, 1), lambda: random.sample([1], 2),
          lambda: random.randrange(0), lambda: random.choices([], k=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t0 = time.time(); time.sleep(0.001)
print(time.time() >= t0, time.perf_counter() > 0, time.monotonic() > 0, time.gmtime(0)[:6],
      time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(86400 * 365)), time.gmtime(0).tm_wday,
      type(time.time_ns()).__name__, time.struct_time((2000, 1, 2, 3, 4, 5, 6, 2, 0)).tm_mon)
