"""Asking memory for a row before it is needed. It changes no value, only how long a pass waits: over a million nodes in
random order a pass spends most of its time waiting for single cache lines.
"""

from typing import Any

from kaname.engine.jit import intrinsic


@intrinsic
def prefetch(typing_context: Any, array: Any, row: Any) -> Any:  # noqa: ARG001 - numba hands it to every intrinsic
    """Ask for the cache line in which a row of a two-dimensional C array begins."""
    from llvmlite import ir
    from numba.core import cgutils, types

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = signature.args[0]
        made = context.make_array(kind)(context, builder, arguments[0])
        index = context.cast(builder, arguments[1], signature.args[1], types.intp)
        stride = cgutils.unpack_tuple(builder, made.strides, kind.ndim)[0]
        byte = ir.IntType(8).as_pointer()
        place = builder.gep(builder.bitcast(made.data, byte), [builder.mul(index, stride)])
        number = ir.IntType(32)
        call = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(ir.VoidType(), [byte, number, number, number]), "llvm.prefetch.p0i8"
        )
        builder.call(call, [place, number(1), number(3), number(1)])
        return context.get_dummy_value()

    return types.void(array, row), generate
