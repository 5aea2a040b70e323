"""Exact numbers as pairs of integers: numerator and positive denominator, in lowest terms.

Plain tuples instead of `fractions.Fraction`, so that a batch kernel can hold the same numbers in two integer columns.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import gcd

Pair = tuple[int, int]
ZERO: Pair = (0, 1)
ONE: Pair = (1, 1)


def pair(number: Decimal | int) -> Pair:
    """The exact value of a decimal of the file's text."""
    return number.as_integer_ratio()


def reduced(numerator: int, denominator: int) -> Pair:
    """The pair for numerator/denominator in lowest terms; the denominator may be negative, never 0."""
    divisor = gcd(numerator, denominator)
    if denominator < 0:
        divisor = -divisor
    return numerator // divisor, denominator // divisor


def add(a: Pair, b: Pair) -> Pair:
    return reduced(a[0] * b[1] + b[0] * a[1], a[1] * b[1])


def subtract(a: Pair, b: Pair) -> Pair:
    return reduced(a[0] * b[1] - b[0] * a[1], a[1] * b[1])


def multiply(a: Pair, b: Pair) -> Pair:
    return reduced(a[0] * b[0], a[1] * b[1])


def divide(a: Pair, b: Pair) -> Pair:
    return reduced(a[0] * b[1], a[1] * b[0])


def less(a: Pair, b: Pair) -> bool:
    """A < b by cross-multiplication."""
    return a[0] * b[1] < b[0] * a[1]


def lowest(values: Iterable[Pair]) -> Pair:
    best, *rest = values
    for value in rest:
        if less(value, best):
            best = value
    return best


def highest(values: Iterable[Pair]) -> Pair:
    best, *rest = values
    for value in rest:
        if less(best, value):
            best = value
    return best


def weighted_sum(items: Iterable[tuple[int, Pair]]) -> Pair:
    """The sum of integer weight times value."""
    total, over = 0, 1
    for weight, (numerator, denominator) in items:
        if denominator == over:
            total += weight * numerator
        else:
            common = gcd(over, denominator)
            total = total * (denominator // common) + weight * numerator * (over // common)
            over = over // common * denominator
    return reduced(total, over)
