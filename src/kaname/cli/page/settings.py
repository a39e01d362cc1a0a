"""How the plans of a page are simulated. Light: the command line reads it before anything heavy is loaded."""

from dataclasses import dataclass

from kaname.cli.page.text import Text, both, number
from kaname.words import N_


@dataclass(frozen=True, slots=True)
class Settings:
    """How plans are simulated."""

    iterations: int = 2000
    seed: int = 1
    spread: tuple[float, float] = (0.9, 1.3)  # of every remaining duration without a distribution of its own

    def in_words(self) -> Text:
        """Return how the finishes are simulated, in a sentence."""
        if not self.iterations:
            return both(N_("P50 and P80 were not simulated."))
        message = N_(
            "P50 and P80: Monte Carlo simulation of the network, {runs} runs, seed {seed}, with the distributions and"
            " risks that the file holds; where it holds none, every remaining duration is triangular from {low} to"
            " {high} times its value, most likely 1. That is our assumption, not a measurement."
        )
        low, high = self.spread
        return both(message, runs=f"{self.iterations:,}", seed=self.seed, low=number(low, 2), high=number(high, 2))
