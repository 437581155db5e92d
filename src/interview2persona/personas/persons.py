"""Turns what somebody says of themselves into the third person, with the right verb forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = {
    "i": "they", "me": "them", "my": "their", "mine": "theirs", "myself": "themselves", "we": "they", "us": "them",
    "our": "their", "ours": "theirs", "ourselves": "themselves",
}  # fmt: skip
_THEY = {"they", "them", "their", "theirs", "themselves"}
_SINGULAR = {"am": "is", "'m": "is", "’m": "is", "have": "has", "'ve": "has", "’ve": "has", "do": "does"}  # fmt: skip
_PLURAL = {"am": "are", "'m": "are", "’m": "are", "was": "were", "'ve": "have", "’ve": "have"}
_FULL = {"n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "ca": "can", "wo": "will", "sha": "shall"}
_TIMELESS = {"put", "cut", "set", "let", "hit", "read", "cost", "shut", "quit", "hurt", "spread", "split", "beat"}
# Irregular pasts that a tagger may take for the present, as nobody says "I rang" of today.
_PAST = frozenset(
    """rang sang sank drank began ran swam became came went took got forgot saw gave bought brought thought taught
    caught sent spent lent built found stood told sold held kept slept met led lost won paid said made had did knew
    grew threw drew flew broke spoke chose wrote drove rode rose wore left felt sat fed fled hung stuck swore tore
    woke ate hid bit lit meant heard""".split()  # noqa: SIM905
)
# Who else "they" could be: plural nouns, and of the singular ones those that mean people.
_PEOPLE = frozenset(
    """person people somebody someone anybody anyone everybody everyone nobody who he she guy fella lad lady boss wife
    husband son daughter dad mum mom father mother brother sister friend mate kid child girl boy customer client staff
    team family police company firm doctor nurse chief aunt uncle cousin driver manager group council board bank
    committee association agency authority ministry office school hospital club union supplier""".split()  # noqa: SIM905
)
_ENDS_OF_PEOPLE = ("er", "or", "ist", "man", "woman", "ian", "eer", "ant")
_MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_SUBJECTS = ("nsubj", "nsubjpass")


def third_person(tokens: list[Token]) -> str:
    """The sentence about "they", its leading "I" dropped ("Exports it every Friday"); "" when that is not safe."""
    if any(t.lower_ in _THEY for t in tokens):
        return ""  # other people, who would be taken for the persona
    first = [t for t in tokens if t.lower_ in _PRONOUNS]
    if not first:
        return _join([t.text for t in tokens], tokens)
    if any(_could_be_another(t, tokens) or t.lower_ == "us" for t in first):
        return ""  # of "because of us" and "they" the one would be taken for somebody else
    leading = tokens[0].lower_ == "i" and tokens[0].dep_ in _SUBJECTS and tokens[0].head.dep_ == "ROOT"
    # "Prints it and they put it there" would be two who act, and "prints it, and the boss signs" reads as an order.
    leading = leading and not any(t.lower_ in ("i", "we", "me", "us") for t in first[1:])
    leading = leading and not any(_has_subject(other) for other in tokens[0].head.conjuncts)
    if leading and _continues_a_wish(tokens[0].head):
        return ""
    finite = _finite_of(tokens[0]) if leading else None
    if not leading and any(_is_one(t) for t in tokens):
        return ""
    if leading and finite is None:
        return ""
    dropped = _shared_verbs(tokens[0].head) if leading else set()
    if finite is not None and any(t.lower_ in _TIMELESS for t in tokens if t == finite or t.i in dropped):
        # "Put it there" would read as an order, and "prints it and put it there" has two forms.
        leading, finite, dropped = False, None, set()
    rest = tokens[1 + (tokens[1].lower_ == "also") :] if leading else tokens
    words = []
    for token in rest:
        new = _reworded(token, dropped, finite)
        if new is None:
            return ""
        words.append(new)
    return _join(words, rest)


def _continues_a_wish(verb: Token) -> bool:
    """ "I'd like to be there and know their names": whether one knows or would like to, the form decides."""
    wishes = [c.i for c in verb.children if c.dep_ == "xcomp" and any(to.tag_ == "TO" for to in c.children)]
    return any(other.i > min(wishes) and not _has_subject(other) for other in verb.conjuncts) if wishes else False


def _could_be_another(pronoun: Token, tokens: list[Token]) -> bool:
    """Whether "they" in its place would rather be who or what is spoken of before it in the sentence."""
    acts = pronoun.dep_ in _SUBJECTS
    before = [t for t in tokens if t.i < pronoun.i and t.ent_type_ not in _MEASURES]
    return any(
        _plural_or_person(t) and (t.dep_ in _SUBJECTS or (acts and (_plural(t) or t.dep_ == "attr"))) for t in before
    )


def _plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _plural_or_person(token: Token) -> bool:
    low = token.lemma_.lower()
    return (
        _plural(token)
        or token.pos_ == "PROPN"
        or low in _PEOPLE
        or (token.pos_ == "NOUN" and low.endswith(_ENDS_OF_PEOPLE))
    )


def _is_one(verb: Token) -> bool:
    """ "I'm a payroll person": "they are a payroll person" is not English."""
    of_oneself = verb.lower_ in ("am", "'m", "’m", "was") and _subject(verb) == "i"
    return of_oneself and any(c.dep_ == "attr" and c.tag_ == "NN" for c in verb.children)


def _finite_of(subject: Token) -> Token | None:
    """The verb that agrees with the subject: the first auxiliary, or the verb itself."""
    verb = subject.head
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i > subject.i and c.i < verb.i]
    finite = min(helpers, key=lambda t: t.i) if helpers else verb
    return finite if finite.tag_ in ("VBP", "VBD", "MD", "VBZ") or finite.lower_ in _SINGULAR else None


def _shared_verbs(root: Token) -> set[int]:
    """Positions of finite verbs that share the dropped subject ("I print it and take it home")."""
    shared = {finite.i} if (finite := _own_finite(root)) else set()
    for other in root.conjuncts:
        if not _has_subject(other) and (f := _own_finite(other)):
            shared.add(f.i)
    return shared


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _own_finite(verb: Token) -> Token | None:
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    return min(helpers, key=lambda t: t.i) if helpers else verb


def _reworded(token: Token, singular: set[int], finite: Token | None) -> str | None:
    """The token's new form, None when it cannot be known."""
    low = token.lower_
    if low == "ai" or (low == "me" and _is_no_object(token)) or (low in ("n't", "n’t") and _disagrees(token)):
        return None
    if low in _PRONOUNS:
        return _PRONOUNS[low]
    if token.i in singular or (finite is not None and token.i == finite.i):
        return _third(token)
    if low in ("'d", "’d"):
        return _would_or_had(token)
    if low in _FULL:
        return _FULL[low]
    if low in _PLURAL and _subject(token) in ("i", "we"):
        return _PLURAL[low]
    return "are" if low in ("'re", "’re") else token.text


def _is_no_object(me: Token) -> bool:
    """ "Me buckets" (mine), "only me is left", "half a me"."""
    subject = me.dep_ in _SUBJECTS and me.head.tag_ in ("VBZ", "VBP", "VBD")
    before, after = me.doc[max(0, me.i - 1)], me.doc[min(me.i + 1, len(me.doc) - 1)]
    mine = after.pos_ == "NOUN" and me.dep_ != "dative"
    return mine or subject or before.pos_ == "DET" or before.lower_ == "only"


def _disagrees(negation: Token) -> bool:
    """ "He don't": written out it would be "he do not"."""
    helper = negation.nbor(-1) if negation.i else negation
    subject = next((c for c in helper.head.children if c.dep_ in _SUBJECTS), None)
    return (
        helper.lower_ == "do"
        and subject is not None
        and (subject.tag_ == "NN" or subject.lower_ in ("he", "she", "it"))
    )


def _third(token: Token) -> str | None:
    low = token.lower_
    if low in ("'d", "’d"):
        return _would_or_had(token)
    if low in _FULL:
        return _FULL[low]
    if low in _SINGULAR:
        return _SINGULAR[low]
    if token.tag_ not in ("VBP", "VB") or low in ("are", "were") or low in _PAST:
        return str(token.text)
    if token.tag_ == "VB":
        helped = any(c.dep_ == "aux" for c in token.head.children)
        return None if token.dep_ == "ROOT" else str(token.text) if helped else _with_s(low)
    return _with_s(low)


def _with_s(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _would_or_had(token: Token) -> str | None:
    """ "'d" before a bare verb is "would", before a participle "had"; anything else is left to the quote."""
    if token.dep_ not in ("aux", "auxpass") or token.head.i < token.i or token.head.lower_ in _TIMELESS:
        return None
    following = next((t for t in token.doc[token.i + 1 :] if t.pos_ not in ("ADV", "PART")), None)
    forms: dict[str, str] = {"VB": "would", "VBN": "had"}
    bare = following is not None and following.lower_ in ("be", "have", "do", "go", "like", "want", "say")
    return "would" if bare else forms.get(str(token.head.tag_))


def _subject(verb: Token) -> str:
    owner = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return next((c.lower_ for c in owner.children if c.dep_ in ("nsubj", "nsubjpass")), "")


def _join(words: list[str], tokens: list[Token]) -> str:
    """Words with the white space of the original, and a space before a clitic that was written out."""
    out = ""
    for index, (new, token) in enumerate(zip(words, tokens, strict=True)):
        glued = index and new == token.text and (token.i and token.nbor(-1).whitespace_ == "" and words[index - 1])
        previous_same = index and words[index - 1] == tokens[index - 1].text
        space = "" if not index or (glued and (previous_same or new[0] in ".,;:!?)")) else " "
        out += space + new
    return out.replace("can not", "cannot").replace(" ,", ",")
