"""Decisions about claims, found again by the statements that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interview2persona.model import Claim, Decision, Persona
from interview2persona.review import anchors
from interview2persona.review.outcome import Notes

SAME = 0.5  # overlap from which two decisions are about the same claim
CLAIM_KINDS = ("claim-text", "claim-section", "claim-status", "claim-order", "promote-quote")


class Lines:
    """The claims of all personas while decisions are applied to them."""

    def __init__(self, personas: Sequence[Persona], notes: Notes, existing: frozenset[str]) -> None:
        self.before = {p.persona_id: p.sections for p in personas}
        self.sections = {p.persona_id: {key: list(claims) for key, claims in p.sections.items()} for p in personas}
        self.notes = notes
        self.existing = existing | {
            e.statement_id for p in personas for cs in p.sections.values() for c in cs for e in c.evidence
        }
        self.moved: list[Decision] = []

    def unchanged(self, persona_id: str) -> bool:
        now = {key: tuple(claims) for key, claims in self.sections[persona_id].items()}
        return now == dict(self.before[persona_id])

    def follow(self, decisions: Sequence[Decision]) -> None:
        """Where claims were moved to, so that what was decided before the move is found there too."""
        self.moved = [d for d in decisions if d.kind == "claim-section"]

    def apply(self, d: Decision) -> None:
        """Changes the claim that `d` is about, or notes why it cannot be."""
        found = self._find(d)
        if found.key:
            self._change(d, *self._place(found.key))
        elif found.absent:
            self.notes.waiting(d, "What the claim rests on")
        elif d.kind == "claim-status" and d.value == "rejected" and not found.shares:
            self.notes.done(d)  # not there, as was wanted
        else:
            reason = f"No line rests on most of its {found.present} statements any more."
            self.notes.conflict(d, reason, claims=anchors.where(found))

    def _find(self, d: Decision) -> anchors.Found:
        """The claim in the section where it stood, else in one that it was moved to."""
        first = str(d.machine.get("section", ""))
        later = [str(m.value) for m in self.moved if anchors.overlap(m.targets, d.targets) >= SAME]
        found = anchors.find(d.targets, self._evidence([first]), self.existing)
        return found if found.key else anchors.find(d.targets, self._evidence([first, *later]), self.existing)

    def _evidence(self, sections: Sequence[str]) -> dict[str, set[str]]:
        """Statements of the claims in these sections, of all claims when none is named."""
        return {
            c.claim_id: {e.statement_id for e in c.evidence}
            for by_section in self.sections.values()
            for key, claims in by_section.items()
            if key in sections or sections[0] == ""
            for c in claims
        }

    def _place(self, claim_id: str) -> tuple[str, str, int]:
        return next(
            (persona_id, key, n)
            for persona_id, sections in self.sections.items()
            for key, claims in sections.items()
            for n, c in enumerate(claims)
            if c.claim_id == claim_id
        )

    def _change(self, d: Decision, persona_id: str, section: str, index: int) -> None:
        claims = self.sections[persona_id][section]
        claim = claims[index]
        self.notes.done(d, claim.claim_id)
        if d.kind == "claim-text":
            claims[index] = replace(claim, text=d.value, status="edited")
            self.notes.typed[d.kind, claim.claim_id] = d.value
        elif d.kind == "claim-status":
            if d.value == "rejected":
                del claims[index]
            else:
                edited = claim.status == "edited" and d.value == "accepted"
                claims[index] = replace(claim, status="edited" if edited else d.value)
        elif d.kind == "claim-section":
            if d.value != section:
                del claims[index]
                self.sections[persona_id].setdefault(d.value, []).insert(0, replace(claim, section=d.value))
        elif d.kind == "claim-order":
            del claims[index]
            first = d.value - 1 < sum(not c.also_mentioned for c in claims) or d.value == 1
            claims.insert(d.value - 1, replace(claim, also_mentioned=claim.also_mentioned and not first))
        else:
            self._promote(d, claims, index, claim)

    def _promote(self, d: Decision, claims: list[Claim], index: int, claim: Claim) -> None:
        chosen = [e for e in claim.evidence if e.statement_id == d.value]
        if not chosen:
            self.notes.touched.pop(d.decision_id, None)
            self.notes.conflict(d, "The quote is not evidence of that claim any more.", claims={claim.claim_id: 1})
            return
        rest = tuple(e for e in claim.evidence if e.statement_id != d.value)
        claims[index] = replace(claim, evidence=(chosen[0], *rest))
