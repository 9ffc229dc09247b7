# tests/lang/imports/forms.py -- every form of import, with packages beside this file
import shapes
import shapes.round
import shapes.round.circle as c
from shapes import square, unit
from shapes.square import area as square_area, Square
from shapes.round import *
from shapes.round.circle import (area, PI,)
import math, operator as op
print(shapes.__name__, shapes.round.__name__, c.__name__, square.__name__, unit, square_area(3),
      Square(2).area(), area(1), PI)
print(shapes.round.circle is c, circle_names, 'hidden' in globals(), '_private' in globals(),
      op.add(1, 2), math.floor(2.5))
print(shapes.__package__, c.__package__, shapes.round.circle.__package__,
      shapes.__file__.endswith('__init__.py'), c.__file__.endswith('circle.py'),
      len(shapes.__path__), hasattr(c, '__path__'))
import sys
print('shapes.square' in sys.modules, sys.modules['shapes'] is shapes,
      sys.modules[__name__].__name__, sys.path[0].endswith('imports'))
from shapes.relative import siblings, uncles, parent_unit
print(siblings, uncles, parent_unit)
import shapes.counter
first = shapes.counter.ticks
import shapes.counter
print(first, shapes.counter.ticks, shapes.counter.tick())
def local_import():
    import shapes.round as r
    from math import pi
    return r.__name__, round(pi, 2), sorted(locals())
print(local_import(), 'pi' in globals())
class Body:
    from shapes import unit as u
    import math as m
print(Body.u, Body.m is math)
for source in ('import nothing_here', 'import shapes.nothing', 'from shapes import nothing',
               'from shapes.square import nope', 'from . import x', 'from .a import b',
               'import math.pi', 'from nothing import x', 'import shapes.square.area',
               'from shapes.failing import x', 'import shapes.failing', 'from math import nope',
               'from shapes import *, a', 'from shapes.all_wrong import *'):
    try: exec(source, {'__name__': '__main__'}); print(source, 'fine')
    except BaseException as e: print(source, '->', type(e).__name__,
                                     str(e).replace(shapes.__path__[0],
                                                    'PKG').split(' (/')[0].split(' (unk')[0])
print('shapes.failing' in sys.modules)
from shapes import lazy
print(lazy.anything, lazy.real)
try: lazy.missing
except AttributeError as e: print(e)
from shapes import round as rnd
print(rnd.__doc__, shapes.__doc__, rnd.__all__, sorted(n for n in dir(c) if not n.startswith('__')))
try: shapes.nothing
except AttributeError as e: print(e)
m = __import__('shapes.round.circle')
print(m.__name__, __import__('shapes.round', fromlist=['circle']).__name__)
import shapes.circle_a as ca
print(ca.value, ca.other())
