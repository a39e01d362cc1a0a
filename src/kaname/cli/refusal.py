"""Refused: a command that cannot be done, with a sentence that says why and what to do."""


class Refused(Exception):
    """Carries an English sentence with named places (marked by N_) and what to put there."""

    def __init__(self, sentence: str, **values: object) -> None:
        """Keep both: the sentence is translated where it is printed."""
        super().__init__(sentence.format(**values))
        self.sentence, self.values = sentence, values
