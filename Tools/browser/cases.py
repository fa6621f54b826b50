"""The table of cases: each a sentence about the candidate's pages, and what shows that it is true."""
import collections

Case = collections.namedtuple("Case", "sentence language play alone")
TABLE = []


def case(sentence, *languages, alone=False):
    """Adds a case, for each language one; the function is given the stage and the language. What breaks the house is played
    alone, after all others."""
    def add(play):
        for language in languages:
            name = {"en": "English", "zh": "Chinese"}[language]
            TABLE.append(Case(f"{sentence} ({name})", language, play, alone))
        return play
    return add
