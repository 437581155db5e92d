"""What in a statement and its question points to a step of the customer's journey: generic words, no study's."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

_TEXT: dict[str, tuple[str, ...]] = {
    "awareness": (
        r"\b(?:hear|heard|came across|saw|seen|found|read about|noticed|stumbled)\b.{0,40}\b(?:of|about|it|"
        r"you|ad|advert|article|"
        r"fair|youtube|facebook|instagram|online|newsletter)\b|\bfirst (?:heard|saw|noticed)\b|\bword of mouth\b|"
        r"\b(?:told|showed|mentioned|recommended)\b.{0,25}\b(?:me|us)\b.{0,30}\b(?:about|it)\b",
        r"\b(?:started|began) (?:looking|searching|thinking)|\bthat(?:'s| was) (?:when|the moment|the point|"
        r"the trigger|what did it)|"
        r"\btrigger|\bsomething had to (?:change|give)|\bcould(?:n't| not) go on|\blast straw|\bwake-?up call|"
        r"\bthat's when (?:I|we)",
        r"\b(?:advert|ad|trade fair|fair|conference|exhibition|newsletter|podcast|forum|facebook group|association)\b",
    ),
    "consideration": (
        r"\b(?:compar\w+|alternative|options?|shortlist|demo|trial|pilot|test(?:ed|ing)? it|quotes?|offers?|"
        r"references?|reviews?|"
        r"brochure|vendors?|competitors?|salesman|sales ?(?:guy|rep|man|person|people)|evaluat\w+|criteria|"
        r"tender|pitch|proposal|"
        r"looked at (?:two|three|several|other))\b",
        r"\b(?:worried|worry|afraid|fear|concern\w*|what if|hesitat\w+|sceptical|skeptical|not convinced|doubt)\b",
        r"\bif (?:it|that|they|you|the)\b.{0,60}\b(?:I'd|I would|we'd|we would)\b|\bbefore I (?:sign|buy|"
        r"decide|believe)|"
        r"\bI(?:'d| would) (?:want|need|like) to (?:see|know|talk|try|hear|visit)\b",
        r"\bI(?:'d| would) never\b|\bno interest\b|\bconvince\w*|\btrust\b",
    ),
    "purchase": (
        r"\b(?:sign(?:s|ed|ing)?|signature|bought|buy(?:s|ing)?|purchas\w+|order(?:ed|ing)?|contract|"
        r"approv\w+|budget|price[sd]?|"
        r"pricing|cost(?:s|ed)?|invoice|paid|pay|deposit|discount|procurement|quote|upfront|finance director|"
        r"cfo|board|committee|"
        r"terms|negotiat\w+)\b",
        r"\b(?:decid\w+|decision|veto|say yes|says yes|say no|said no|my call|final (?:say|word)|chose|choose|"
        r"picked|went with|go with)\b",
        r"\b(?:up to|above|under|over|below) [\w,.€$£ ]{2,25}(?:euros?|pounds?|dollars?|thousand|hundred|k)\b",
    ),
    "onboarding": (
        r"\b(?:set[- ]?up|setting up|install\w*|onboard\w*|migrat\w+|import\w*|roll(?:ed|ing)?[- ]?out|"
        r"go[- ]live|went live|"
        r"switch(?:ed|ing)? over|train(?:ed|ing|er)|course|webinar|tutorial|academy|manual|learn(?:ed|t|ing)?|taught|"
        r"first (?:day|days|week|weeks|month|time|login)|got started|getting started|at the beginning|in the beginning|"
        r"log ?in details|password|account created|configur\w+)\b",
        r"\bshowed me\b|\bhow to use\b|\bfigured? (?:it )?out\b|\bgetting used\b|\bget used\b",
    ),
    "use": (
        r"\b(?:every (?:day|morning|evening|week|month|friday|monday|time)|daily|weekly|usually|always|"
        r"normally|most days|"
        r"on (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
        r"\b(?:app|screen|click\w*|button|tap|type[sd]?|typing|scan\w*|upload\w*|export\w*|report|dashboard|"
        r"notification|map|list|"
        r"spreadsheet|excel|paper|board|calendar|phone|tablet)\b",
        r"\b(?:I|we) (?:use|check|open|look|print|send|do|write|put|keep|enter|log)\b|\bnow (?:I|we|it|they)\b|"
        r"\bit (?:shows|tells|saves|gives|takes|does|makes|logs|loses|crashes)\b",
        r"\b(?:used to|before that|instead of|no longer|don't have to|these days)\b",
    ),
    "support": (
        r"\b(?:support|help ?desk|hotline|helpline|ticket|customer service|service desk|on hold|hold music|"
        r"call(?:ed|ing)? (?:you|them)|"
        r"rang (?:you|them)|ring (?:you|them)|chat(?:bot)?|robot|bot|agent|technician came|response time|"
        r"answered|get through|"
        r"call(?:ed)? back|complain\w*|repair|fix(?:ed)? it|outage|fault|broke(?:n)?|error|update)\b",
        r"\b(?:a person|a human|somebody who|someone who knows|real person)\b|\bwithin (?:an hour|\w+ "
        r"(?:minutes|hours|days))\b|"
        r"\bwait(?:ed|ing)?\b",
    ),
    "renewal": (
        r"\b(?:renew\w*|cancel\w*|notice period|terminat\w+|contract (?:ends|runs out|is up)|extend\w*|price "
        r"(?:rise|increase|hike)|"
        r"went up|goes up|put (?:it|the price) up|per ?cent|auto-?renew\w*|leave|leaving|"
        r"switch(?:ing|ed)? (?:away|provider|supplier|to another)|stay(?:ed|ing)?|loyal|next (?:year|"
        r"contract)|account manager|"
        r"lock(?:ed)?[- ]in|subscription)\b",
        r"\bgo back to\b|\bswap\b|\bstill be (?:here|with)\b|\bwould(?:n't| not) go back\b",
    ),
    "advocacy": (
        r"\b(?:recommend\w*|told (?:everybody|everyone|my (?:friends?|brother|sister|neighbou?r|colleagues?)|"
        r"other|a friend|him|her|"
        r"people)|tell (?:everybody|everyone|other|my|people|anyone|them)|passed it on|spread the word|"
        r"reference (?:call|customer)|"
        r"(?:gave|did) a talk|rave|because of me|ambassador|refer(?:ral|red)?)\b",
    ),
}
_QUESTION: dict[str, str] = {
    "awareness": r"\bhear(?:d)? (?:of|about)|come across|f(?:i|ou)nd us|what (?:made|got|started|triggered|changed)|"
    r"how did it start|"
    r"trigger|first (?:think|look|hear)|why did you (?:go|start|begin) look|what was going on|where do "
    r"you (?:look|find out|read)|"
    r"how do you (?:find out|keep up|inform)",
    "consideration": r"\bcompar|alternativ|other (?:vendors|options|providers|systems)|what (?:mattered|convinced|"
    r"worried|"
    r"put you off|"
    r"would you need)|criteria|demo|trial|pilot|why not|hesitat|concern|worri|looking for|how did you "
    r"choose|research|evaluat|"
    r"sceptic|careful|would you (?:use|want|like|pay|consider)|what do you think (?:of|about)|we (?:have|"
    r"offer|launched|plan)",
    "purchase": r"\bwho (?:decide|sign|pay|approve|makes|made)|decision|sign|budget|price|pricing|cost|buy|bought|"
    r"purchas|contract|"
    r"involved|how did you go about|approv",
    "onboarding": r"\bset(?:ting)? (?:it )?up|first (?:day|week|weeks|month|time)|install|learn|train|start(?:ed)? "
    r"using|roll ?out|"
    r"onboard|introduc|get started|switch|how did (?:they|the \w+) (?:react|take)|begin",
    "use": r"\bnormal (?:day|week)|typical|yesterday|walk me through|day to day|how do you use|what do you use|"
    r"these days|now|"
    r"what(?:'s| is) different|what changed|annoy|what still|drives you|do you use|how often|tell me "
    r"about|take me through",
    "support": r"\bsupport|help|stuck|breaks?|went wrong|goes wrong|contact|reach|call us|hotline|ticket|complain|"
    r"get hold|problem|"
    r"in touch|how can i",
    "renewal": r"\brenew|cancel|stay|leave|switch|long term|next year|contract end|future|keep|lose you|still be|"
    r"notice",
    "advocacy": r"\brecommend|(?:tell|told) (?:others?|people|a friend|a colleague)|refer|advice|what would you say to|"
    r"other (?:people|owners|customers)",
}
# In small letters, as texts are: to pay no heed to case takes the library twice the time. None has \S, \W, \B or \D.
_IN_TEXT = {stage: [re.compile(p.lower()) for p in patterns] for stage, patterns in _TEXT.items()}
_IN_QUESTION = {stage: re.compile(p.lower()) for stage, p in _QUESTION.items()}
_PAST = frozenset(["was", "were", "did", "had", "said", "went", "came", "got", "told"])
_IF = re.compile(r"\bif\b|'d\b|would|could")
_QUESTION_END = 200  # characters; what is asked stands at the end


def features(text: str, question: str, labels: Collection[str]) -> frozenset[str]:
    """Names of what holds of a statement: "c:purchase0" (first cue of purchase), "Q:use" (asked about use) ..."""
    said, asked = _plain(text), _asked(_plain(question)[-_QUESTION_END:])
    words = re.findall(r"[a-z']+", said)
    found = {f"n{min(3, len(words) // 8)}", *(f"l:{label}" for label in labels), *asked.cues}
    if _PAST & set(words):
        found.add("past")
    if _IF.search(said):
        found.add("if")
    for stage, patterns in _IN_TEXT.items():
        found |= _cues(stage, patterns, said)
        if f"c:{stage}0" in found:
            found |= {f"cl:{stage}:{label}" for label in labels}
    for stage in asked.stages:
        found |= {f"Q:{stage}", *(f"QL:{stage}:{label}" for label in labels)}
    return frozenset(found)


def _plain(text: str) -> str:
    return text.replace("’", "'").lower()


class _Asked(NamedTuple):
    cues: frozenset[str]
    stages: tuple[str, ...]


@lru_cache(maxsize=128)  # the statements of an answer follow one another
def _asked(question: str) -> _Asked:
    cues = {
        f"qc:{stage}{number}"
        for stage, patterns in _IN_TEXT.items()
        for number, pattern in enumerate(patterns)
        if pattern.search(question)
    }
    return _Asked(frozenset(cues), tuple(stage for stage, about in _IN_QUESTION.items() if about.search(question)))


def _cues(stage: str, patterns: list[re.Pattern[str]], said: str) -> set[str]:
    found = set()
    for number, pattern in enumerate(patterns):
        if first := pattern.search(said):
            found.add(f"c:{stage}{number}")
            found |= {f"cc:{stage}{number}"} if pattern.search(said, first.end()) else set()
    return found
