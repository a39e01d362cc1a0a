"""Counter-based random numbers: a number depends on (seed, family, index, iteration) and on nothing else.

Whatever thread draws it, in whatever block, the bytes are the same; leaving one activity or risk out moves no other
number, so that two runs of the same seed can be compared iteration by iteration (common random numbers).

*Plain* numbers hash the iteration's number (a 32-bit finaliser of two multiplications, keyed twice).
*Latin hypercube* numbers: iterations are dealt into replicates of 2**k; in each, the 2**k strata of [0, 1) are visited
once, in the order of a keyed bijection of k bits (four rounds of an odd affine map and an xor-shift), and the hash
places the number inside its stratum. Replicates are independent, which is what their standard error is computed from
(:mod:`kaname.engine.simulate.standard_error`). Sources: McKay, Beckman, Conover (1979); Salmon et al. (2011) for the
idea of counters; Steele, Lea, Flood (2014) for the 64-bit mixing of keys.

Numbers are float32, multiples of 2**-24 strictly between 0 and 1, so 1 - u is exact.
"""

from typing import Any

import numpy as np

from kaname.engine.jit import njit

LANES = 64
"""Iterations that a kernel carries side by side: one row of 64 numbers is 256 bytes, four 512-bit registers."""

ACTIVITY, FACTOR, HAPPENS, IMPACT, BRANCH, WEATHER = range(1, 7)
"""Families of streams; ``index`` numbers the streams inside a family."""

_U32, _U64, _F32 = np.uint32, np.uint64, np.float32


@njit(cache=True, nogil=True)
def mix(x: Any) -> Any:
    """Return a 64-bit number scrambled (the finaliser of SplitMix64)."""
    x = _U64(x + _U64(0x9E3779B97F4A7C15))
    x = _U64((x ^ (x >> _U64(30))) * _U64(0xBF58476D1CE4E5B9))
    x = _U64((x ^ (x >> _U64(27))) * _U64(0x94D049BB133111EB))
    return _U64(x ^ (x >> _U64(31)))


@njit(cache=True, nogil=True)
def stream_key(seed: int, family: int, index: int, replicate: int) -> Any:
    """Return the key of one replicate of one stream."""
    name = (_U64(family) << _U64(56)) ^ _U64(index)
    return mix(mix(_U64(seed) ^ mix(name)) + _U64(replicate))


@njit(cache=True, nogil=True, error_model="numpy", inline="never")
def uniforms(out: Any, row: int, key: Any, first: int, bits: int) -> None:
    """Fill ``out[row]`` with the numbers of LANES iterations from ``first``, a multiple of LANES.

    ``key`` is that of the replicate ``first >> bits``; ``bits`` 0 draws plain numbers, else 6..16.
    """
    k1, k2, k3 = mix(key), mix(key + _U64(1)), mix(key + _U64(2))
    low = _U64(0xFFFF)
    a0, b0 = _U32(k1 & low) | _U32(1), _U32((k1 >> _U64(16)) & low)
    a1, b1 = _U32((k1 >> _U64(32)) & low) | _U32(1), _U32(k1 >> _U64(48))
    a2, b2 = _U32(k2 & low) | _U32(1), _U32((k2 >> _U64(16)) & low)
    a3, b3 = _U32((k2 >> _U64(32)) & low) | _U32(1), _U32(k2 >> _U64(48))
    c0, c1 = _U32(k3), _U32(k3 >> _U64(32))
    half, mask, up, down = _U32((bits + 1) // 2), _U32((1 << bits) - 1), _U32(32 - bits), _U32(bits)
    start = _U32(first)
    for lane in range(LANES):
        i = _U32(start + _U32(lane))
        h = _U32(i + c0)
        h = _U32(h ^ (h >> _U32(16)))
        h = _U32(h * _U32(0x7FEB352D))
        h = _U32(h ^ (h >> _U32(15)))
        h = _U32(h + c1)
        h = _U32(h * _U32(0x846CA68B))
        h = _U32(h ^ (h >> _U32(16)))
        if bits > 0:
            x = _U32(i & mask)
            x = _U32(_U32(x * a0 + b0) & mask)
            x = _U32(x ^ (x >> half))
            x = _U32(_U32(x * a1 + b1) & mask)
            x = _U32(x ^ (x >> half))
            x = _U32(_U32(x * a2 + b2) & mask)
            x = _U32(x ^ (x >> half))
            x = _U32(_U32(x * a3 + b3) & mask)
            x = _U32(x ^ (x >> half))
            h = _U32(_U32(x << up) | _U32(h >> down))
        out[row, lane] = (_F32(np.int32(h >> _U32(9))) + _F32(0.5)) * _F32(1.0 / 8388608.0)


@njit(cache=True, nogil=True)
def fill(out: Any, seed: int, family: int, index: int, bits: int) -> None:
    """Fill ``out`` (chunks, LANES) with a whole stream."""
    for chunk in range(out.shape[0]):
        first = chunk * LANES
        uniforms(out, chunk, stream_key(seed, family, index, first >> bits if bits else 0), first, bits)


def stream(seed: int, family: int, index: int, iterations: int, bits: int) -> np.ndarray[Any, Any]:
    """Return the numbers of a stream for iterations 0, 1, ...: the same that kernels draw. O(iterations)."""
    chunks = -(-iterations // LANES)
    out = np.empty((chunks, LANES), np.float32)
    fill(out, np.int64(seed), family, index, bits)
    return out.reshape(-1)[:iterations]


def replicate_bits(iterations: int) -> int:
    """Return k: at least 16 replicates of 2**k iterations where there are enough, 2**k between 64 and 65,536."""
    return min(max(int(iterations // 16).bit_length() - 1, 6), 16)
