"""A question in one's own words, once it is known to be one: about a customer, the team, or nothing we know."""

from handlers.questions.about_customers import answer_about
from handlers.questions.aspects import Aspect, aspect_of
from handlers.questions.team import answer_team
from handlers.questions.unanswered import unanswered
from handlers.questions.whom import whom_asked
from handlers.saying import say
from handlers.turn import Handled, Question, Turn
from understanding.asking import asks


def asks_of_customer(words: str) -> bool:
    """Whether the words ask one thing of a customer, and not just who somebody is or everything of them."""
    return asks(words) and aspect_of(words) not in {None, Aspect.CARD}


def answer_asked(words: str) -> Question:
    """The answer to words that ask; one kind line where nothing on file answers them."""
    return Question(lambda reading: _answered(reading, words))


def _answered(turn: Turn, words: str) -> Handled:
    """Of the team first: "who hasn't followed up" names nobody."""
    card = answer_team(turn, words)
    if card is None:
        whom = whom_asked(turn, words)
        card = answer_about(turn, whom) or unanswered(turn, whom, words)
    return say(turn, card, private=True)
