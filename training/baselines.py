"""What the label network is compared with: keyword rules, the nearest prototype, a linear head on embeddings alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import LABELS
from material import Row

Floats = NDArray[np.floating]
_RULES = {
    "goal": r"\b(want|wanted|wish|hope|hoping|need|would like|i'd like|i'd love|ideally|should|if only|goal|aim)\b",
    "pain": r"\b(problem|issue|annoy\w*|frustrat\w*|worr\w+|afraid|hate|hard|difficult|slow|fail\w*|lost|lose|waste\w*"
    r"|never|can't|couldn't|doesn't work|wrong|error|complain\w*|nightmare|too (?:much|many|long|expensive))\b",
    "gain": r"\b(help\w*|save[sd]?|saving|easier|faster|better|love|great|good|glad|happy|relie\w+|finally)\b",
    "behaviour": r"\b(i (?:use|used|do|did|check|write|go|went|call|print|put|send|look)|we (?:use|do|did|put|send)"
    r"|usually|every (?:day|week|month|morning)|always|then i)\b",
    "profile": r"\b(i'm an?|i am an?|i work (?:as|for|at|in)|years? old|my job|our company|employees|i've been"
    r"|i live|based in|we're an?|married|retired|degree)\b",
    "decision": r"\b(decid\w+|decision|cho[os]e|chose|chosen|compare\w*|budget|price|cost|sign\w*|approv\w+|offers?"
    r"|quotes?|trial|contract|boss|board|recommend\w*|reviews?|bought|buy)\b",
    "attitude": r"\b(i (?:think|believe|feel|find|prefer|guess|suppose)|in my (?:opinion|view)|honestly|trust"
    r"|for me)\b",
}


def rules(rows: Sequence[Row]) -> Floats:
    """1 where a keyword of the label occurs, shape (len(rows), 7)."""
    return np.array(
        [[bool(re.search(_RULES[name], row.text, re.IGNORECASE)) for name in LABELS] for row in rows], dtype=float
    )


def prototypes(seen: Floats, wanted: Floats, new: Floats) -> Floats:
    """Softmax over the cosine with the mean vector of each label and of none; shape (rows of `new`, 7)."""
    groups = [*(wanted.T > 0), wanted.sum(1) == 0]
    centres = np.stack([seen[group].mean(0) for group in groups])
    similar = 20 * new @ (centres / np.linalg.norm(centres, axis=1, keepdims=True)).T
    weights = np.exp(similar - similar.max(1, keepdims=True))
    return (weights / weights.sum(1, keepdims=True))[:, : len(LABELS)]


def linear(seen: Floats, wanted: Floats, new: Floats) -> Floats:
    """One logistic regression per label on the embeddings alone; shape (rows of `new`, 7)."""
    from sklearn.linear_model import LogisticRegression

    fits = [LogisticRegression(C=5.0, max_iter=500).fit(seen, wanted[:, k] > 0) for k in range(len(LABELS))]
    return np.stack([fit.predict_proba(new)[:, 1] for fit in fits], axis=1)
