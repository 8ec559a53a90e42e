"""What authors type, validated: the kinds of questions, and what a response to each is worth."""

from qbank.model.arrange import Matching, Ordering, Pair
from qbank.model.bank import KINDS, AnyQuestion, Bank, BankHeader, Draft, Item, Question
from qbank.model.base import Feedback
from qbank.model.choice import Choice, MultipleChoice, MultipleResponse, TrueFalse
from qbank.model.cloze import Blank, ChoiceBlank, Cloze, NumberBlank, TextBlank
from qbank.model.numbers import Tolerance, write_share
from qbank.model.open import Criterion, Essay, Flashcard, Stimulus
from qbank.model.patterns import as_patterns
from qbank.model.text import AcceptedNumber, AcceptedText, Numeric, ShortAnswer

__all__ = [
    "KINDS",
    "AcceptedNumber",
    "AcceptedText",
    "AnyQuestion",
    "Bank",
    "BankHeader",
    "Blank",
    "Choice",
    "ChoiceBlank",
    "Cloze",
    "Criterion",
    "Draft",
    "Essay",
    "Feedback",
    "Flashcard",
    "Item",
    "Matching",
    "MultipleChoice",
    "MultipleResponse",
    "NumberBlank",
    "Numeric",
    "Ordering",
    "Pair",
    "Question",
    "ShortAnswer",
    "Stimulus",
    "TextBlank",
    "Tolerance",
    "TrueFalse",
    "as_patterns",
    "write_share",
]
