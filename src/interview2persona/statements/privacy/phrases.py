"""How people are greeted, introduced and spoken of; each pattern looks at what stands before or behind a name."""

from __future__ import annotations

import re

INTRODUCED = re.compile(
    r"(?:\bnames?(?:, please)?\?|\b(?:my|his|her|their|whose) names?(?:'s|’s| is| was)|"
    r"\bspeaking (?:to|with)|\bask(?:ed|ing)? for|"
    r"\bI(?:'m| am|’m)|"
    r"\bI spoke (?:to|with)|\bich bin|\bmein name ist|\bik ben|\bje suis|\bsoy|\bme llamo)\s+$",
    re.I,
)
PERHAPS = re.compile(  # things are called, too
    r"(?:\bnames? (?:is|was|of)|\bnamed|\bcalled|\b(?:it|this|that|here|she|he|there)(?:'s|’s| is)|\btalk(?:ed|"
    r"ing)? (?:to|with)|"
    r"\bhand(?:ed)? over to|\bregards,?|\bsincerely,?|\bsigned,?)\s+$",
    re.I,
)
GREETED = re.compile(
    r"(?:^|[\s\"“(>:-])(?:hi|hiya|hello|hey|hallo|morning|afternoon|evening|good (?:morning|afternoon|evening)|"
    r"thanks|thank you|thanks so much|cheers|"
    r"bye|goodbye|dear|welcome|sorry|moin|servus|bonjour|hola|dag|hoi|ciao|welcome back|nice to meet you|"
    r"pleasure)[\s,]+$",
    re.I,
)
CALLED_TO = re.compile(
    r"(?:^|[.!?,]\s*)(?:so|well|right|okay|ok|yes|yeah|no|oh|ah|and|but|now|alright|please|look|listen|great|"
    r"perfect|exactly|sure|"
    r"honestly|sorry|thanks|thank you|you know)?,?\s+$",
    re.I,
)
KIN = re.compile(
    r"\b(?:my|our|his|her|their|your)\s+(?:[\w-]+\s+){0,3}?(?:husband|wife|partner|son|daughter|brother|sister|"
    r"mother|father|mum|mom|dad|"
    r"uncle|aunt|cousin|nephew|niece|friend|mate|colleague|boss|manager|director|owner|chief|assistant|"
    r"dispatcher|secretary|"
    r"accountant|bookkeeper|neighbour|neighbor|girl|lad|guy|man|"
    r"woman|lady|apprentice|technician|"
    r"engineer|driver|planner|foreman|supervisor|lead|head|rep|agent|doctor|nurse|teacher|customer|client|"
    r"contact|buddy|girlfriend|boyfriend|"
    r"fiancee?|ex|kid|baby|dog|cat|grandson|granddaughter|grandma|grandpa|granddad)(?:[-\s]in[-\s]law)?\s*,?\s+$",
    re.I,
)
DOES = re.compile(
    r"^(?:'s|’s)?,?\s+(?:said|says|say|told|tells|asked|asks|thinks|thought|wants|wanted|goes|went|rang|rings|"
    r"called|calls|knows|knew|likes|"
    r"liked|came|comes|did|does|has|had|was|is|will|would|could|can|can't|didn't|doesn't|wasn't|isn't|wouldn't|"
    r"got|gets|spent|took|takes|"
    r"sat|sits|looked|looks|just|always|never|reckons|left|retired|and I|who|himself|herself|from (?:accounts|"
    r"sales|the|our|my|work|next|down|finance|hr|it))\b",
    re.I,
)
WITH = re.compile(r"\b(?:me and|myself and|named|called|miss)\s+$", re.I)  # somebody, in a text without capitals
SPOKE = re.compile(  # what only people do, or have
    r"^(?:\s+(?:says?|said|tells?|told|asks?|asked|reckons|reckoned|thinks|thought|rang|phoned|texted|cried|laughed|"
    r"smiled|retired|married|and (?:me|i|he|she)|who|herself|himself)\b|['’]s (?:husband|wife|partner|brother|sister|"
    r"mother|father|mum|mom|dad|cousin|nephew|niece|friend|mate|son|daughter|kid|lad|girl|boy|face|desk)s?\b)",
    re.I,
)
ACTS = re.compile(  # after a name that is a word, too: "my brother earl runs it", not "my brother will run it"
    r"^\s+(?:runs|works|worked|drives|drove|lives|lived|keeps|kept|makes|uses|used|bought|sells|sold|started|does|did|"
    r"has|had|is|was|and (?:me|i|he|she))\b",
    re.I,
)
VOCATIVE_END = re.compile(r"^\s*(?:[,.!?;:]|$|\s[-–—])")
PRESENT = re.compile(r"^,?\s+(?:here|speaking|again here)\b", re.I)
NUMBERED = re.compile(r"\s\d{1,2}\b(?![:.]\d)")  # "Tier 2", "Gate 12"
MONTH = re.compile(
    r"\b(?:in|since|until|till|by|of|last|next|this|early|late|mid|every|before|after|during|end|start|"
    r"beginning|\d+(?:st|nd|rd|th)?|"
    r"through|to|from|and|or|each|around|for)[\s-]+$",
    re.I,
)
IN_PLACE = re.compile(
    r"\b(?:in|near|around|outside|towards|to|into|from|across|over in|down in|up in|of)\s+(?:the\s+)?$", re.I
)
STRICTLY_IN = re.compile(r"\b(?:in|near|around|outside|towards)\s+$", re.I)
AT_FIRM = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:at|for|with)|here at|over at|(?:^|\s)at|company called|firm called|we(?:'re|"
    r"’re| are)|join(?:ed)?|"
    r"employed by|client of|contract with|employer,?)\s+(?:the\s+)?$",
    re.I,
)
WORKS_FOR = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:at|for)|here at|over at|company called|firm called|join(?:ed)?|employed by|employer,?)"
    r"\s+(?:the\s+)?$",
    re.I,
)
NAME_ASKED = re.compile(r"\b(?:your|his|her|the) (?:last |first |full |sur|family )?name\b[^?.]*\?\s*$", re.I)
