"""What interviews say of a person and what tables hold of a customer, made comparable: numbers, lists, kinds of jobs.

Lies below the stages because personas write rules over such values and customers are held against them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

NUMBERS = ("age", "company_size", "tenure")  # in years, people, years
LISTS = ("channels", "tools", "buying_role", "source_of_information")
JOBS: Mapping[str, tuple[str, ...]] = {
    "owner": (
        *("owner", "co-owner", "own", "founder", "co-founder", "proprietor", "managing director", "ceo", "president"),
        *("chief executive", "entrepreneur", "self-employed", "freelancer", "landlord", "landlady", "sole trader"),
    ),
    "head": (
        *("head", "chief", "director", "manager", "lead", "leader", "supervisor", "superintendent", "principal", "vp"),
        *("vice president", "foreman", "matron", "cto", "coo", "cio"),
    ),
    "junior": ("junior", "trainee", "apprentice", "intern", "assistant"),
    "finance": (
        *("finance", "financial", "accountant", "accounting", "accounts", "bookkeeper", "bookkeeping", "controller"),
        *("controlling", "treasurer", "payroll", "auditor", "cfo", "commercial", "invoicing", "billing"),
    ),
    "purchasing": ("purchasing", "purchaser", "procurement", "buyer", "sourcing", "category manager", "contracts"),
    "planning": (
        *("planner", "planning", "plan", "dispatcher", "dispatch", "scheduler", "scheduling", "coordinator", "diary"),
        *("coordination", "logistics", "rota", "roster"),
    ),
    "trade": (
        *("technician", "tech", "fitter", "mechanic", "installer", "electrician", "plumber", "carpenter", "builder"),
        *("welder", "engineer", "fix", "repair", "repairman", "field service", "on the tools", "driver", "operator"),
    ),
    "science": ("scientist", "laboratory", "lab", "researcher", "research", "chemist", "biologist", "analyst"),
    "software": ("developer", "software", "programmer", "devops", "administrator", "designer", "ux", "product"),
    "care": ("nurse", "doctor", "physician", "carer", "caregiver", "midwife", "therapist", "pharmacist", "surgeon"),
    "teaching": ("teacher", "teaching", "lecturer", "professor", "tutor", "trainer", "teaching assistant"),
    "selling": ("sales", "marketing", "account manager", "retail", "shop", "customer success", "salesperson"),
    "office": ("office", "secretary", "clerk", "receptionist", "reception", "personal assistant", "back office"),
    "people": ("hr", "human resources", "personnel", "recruiter", "people operations"),
    "law": ("lawyer", "legal", "compliance", "counsel", "solicitor", "data protection"),
    "at home": ("retired", "pensioner", "parent", "homemaker", "unemployed"),
}  # levels and functions after the major groups of ISCO-08 (International Labour Organization 2012)
_SAME = {
    "e mail": "e-mail", "email": "e-mail", "mail": "e-mail", "telephone": "phone", "call": "phone", "mobile": "phone",
    "sms": "text message", "text": "text message", "live chat": "chat", "facebook": "social media",
    "instagram": "social media", "linkedin": "social media", "letter": "post", "decision maker": "decider",
    "end user": "user", "purchaser": "buyer", "champion": "influencer", "whats app": "whatsapp",
}  # fmt: skip
_SPELLING = 0.84  # least similarity of a misspelt word: one wrong letter in six
_TITLE_WORDS = 6  # a longer text describes a job, and its rare words are no misspelt titles
_TITLE_WORD = r"[a-z]+(?:-[a-z]+)?"
_OTHER_WORDS = ("officer", "service", "senior", "staff", "customer", "worker", "scales")  # correct, and of no one job
_DIGITS = re.compile(r"\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
PLACEHOLDER = re.compile(r"\[[A-Z]+ \d+\]")  # stands for a name that was replaced
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def number(attribute: str, stated: str, year: int) -> float | None:
    """The number that `stated` gives for one of `NUMBERS`; None when it gives none that can be true.

    A year of birth counts as an age in `year`, a year of joining as a tenure, a range as its geometric middle.
    """
    found = [_value(text) for text in _DIGITS.findall(_in_brackets(stated))]
    if not found:
        return None
    if attribute == "company_size":
        return _size(stated, found)
    years = [value for value in found if _FIRST_YEAR <= value <= _LAST_YEAR]
    value = year - years[0] if years else found[0]
    low, high = (10, 110) if attribute == "age" else (0, 80)
    return value if low <= value <= high else None


def _in_brackets(stated: str) -> str:
    """Number words carry their digits behind them: "Twenty-two of us (22); eleven engineers (11)"."""
    return " ; ".join(re.findall(r"\(([\d., to-]+(?: years)?)\)", stated)) or stated


def _size(stated: str, found: list[float]) -> float | None:
    """The whole company is the largest number that somebody names of it."""
    if re.search(r"\d\s*(?:-|–|to)\s*\d", stated) and len(found) == 2 and found[0] > 0:
        return sqrt(found[0] * found[1])
    return max(found) if max(found) >= 1 else None


def _value(digits: str) -> float:
    if re.fullmatch(r"\d+(?:[.,]\d{3})+", digits):
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", "."))


def items(stated: str) -> frozenset[str]:
    """The things that a list names, in lower case and by their usual name: "Phone; SMS" has phone and text message."""
    parts = (_plain(part) for part in re.split(r"[;,|/\n]", stated) if not PLACEHOLDER.search(part))
    return frozenset(
        _SAME.get(part.replace("-", " "), _SAME.get(part.replace("-", ""), part)) for part in parts if part
    )


def jobs(title: str) -> frozenset[str]:
    """Kinds of jobs, keys of `JOBS`, that a title or a description names; words of a title may be misspelt."""
    if title.casefold().startswith("formerly "):
        return frozenset()
    words = re.findall(_TITLE_WORD, phrase(title).casefold())
    if len(words) > _TITLE_WORDS:  # a description: its first part is about the person, the rest about others
        words = re.findall(_TITLE_WORD, re.split(r"[,.;]", phrase(title).casefold())[0])
    words = [_spelt(word, misspelt=len(words) <= _TITLE_WORDS) for word in words]
    forms = f" {' '.join(words)} {' '.join(part for word in words if '-' in word for part in word.split('-'))} "
    return frozenset(job for job, names in JOBS.items() if any(f" {name} " in forms for name in names))


@lru_cache(maxsize=100_000)
def _spelt(word: str, *, misspelt: bool) -> str:
    """A word of job titles for one in the plural or, where it may be `misspelt`, like it; other words as they are."""
    known = _words_of_titles()
    if word.removesuffix("s") in known:
        return word if word in known else word.removesuffix("s")
    if word in known or len(word) < 4 or not misspelt:
        return word
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=_SPELLING)), word)


@lru_cache(maxsize=1)
def _words_of_titles() -> tuple[str, ...]:
    words = {word for names in JOBS.values() for name in names for word in name.split()}
    return tuple(sorted(words | set(_OTHER_WORDS)))


def phrase(stated: str) -> str:
    """Words of an industry or a comment that can be compared: without placeholders of names, white space folded."""
    return " ".join(PLACEHOLDER.sub(" ", stated).split())


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" .'\"").split())
