"""What nobody was asked: for every empty or thin section the questions for the next interviews, and for whom.

The questions ask for the last concrete time rather than for opinions (Portigal 2013, Interviewing Users; Fitzpatrick
2013, The Mom Test); those of the buyer's sections follow the five rings of buying insight (Revella 2015).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from interview2persona.model import Claim, OpenQuestion

CUSTOMER: dict[str, tuple[str, ...]] = {
    "goals": (
        "If this worked the way you wish, what would be different in your day?",
        "What are you trying to get done this year, and how will you know that you did?",
    ),
    "pains": (
        "Tell me about the last time this went wrong. What did it cost you?",
        "What is the most tiresome part of it, and how do you get around it today?",
    ),
    "gains": (
        "When did it last go really well? What made the difference?",
        "What would you miss most if it were taken away tomorrow?",
    ),
    "behaviours": (
        "Walk me through yesterday, from the first thing you did. Which tools did you touch?",
        "How often do you do this, with whom, and what happens right before and after?",
    ),
    "attitudes": (
        "What matters most to you in your work, and what would you never give up for speed or price?",
        "What would your colleagues say you always insist on?",
    ),
    "channels": (
        "When you need help, whom or what do you turn to first? When was that last?",
        "How do you like to be reached, and how not?",
    ),
    "profile": (
        "What is your role, since when, and who else works with you?",
        "How large is your organisation, and what does it do?",
    ),
}
BUYER: dict[str, tuple[str, ...]] = {
    "trigger": (
        "Take me back to the day when you first looked for a solution. What had happened?",
        "Why then and not a year earlier?",
    ),
    "success_factors": (
        "What did you promise the others it would change? How would you know after a year?",
        "What has to happen for you to call it a success?",
    ),
    "barriers": (
        "What nearly stopped you, or still does?",
        "Who was against it, and what did they fear?",
    ),
    "criteria": (
        "Which alternatives did you compare, and on what?",
        "What was the one thing that ruled an offer out?",
    ),
    "process": (
        "Who had a say, from the first idea to the final yes, and what did each of them want?",
        "Which steps did it take, and where did it wait longest?",
    ),
    "budget": (
        "Whose budget does it come from, and up to which amount can you decide alone?",
        "What do you compare the price with?",
    ),
    "sources": (
        "Where did you look first, and whom did you ask?",
        "Whose opinion counted, and why?",
    ),
    "risk": (
        "What was the worst that could have happened, and what did you do to be safe?",
        "Tell me about an earlier purchase that went wrong. What do you do differently since?",
    ),
}
THIN = 2  # people; a section that fewer speak about is a hypothesis
#: Attributes that answer what a section would be asked for.
ANSWERED = {
    "channels": "channels",
    "budget": "budget",
    "sources": "source_of_information",
    "risk": "risk_attitude",
}


def open_questions(
    sections: Mapping[str, Sequence[Claim]], stated: Mapping[str, int], kind: str, whom: str, size: int
) -> tuple[OpenQuestion, ...]:
    """Questions for the sections of this kind of persona that fewer than two of its people spoke about.

    `stated` says how many of its `size` people stated each attribute.
    """
    bank = (CUSTOMER if "customer" in kind else {}) | (BUYER if "buyer" in kind else {})
    found = _people(sections)
    enough = min(THIN, size)
    out = []
    for section, questions in bank.items():
        spoke = max(len(found.get(section, ())), stated.get(ANSWERED.get(section, ""), 0))
        known = bool(stated) if section == "profile" else spoke >= enough
        out += [OpenQuestion(section, question, whom) for question in questions if not known]
    return tuple(out)


def _people(sections: Mapping[str, Sequence[Claim]]) -> dict[str, Collection[str]]:
    out: dict[str, set[str]] = {}
    for section, claims in sections.items():
        for claim in claims:
            for key in (section, claim.aspect):
                out.setdefault(key, set()).update(claim.participants)
    return dict(out)
