"""What is said without saying anything of the person: back-channels, greetings, thanks, talk about the talk.

Kept strict: what is left out here is counted and reported, but never labelled, so in doubt a span stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_MARKERS = frozenset(
    re.findall(
        r"\S+",
        """ah aha ahem alright absolutely actually anyway and aye basically but certainly cool correct definitely eh er
    erm exactly fine god gosh grand great ha haha hello hey hi hiya hm hmm honestly huh indeed ja jeez just kay like
    look lovely man mean mhm mm mmhm mm-hm mmm morning nah nay nee nein no nope oh ok okay okey ooh oops or ouch
    perfect please precisely pretty really right see so sorry sure thanks thank that's thing totally true uh uh-huh
    uhm um ugh understood very wait well what whatever wow ya yeah yep yes yup you know i then there now of course""",
    )
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_GREETING = re.compile(
    r"(?:(?:oh|ah|well|okay|so|yeah|yes|right|and|but|great|perfect),?\s+)*"
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|morning|bye|bye-bye|goodbye|cheers|cheerio"
    r"|see you(?: (?:later|soon|then))?|take care|have a (?:good|nice|great|lovely) \w+|all the best"
    r"|nice to (?:meet|talk to|speak to|see) you)\b[\w\s,'’.-]{0,30}",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:oh|ah|well|okay|so|no|yeah|yes|right|and|but|great|perfect),?\s+)*"
    r"(?:thank you|thanks|many thanks|cheers|you(?:'|’)re (?:very |most )?welcome|no (?:problem|worries|bother)"
    r"|my pleasure|not at all|good question|happy to)\b[\w\s,'’-]{0,40}",
    re.IGNORECASE,
)
_ABOUT_THE_TALK = re.compile(
    r"\b(?:can|could|do|did) you (?:hear|see) (?:me|us|that|my)|\byou(?:'|’)re (?:on mute|breaking up|muted)"
    r"|\b(?:say|repeat) (?:that|it|the question) again|\bwhat was the question|\bwhat do you mean\b"
    r"|\bis (?:it|this|that thing) (?:recording|on)\b|\bwhere was i\b|\blet me (?:think|see)\b[\s.,…]*$"
    r"|\b(?:i )?don(?:'|’)t (?:really )?(?:know|understand) (?:the|your) question",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, stage directions left out."""
    return [w.casefold() for w in _WORD.findall(re.sub(r"\[[^\]\n]{1,40}\]|\([a-z ]{1,30}\)", " ", text))]


def is_backchannel(text: str) -> bool:
    """Nothing but "mm-hm", "right", "okay, so": listening, not telling."""
    said = words(text)
    return all(w in _MARKERS for w in said)


def _has_number(span: Span) -> bool:
    """A number with a rising voice is an answer: "How long have you been there?" "Fourteen months?"."""
    return any(t.like_num for t in span)


def reason_to_leave_out(span: Span, *, answers: bool, min_words: int) -> str:
    """Why this span is not a statement, or "" when it is one. `answers`: it comes right after a question."""
    text = " ".join(span.text.split())
    said = words(text)
    bare = text.rstrip(" .!?,")
    content = any(t.pos_ in _CONTENT for t in span)
    reasons = {
        "no words": not said,
        "back-channel": is_backchannel(text),
        "greeting": bool(_GREETING.fullmatch(bare)),
        "thanks": bool(_THANKS.fullmatch(bare)),
        "about the conversation": len(said) <= 14 and bool(_ABOUT_THE_TALK.search(text)),
        "too short": len(said) < min_words and not answers,
        "no content": not content and len(said) <= 3 and not answers,
        "echo of the question": len(said) <= 2 and text.endswith("?") and not (answers and _has_number(span)),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")
