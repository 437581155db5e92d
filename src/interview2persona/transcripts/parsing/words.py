"""Words that are speakers' roles, and words before a colon that never are speakers."""

from __future__ import annotations

import functools
import re

_ROLES = """
interviewer interviewee interviewed int ir ie iv ivr inter moderator mod facilitator researcher respondent resp
participant part speaker host cohost guest customer client agent rep representative caller user assistant ai bot
operator advisor adviser support sales prospect buyer seller q a i p r m f s k e b c u t question answer frage
antwort me you unknown narrator panelist panellist expert employee patient doctor student teacher candidate man
woman male female voice audience all both observer consultant trainer coach owner founder manager reporter person
chair attendee witness interviewerin befragter befragte moderatorin kunde kundin entrevistador entrevistado
entrevistada enquêteur enquêtrice animateur animatrice intervieweur intervieweuse répondant geïnterviewde
respondente intervistatore
"""
ROLE = re.compile(
    rf"(?:unknown|unidentified|first|second|third|main|co-?)?[ -]?(?:{'|'.join(_ROLES.split())})"
    r"(?:[ _#.-]*(?:no\.? ?)?\d{1,3}[a-z]?)?|[a-z]{1,4}[ _#-]?\d{1,4}|spk[ _]?\w{1,2}",
    re.IGNORECASE,
)
_NOT = """
note notes nb n.b ps p.s re fw fwd cc bcc subject from to date time times duration length location place venue url
http https www ftp mailto link links website source sources summary abstract description overview background
introduction conclusion conclusions agenda topic topics title chapter section part one two keywords tags transcript
transcription transcribed transcriber recording recorded file filename audio video version language project study
company industry age gender occupation attendees participants speakers present apologies id warning important tip
hint example examples e.g i.e eg ie todo action actions decision decisions follow-up followup figure table step
steps reference references footnote comment comments edit update updates correction disclaimer copyright page
confidential status pro pros con cons advantage advantages disadvantage disadvantages problem problems solution
solutions result results reason reasons also so well yes no yeah yep nope ok okay and but or because then now
finally however therefore thus firstly secondly thirdly lastly next monday tuesday wednesday thursday friday
saturday sunday january february march july august september october november december today yesterday tomorrow
start end begin laughter laughs laughing music applause pause inaudible crosstalk silence context purpose method
methods methodology outcome takeaway takeaways insight insights quote quotes key themes theme tldr name role country
city address email phone mobile tel fax regards thanks thank sincerely best dear hi hello question(s) questions
answers interview meeting session call kind type category price cost total details detail remember listen look
basically honestly actually anyway right like plus budget deadline priority goal goals pain pains gain gains risk
risks memo disclosure consent profile bio biography attachment attachments attached remark remarks interruption
break style width copyright publisher author authors editor published doi isbn
"""
_NOT_PHRASES = """
interview date| interview id| participant id| date of interview| recording date| audio file| file name| next steps|
action items| key takeaways| key points| company name| transcribed by| end of interview| end of transcript| end of
recording| background noise| open questions| research question| research questions| my point| the point| the thing|
the question| the problem| the answer| first of all| for example| for instance| in short| in summary| in other
words| by the way| to be honest| last but not least| current profile| current role| job title| company size|
interview guide| meeting notes| meeting title| recording link| participant name| interviewer name| date and time|
start time| end time| on the other hand
"""
NOT_SPEAKERS = frozenset(_NOT.split()) | frozenset(phrase.strip() for phrase in _NOT_PHRASES.split("|"))
_PARTICLE_WORDS = (
    "van von der den de del della di da dos du la le les el al bin ibn ben ter ten zu zum of the and & y e af av"
)
LONGEST_LABEL = 6  # words of a label
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_WORD = re.compile(r"[^\W_][\w'’.&/#-]*")


@functools.lru_cache(maxsize=4096)
def is_role(name: str) -> bool:
    """Whether `name` says what somebody is in a conversation: `Interviewer`, `Speaker 2`, `P07`, `Q`."""
    return ROLE.fullmatch(name.strip()) is not None


@functools.lru_cache(maxsize=4096)
def looks_like_speaker(name: str, *, loose: bool = False) -> bool:
    """Whether `name` has the shape of a speaker label; `loose` where a time beside it already says so."""
    base = re.sub(r"\s*\([^()]*\)$", "", name).strip()
    if not base or len(base) > 48 or base.casefold() in NOT_SPEAKERS or base.casefold().rstrip(".") in NOT_SPEAKERS:
        return False
    if is_role(base):
        return True
    words = base.replace(",", " ").split() if loose else base.split()
    if not 1 <= len(words) <= 5 or words[0].casefold() in _PARTICLES - {"van", "von", "de", "el", "al", "la"}:
        return False
    return all(_is_name_word(word) for word in words) and any(c.isalpha() for c in base)


def may_be_speaker(name: str) -> bool:
    """Whether a label that begins much of a file may be one: "Larkhome customer care, Dale", but no field of a form."""
    first = re.split(r"[\s(]", name, maxsplit=1)[0].casefold().rstrip(".")
    return name[:1].isupper() and len(name.split()) <= LONGEST_LABEL and not {name.casefold(), first} & NOT_SPEAKERS


def _is_name_word(word: str) -> bool:
    if word.casefold() in _PARTICLES:
        return True
    if not _WORD.fullmatch(word) or (word.endswith(".") and len(word) > 5):
        return False
    first = word[0]
    return first.isdigit() or first.isupper() or not (first.isupper() or first.islower())
