"""What a person is by trade: job_title and seniority."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said
from interview2persona.statements.attributes._words import FUNCTION_WORDS, JOB, JOBS, NUMBER, SENIOR

_MOD = rf"(?!{FUNCTION_WORDS}\b)[\w-]+"
_TITLE = (
    rf"(?:{_MOD}\s+(?:and\s+{_MOD}\s+)?){{0,3}}?(?:{JOB})\b(?:\s+(?:{JOB})\b)*(?:\s+(?:of|for|at|in|to|on)\s+"
    rf"(?!(?:an?|about|around|over|nearly|almost|now|it|this|that|them|here|me|us|{NUMBER})\b)(?:the\s+)?[\w'’-]+(?:\s+[\w'’-]+)?)?"
)
_I_AM = re.compile(
    rf"\bI(?:['’]?m|\s+am|['’]?ve been|\s+have been)\s+(?:(?:still|now|currently|actually|basically|"
    rf"officially|really|just|also|only|mostly|mainly|primarily|down as|,|um|uh)[\s,]*)*"
    rf"(?:an?\s+|the\s+|our\s+|their\s+)?(?:(?:an?|the)?,\s*(?:how do you say|what do you call it|um|uh|"
    rf"let['’]s say),?\s*)?(?P<v>{_TITLE}(?:,?\s+(?:yes,\s+)?and\s+(?:the\s+|an?\s+)?(?:{JOB})\b)?)",
    re.I,
)
_WORK_AS = re.compile(
    rf"\b(?:I\s+(?:now\s+)?work(?:ed)?\s+(?:(?:for|at|in|with)\s+[^.,;!?]{{3,40}}?\s+)?as|my\s+(?:job|title|role|position)(?:\s+title)?\s+is|"
    rf"they\s+call\s+me|hired\s+(?:me\s+)?as|on paper I['’]?m)\s+"
    rf"(?:an?\s+|the\s+)?(?P<v>{_TITLE}|[\w'’-]+(?:\s+[\w'’-]+){{0,3}})",
    re.I,
)
_ON_THE_DOOR = re.compile(
    rf"(?P<v>(?:{_MOD}\s+){{0,3}}(?:{JOB}))\s+(?:is\s+(?:what|how)|it\s+says|on\s+(?:the\s+)?(?:paper|"
    rf"door|card|website))"
    rf"|\bit\s+says\s+(?:an?\s+|the\s+)?(?P<w>(?:{_MOD}\s+){{0,3}}(?:{JOB}))\b",
    re.I,
)
_A_DOOR = re.compile(r"\bis\s+(?:what|how)|\bit\s+says\b|\bon\s+(?:the\s+)?(?:paper|door|card|website)", re.I)
_OWNER = re.compile(
    r"\bI\s+(?:own\s+(?:it|the|this|my|a|half|all)|bought\s+(?:out\s|the\s+(?:\w+\s+)?(?:firm|business|company|shop|"
    r"practice|farm)))|\b(?:my|our)\s+own\s+(?:firm|business|company|shop|practice|farm)\b",
    re.I,
)
_FOUNDER = re.compile(
    r"\b(?:I|we)\s+(?:founded|set\s+(?:it|this)\s+up|started\s+(?:it|the|this|my|our)\b)|"
    r"^started\s+[\w-]+\s+years\s+ago",
    re.I,
)
_BARE_TITLE = re.compile(
    rf"^(?:(?:so|well|um|uh|yes|okay),?\s+)*(?:an?\s+|the\s+)?(?P<v>(?:{_MOD}\s+){{0,3}}?(?:{JOB}))\b", re.I
)
_DUTY = re.compile(
    r"(?:\bI|\bwe(?=\s+(?:run|own|manage|farm|keep|grow|breed)\b))\s+"
    r"(?:(?:also|mostly|mainly|basically|sort of|kind of|pretty much|just|now)\s+)*"
    r"(?P<v>(?:do(?!\s+(?:my|our|it|that)\b)|run|own|manage|brew|lead|head|look after|plan|fix|repair|"
    r"install|teach|write|make|sell|buy|design|build|drive|clean|cook|bake|grow|farm|keep|train|coach|"
    r"coordinate|schedule|"
    r"dispatch|handle|oversee|organi[sz]e|supervise|maintain|service|operate|compose|paint|edit|produce|"
    r"research|study|work"
    r"|nurse|treat|care|test|inspect|move|translate|answer|take care|am responsible|am in charge|supply|"
    r"process)\b[^.;!?—–]{3,80}(?!\w))",
    re.I,
)
_OTHER_TITLE = re.compile(
    rf"\b(?:(?:he|she)(?:['’]s|\s+is)|(?:they['’]re|they\s+are)|it['’]s\s+(?:often|usually|mostly|always)|"
    rf"(?:most|many) (?:of (?:them|mine) )?are)\s+"
    rf"(?:often\s+|usually\s+|mostly\s+|always\s+)?(?:an?\s+|the\s+)?(?P<v>[\w'’-]+\s+or\s+{_TITLE}|{_TITLE}s?)",
    re.I,
)
_IN_LIST = re.compile(
    rf"\bI(?:['’]?m|\s+am|\s+was)\s[^.;]{{0,40}}(?!\w),\s*(?:and\s+|I['’]?m\s+|I\s+was\s+)?(?:an?\s+|"
    rf"the\s+)?(?P<v>(?:retired\s+)?(?:{_MOD}\s+){{0,2}}(?:{JOB}))\b(?=\s*[,.;!?]|$|\s+(?:in|at|of|"
    rf"for)\b)",
    re.I,
)
_WAS = re.compile(
    rf"\bI\s+was\s+(?:(?:an?|the)\s+|[\w-]+\s+years\s+(?:an?\s+)?)?(?P<v>(?:{_MOD}\s+){{0,2}}(?:{JOB}))\b", re.I
)
_RETIRED = re.compile(
    r"\b(?:I['’]?m|I\s+am|years?)\s+(?:\w+\s+)?(?P<v>retired|a\s+pensioner|on\s+(?:a\s+)?pension)\b", re.I
)
_AND = re.compile(rf",?\s+(?:yes,\s+)?and\s+(?:the\s+|an?\s+)?(?=(?:{JOB})\b)", re.I)
_ASIDE = re.compile(
    r",\s*(?:and\s+)?(?:that|which|who|i\b|i['’]|we\b|it|one|wait|no|yes|the|because|so|for|like|you know|um|uh|"
    r"mostly)\b.*",
    re.I,
)
_KEPT = re.compile(
    r"\bwhat (?:kind|sort|type) of (?P<v>farm|shop|business|company|hotel|bakery) (?:do|is it) you", re.I
)
_KEEPERS = {"farm": "farmer"}
_OF_WHOM = re.compile(r"\s+(?:of\s+(?:it|this|that)|(?:at|for|with|to|in)\s+(?:the\s+)?[A-ZÀ-Þ].*)$")
_SENIORITY = re.compile(rf"\b(?P<v>{SENIOR})\b", re.I)


def job_title(said: Said) -> Iterator[Found]:
    """ "I'm the procurement officer", "service coordinator is what's on the door", or what they say they do."""
    if said.others:
        yield from _titles_of_others(said)
        return
    bonus = 0.6 * said.early + 0.6 * ("role" in said.asked or "company" in said.asked)
    doors = ((_ON_THE_DOOR, 1.8),) if _A_DOOR.search(said.text) else ()  # that pattern is slow
    for pattern, score in ((_I_AM, 1.4), (_WORK_AS, 1.6), *doors):
        for m in said.matches(pattern):
            if not _before(said, m):
                yield said.found(_tidy(m.groupdict().get("w") or m["v"]), score + bonus)
    for pattern, score in ((_IN_LIST, 1.3), (_RETIRED, 0.7)):
        yield from (said.found(m["v"], score + bonus) for m in said.matches(pattern) if not _before(said, m))
    yield from (said.found(f"formerly {m['v']}", 0.39 + bonus) for m in said.matches(_WAS))
    if (kept := _KEPT.search(said.statement.question)) and said.person == "self" and said.place < 0.3:
        yield said.found(_KEEPERS.get(kept["v"].casefold(), "owner"), 0.95)
    for pattern, title in ((_OWNER, "owner"), (_FOUNDER, "founder")):
        if pattern.search(said.text) and said.person != "other":
            yield said.found(title, 1.1 + bonus)
    if "role" in said.asked and said.relevant and len(said.text.split()) < 9:
        yield from (said.found(m["v"], 0.9 + bonus) for m in said.matches(_BARE_TITLE))
    if said.person == "self" and said.place < 0.35 and (said.asked & {"role", "company"} or said.place < 0.12):
        duties = (m for m in said.matches(_DUTY) if not _of_work(said, m))
        yield from (said.found(_tidy(m["v"]), 0.4 + bonus) for m in duties)


def _titles_of_others(said: Said) -> Iterator[Found]:
    """The jobs of the people that staff speaks of."""
    yield from (said.found(m["v"], 1.0 + said.early) for m in said.matches(_OTHER_TITLE))
    for token in said.doc:
        if token.dep_ in ("nsubj", "attr") and token.lemma_.casefold() in JOBS and token.pos_ == "NOUN":
            yield said.found(token.lemma_.casefold(), 0.9)


def _tidy(value: str) -> str:
    """ "director, yes, and the owner" is "director; owner"; what is told beside the job, or for whom, is left out."""
    return _OF_WHOM.sub("", _ASIDE.sub("", _AND.sub("; ", value)))


def seniority(said: Said) -> Iterator[Found]:
    """The rank inside a title that the person gives of themselves."""
    for title in job_title(said):
        hit = _SENIORITY.search(title.value)
        if hit and title.score >= 1.4:
            yield said.found(hit["v"], title.score)


def _of_work(said: Said, match: re.Match[str]) -> bool:
    """Whether the words tell which work, people or things are meant: "the people I work with", "I do use it"."""
    verb = match["v"].split()[0].casefold()
    return any(
        t.pos_ == "AUX" or (t.dep_ == "relcl" and t.i > 1 and t.nbor(-2).pos_ in ("NOUN", "PROPN"))
        for t in said.doc
        if t.lower_ == verb
    )


def _before(said: Said, match: re.Match[str]) -> bool:
    """Whether the words are about the past or not meant ("I was a fitter", "if I'm the owner", "not a planner")."""
    head = said.text[max(0, match.start() - 20) : match.start("v")].casefold()
    return bool(
        re.search(
            r"\b(?:not|never)\s*(?:an?|the)?\s*$|\b(?:if|when|as if|like|thinks?|thought|says?|said|pretend|"
            r"until|once)\s+(?:that\s+)?i['’]?",
            head,
        )
    )
