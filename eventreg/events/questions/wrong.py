"""What is wrong with a question that staff wrote, and where they mend it."""

from eventreg.errors import DomainError


class WrongQuestion(DomainError):
    """A question cannot be as it was written."""

    def __init__(self, sentence: str, field: str, *, choice: int | None = None) -> None:
        """
        :param field: of the form for a question, to change.
        :param choice: which of the written choices, from 0; ``None``: all of them.
        """
        super().__init__(sentence)
        self.field, self.choice = field, choice
        #: Which of several questions, from 0; ``None``: there is but one.
        self.question: int | None = None
