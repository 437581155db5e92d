"""What the words around a name say about it: how people are greeted, introduced and spoken of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from interview2persona.statements.privacy.chains import Chain
from interview2persona.statements.privacy.vocabulary import Vocabulary, first_names, known
from interview2persona.statements.privacy.words import Word

_INTRODUCED = re.compile(
    r"(?:\b(?:my|his|her|their|the|whose) names?(?:'s|’s| is| was)|\bnamed|\bname of|\bcalled|\bspeaking (?:to|with)|\bask(?:ed|ing)? for|"
    r"\bI(?:'m| am|’m)|\b(?:it|this|that|here|she|he|there)(?:'s|’s| is)|\bI spoke (?:to|with)|\btalk(?:ed|ing)? (?:to|with)|"
    r"\bhand(?:ed)? over to|\bregards,?|\bsincerely,?|\bsigned,?|\bich bin|\bmein name ist|\bik ben|\bje suis|\bsoy|\bme llamo)\s+$",
    re.I,
)
_GREETED = re.compile(
    r"(?:^|[\s\"“(>:-])(?:hi|hiya|hello|hey|hallo|morning|afternoon|evening|good (?:morning|afternoon|evening)|thanks|thank you|thanks so much|cheers|"
    r"bye|goodbye|dear|welcome|sorry|moin|servus|bonjour|hola|dag|hoi|ciao|welcome back|nice to meet you|pleasure)[\s,]+$",
    re.I,
)
_CALLED_TO = re.compile(
    r"(?:^|[.!?,]\s*)(?:so|well|right|okay|ok|yes|yeah|no|oh|ah|and|but|now|alright|please|look|listen|great|perfect|exactly|sure|"
    r"honestly|sorry|thanks|thank you|you know)?,?\s+$",
    re.I,
)
_KIN = re.compile(
    r"\b(?:my|our|his|her|their|your)\s+(?:[\w-]+\s+){0,3}?(?:husband|wife|partner|son|daughter|brother|sister|mother|father|mum|mom|dad|"
    r"uncle|aunt|cousin|nephew|niece|friend|mate|colleague|boss|manager|director|owner|chief|assistant|dispatcher|secretary|"
    r"accountant|bookkeeper|neighbour|neighbor|daughter-in-law|son-in-law|brother-in-law|girl|lad|guy|man|woman|lady|apprentice|technician|"
    r"engineer|driver|planner|foreman|supervisor|lead|head|rep|agent|doctor|nurse|teacher|customer|client|contact|buddy|girlfriend|boyfriend|"
    r"fiancee?|ex|kid|baby|dog|cat|grandson|granddaughter|grandma|grandpa|granddad)\s*,?\s+$",
    re.I,
)
_DOES = re.compile(
    r"^(?:'s|’s)?,?\s+(?:said|says|say|told|tells|asked|asks|thinks|thought|wants|wanted|goes|went|rang|rings|called|calls|knows|knew|likes|"
    r"liked|came|comes|did|does|has|had|was|is|will|would|could|can|can't|didn't|doesn't|wasn't|isn't|wouldn't|got|gets|spent|took|takes|"
    r"sat|sits|looked|looks|just|always|never|reckons|left|retired|and I|who|himself|herself|from (?:accounts|sales|the|finance|hr|it))\b",
    re.I,
)
_VOCATIVE_END = re.compile(r"^\s*(?:[,.!?;:]|$|\s[-–—])")
_PRESENT = re.compile(r"^,?\s+(?:here|speaking|again here)\b", re.I)
_IN_PLACE = re.compile(r"\b(?:in|near|around|outside|towards|to|into|from|across|over in|down in|up in|of)\s+(?:the\s+)?$", re.I)
_STRICTLY_IN = re.compile(r"\b(?:in|near|around|outside|towards)\s+$", re.I)
_AT_FIRM = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:at|for|with)|here at|over at|(?:^|\s)at|company called|firm called|we(?:'re|’re| are)|join(?:ed)?|"
    r"employed by|client of|contract with|employer,?)\s+(?:the\s+)?$",
    re.I,
)
ORG_WORDS = frozenset(
    "ltd limited gmbh inc incorporated llc llp plc bv nv ag kg ohg ug ek sarl sas sa srl spa oy ab aps as co corp corporation company "
    "companies group holding holdings partners associates brothers bros sons services service solutions systems technologies tech "
    "technology consulting consultants logistics industries industrial foods food lifts elevators elevator lift engineering "
    "engineers construction builders electrical electric plumbing heating energy power insurance bank school college university "
    "academy hospital clinic hotel hotels restaurant cafe bakery pharmacy foundation trust charity council institute labs lab "
    "studio studios media press publishing motors cars cabs taxis transport freight haulage airlines travel properties estates "
    "homes care pharma medical dental health fitness gym sports club society union association agency supplies stores store shop "
    "market markets retail bikes cleaning facilities security software digital design architects printing print coffee brewery "
    "farm farms dairy garage autos bv vof stichting verein verband hausverwaltung heizungsbau praxis werke werk bau".split()
)
PLACE_WORDS = frozenset(
    "road street lane avenue drive close court crescent terrace gardens grove square boulevard highway hill yard wharf quay mews "
    "park circle bridge tower towers falls fort port bay lake river valley island islands beach harbour harbor town village city "
    "county district province station airport centre center mall plaza forest woods mount mountain castle abbey green common cross "
    "north south east west upper lower bad sankt sainte saint st new old".split()
)
PERSON, ORG, PLACE = "PERSON", "ORG", "PLACE"
_BY_ENTITY = {"PERSON": PERSON, "ORG": ORG, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "PER": PERSON, "NORP": ""}


@dataclass(frozen=True, slots=True)
class Mention:
    """One chain that names somebody or something, with what speaks for each kind. `sure`: certainly a person."""

    chain: Chain
    votes: Counter[str]
    sure: bool


def judge(text: str, chain: Chain, entity: str, proper: bool, vocabulary: Vocabulary) -> Mention | None:
    """Whether a chain is a name, and of what kind; None when it is an ordinary word with a capital.

    Args:
        entity: spaCy's label of it, "" when it has none.
        proper: spaCy takes at least one of its words for a proper noun.
    """
    before, after = text[: chain.words[0].start][-80:], text[chain.words[-1].end :][:40]
    sure = _surely_person(chain, before, after, vocabulary)
    if not sure and not _is_name(chain, entity, proper, after, vocabulary):
        return None
    return Mention(chain, _votes(chain, before, after, entity, sure), sure)


def _surely_person(chain: Chain, before: str, after: str, vocabulary: Vocabulary) -> bool:
    first = chain.names[0]
    likely = first.key in first_names()
    if chain.title:
        return True
    if vocabulary.is_plain(first.key) and not likely or first.key in known() and not likely:
        return False
    strange = not vocabulary.in_dictionary(first.key)
    if _PRESENT.match(after) and len(chain.names) < 4 and (strange or likely):
        return True
    if _GREETED.search(before) and _VOCATIVE_END.match(after):
        return strange or likely
    if _KIN.search(before) or _INTRODUCED.search(before):
        return likely or (strange and not _AT_FIRM.search(before) and len(chain.names) < 3)
    return likely and _CALLED_TO.search(before) is not None and _VOCATIVE_END.match(after) is not None and not first.initial


def _is_name(chain: Chain, entity: str, proper: bool, after: str, vocabulary: Vocabulary) -> bool:
    inner = [w for w in chain.names if not w.initial]
    unknown = [w for w in chain.names if not vocabulary.is_ordinary(w.key)]
    kind = _BY_ENTITY.get(entity, "")
    if any(w.key in first_names() and len(w.key) > 2 and _fits(w, entity, after, vocabulary) for w in chain.names):
        return True
    if unknown:
        return bool([w for w in unknown if not w.initial]) or proper or bool(kind)
    fresh = [w for w in inner if not vocabulary.is_plain(w.key)]
    if len(chain.names) == 1:
        return bool(fresh) and bool(kind)
    ends = {chain.names[-1].key, chain.names[0].key}
    return bool(inner) and (bool(fresh) or bool(kind and ends & (ORG_WORDS | PLACE_WORDS)))


def _fits(word: Word, entity: str, after: str, vocabulary: Vocabulary) -> bool:
    """Whether a first name that may also be a word is one here."""
    if not vocabulary.is_ordinary(word.key):
        return True
    if not word.initial:
        return word.key not in known() or entity == "PERSON"
    return not vocabulary.is_plain(word.key) and (entity == "PERSON" or _DOES.match(after) is not None)


def _votes(chain: Chain, before: str, after: str, entity: str, sure: bool) -> Counter[str]:
    votes: Counter[str] = Counter()
    if sure:
        votes[PERSON] += 6
    if chain.names[0].key in first_names():
        votes[PERSON] += 3
    if kind := _BY_ENTITY.get(entity, ""):
        votes[kind] += 1 if kind == PERSON else 2
    if _DOES.match(after):
        votes[PERSON] += 1
    if _STRICTLY_IN.search(before):
        votes[PLACE] += 3
    elif _IN_PLACE.search(before):
        votes[PLACE] += 1
    if _AT_FIRM.search(before):
        votes[ORG] += 2
    keys = {w.key for w in chain.names}
    if keys & ORG_WORDS and len(keys) > 1:
        votes[ORG] += 5
    if keys & PLACE_WORDS and len(keys) > 1:
        votes[PLACE] += 4
    if any(re.search(r"[a-z][A-Z]", w.text) and not w.text.startswith(("Mc", "Mac", "Van", "De")) for w in chain.names):
        votes[ORG] += 2
    return votes
