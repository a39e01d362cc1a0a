"""The normal distribution: exact functions from the standard library, and fast ones in single precision for kernels.

Kernels: the inverse after M. Giles, "Approximating the erfinv function" (2010), error below 2e-6 in z; the
distribution function by Abramowitz and Stegun 7.1.28, error below 1e-6. Both are free of branches, so that they run
on 16 lanes at once; tests hold them against the exact ones.
"""

from statistics import NormalDist
from typing import Any

import numpy as np

from kaname.engine.jit import njit

STANDARD = NormalDist()
_F32, _I32 = np.float32, np.int32


def exact_z(u: float) -> float:
    """Return the z of which the normal distribution function is u (0 < u < 1)."""
    return STANDARD.inv_cdf(u)


def exact_u(z: float) -> float:
    """Return the normal distribution function at z."""
    return STANDARD.cdf(z)


@njit(cache=True, nogil=True, error_model="numpy")
def log_of(x: Any) -> Any:
    """Return the natural logarithm of a positive normal float32: exponent by its bits, mantissa by a series."""
    bits = _F32(x).view(_I32)
    shift = _I32(_I32(bits - _I32(0x3F3504F3)) >> _I32(23))
    m = _I32(bits - _I32(shift << _I32(23))).view(_F32)  # between 1/sqrt 2 and sqrt 2
    s = (m - _F32(1)) / (m + _F32(1))
    q = s * s
    odd = _F32(1) + q * (_F32(0.33333333) + q * (_F32(0.2) + q * (_F32(0.14285714) + q * _F32(0.11111111))))
    return _F32(2) * s * odd + _F32(shift) * _F32(0.6931471806)


@njit(cache=True, nogil=True, error_model="numpy", inline="never")
def to_z(out: Any, to_row: int, u: Any, row: int, lanes: int) -> None:
    """Write into ``out[to_row]`` the z of the numbers ``u[row]``."""
    for lane in range(lanes):
        p = u[row, lane]
        w = -log_of(_F32(4) * p * (_F32(1) - p))
        a = w - _F32(2.5)
        near = _F32(2.81022636e-08)
        near = _F32(3.43273939e-07) + near * a
        near = _F32(-3.5233877e-06) + near * a
        near = _F32(-4.39150654e-06) + near * a
        near = _F32(0.00021858087) + near * a
        near = _F32(-0.00125372503) + near * a
        near = _F32(-0.00417768164) + near * a
        near = _F32(0.246640727) + near * a
        near = _F32(1.50140941) + near * a
        b = np.sqrt(max(w, _F32(0))) - _F32(3)
        far = _F32(-0.000200214257)
        far = _F32(0.000100950558) + far * b
        far = _F32(0.00134934322) + far * b
        far = _F32(-0.00367342844) + far * b
        far = _F32(0.00573950773) + far * b
        far = _F32(-0.0076224613) + far * b
        far = _F32(0.00943887047) + far * b
        far = _F32(1.00167406) + far * b
        far = _F32(2.83297682) + far * b
        series = near if w < _F32(5) else far
        out[to_row, lane] = _F32(1.41421356237) * series * (_F32(2) * p - _F32(1))


@njit(cache=True, nogil=True, error_model="numpy", inline="never")
def to_u(out: Any, to_row: int, z: Any, row: int, lanes: int) -> None:
    """Write into ``out[to_row]`` the distribution function at ``z[row]``."""
    for lane in range(lanes):
        v = z[row, lane]
        x = abs(v) * _F32(0.70710678)
        p = _F32(0.0002765672) + x * _F32(0.0000430638)
        p = _F32(0.0001520143) + x * p
        p = _F32(0.0092705272) + x * p
        p = _F32(0.0422820123) + x * p
        p = _F32(0.0705230784) + x * p
        p = _F32(1) + x * p
        p = p * p
        p = p * p
        p = p * p
        tail = _F32(0.5) / (p * p)
        out[to_row, lane] = tail if v < _F32(0) else _F32(1) - tail
