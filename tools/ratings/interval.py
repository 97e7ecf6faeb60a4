"""How sure a rating is: the score interval of Wilson, computed in whole numbers and rounded outward.

E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical
Association 22 (1927) 209-212: for a proportion p of n trials the bounds are
(p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n). It holds for a mean of marks between 0 and 1 as well, on the safe side: their
variance is at most p(1-p) (R. Bhatia, C. Davis, American Mathematical Monthly 107 (2000) 353-357). n is the effective number of
orders (sum of weights)² / (sum of squared weights) (L. Kish, Survey Sampling, 1965), since unequal weights tell less.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor, isqrt

_FINE = 10**9  # the root is exact to this part


def effective(weights: Iterable[Fraction]) -> Fraction:
    """The number of equal observations that would tell as much as these weighted ones (Kish); 0 for none."""
    each = list(weights)
    squares = sum((weight * weight for weight in each), Fraction(0))
    return Fraction(sum(each, Fraction(0)) ** 2, squares) if squares else Fraction(0)


def wilson(share: Fraction, count: Fraction, z_hundredths: int) -> tuple[int, int]:
    """The bounds of a share (0 to 1) seen in `count` observations, in whole percents, the lower rounded down, the upper up.

    Without an observation nothing is known: (0, 100).
    """
    if not count:
        return 0, 100
    z = Fraction(z_hundredths, 100)
    spread = Fraction(z * z, count)
    middle = share + Fraction(spread, 2)
    under = Fraction(share * (1 - share), count) + Fraction(spread, 4 * count)
    half = z * Fraction(_root_up(under), _FINE)
    low, high = (Fraction(100 * bound, 1 + spread) for bound in (middle - half, middle + half))
    return max(0, floor(low)), min(100, ceil(high))


def _root_up(value: Fraction) -> int:
    """The root of a fraction in parts of `_FINE`, rounded up: sqrt(a/b) = sqrt(a·b)/b."""
    root = isqrt(value.numerator * value.denominator * _FINE * _FINE) + 1
    return -(-root // value.denominator)
