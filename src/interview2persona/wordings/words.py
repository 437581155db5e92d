"""Words of English that a shorter sentence may not drop, invent or strengthen, and those it may always use."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIVE = _words("not n't n’t no never nobody nothing none nowhere neither nor hardly barely seldom rarely")
# Of each class that the words quoted have, the sentence must have one word at least.
HEDGES = {
    "wish": _words("would 'd ’d wish hope want need should ideally prefer"),
    "possibility": _words("may might could can ca maybe perhaps possibly probably likely unlikely"),
    "frequency": _words("sometimes often usually mostly occasionally frequently generally normally"),
    "condition": _words("if unless when once until otherwise without"),
    "approximation": _words("about around almost nearly roughly some"),
    "comparison": _words("than more less fewer rather instead"),
    "past": _words("used-to before formerly previously"),
    "refusal": _words("stop quit refuse fail lack avoid without"),
}
# A word of a class may stand in the sentence only where the words quoted have one of the class.
STRONG = {
    "all": _words("all every each everyone everybody everything everywhere always whole entire entirely"),
    "obligation": _words("must have need should required forced"),
    "only": _words("only just solely exclusively alone"),
    "most": _words("most mostly majority usually generally"),
    "wish": _words("wish hope want would 'd ’d should"),
    "condition": _words("without if unless otherwise"),
    "degree": _words("very extremely completely totally absolutely always constantly far"),
}
OBLIGATIONS = frozenset({"must", "required", "forced"})  # "have" and "need" say more than that
# Each may stand in the sentence only where it stands in the words quoted.
DIRECTIONS = _words("under over below above before after until since less more fewer than against")
ORDERED = _words("than prefer rather instead")  # what is compared has to stay in its order
AMOUNTS = _words("half twice once double triple dozen quarter percent %")
GENERIC = _words("want wish like need say find get use make do have go people person work")
FIRST_PERSON = _words("i me my mine myself we us our ours ourselves you your yours yourself")
_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
VALUES = dict(zip(_COUNTED.split(), map(str, range(21)), strict=True))
