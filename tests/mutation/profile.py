"""How hypothesis behaves while trees are changed: few examples, the same ones every time, and no search for a smaller
one. Named to pytest with ``-p``.
"""

from hypothesis import Phase, settings

settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),
)
