"""What is written about customers: `customers/assignments.csv`, `customers.md`, and the survey. Ids, never names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from interview2persona import characteristics
from interview2persona.customers.columns import Mapped
from interview2persona.customers.crowds import Crowd
from interview2persona.customers.outcomes import Outcome, Skill
from interview2persona.customers.reasons import NOTHING_KNOWN, data_points
from interview2persona.customers.results import NONE, Results
from interview2persona.customers.study import Finished
from interview2persona.customers.survey import Feature, Leaf, Split, Survey
from interview2persona.reports.exports.csv import as_csv
from interview2persona.reports.pages import safe

_COLUMNS = [
    "row",
    "customer",
    "persona_id",
    "persona",
    "probability",
    "second_persona",
    "second_probability",
    "reasons",
]
_SURE = 0.5
_SMALL_STUDY = 30  # participants; fewer give humble probabilities and a rough survey


def assignments(results: Results) -> str:
    """A line per customer, safe to open in a spreadsheet."""
    study = results.study
    rows = [
        [
            a.row,
            a.ident,
            NONE if a.persona is None else study.persona_ids[a.persona],
            NONE if a.persona is None else study.names[a.persona],
            f"{a.probability:.3f}",
            study.names[a.second] if a.second != a.persona else "",
            f"{a.second_probability:.3f}",
            a.reasons,
        ]
        for a in results.assignments
    ]
    return as_csv((_COLUMNS, rows))


@dataclass(frozen=True)
class Report:
    """`customers.md`."""

    source: str
    results: Results
    gains: Mapping[str, float]
    crowds: Sequence[Crowd]
    outcomes: Sequence[Outcome]
    mapping: Mapped | None  # None for interviews

    def lines(self) -> Iterator[str]:
        total, assigned = len(self.results.assignments), self.results.assigned
        yield f"# Customers in {safe(self.source)}"
        yield ""
        whom = "customers" if self.mapping else "people of new interviews"
        yield f"{total:,} {whom}; {assigned:,} ({assigned / total:.0%}) resemble a persona." if total else f"No {whom}."
        yield ""
        yield from self._sizes(total)
        yield from self._nobody()
        if self.mapping:
            yield from self._data_points(total)
        yield from self._outcomes()
        yield from self._how()

    def _sizes(self, total: int) -> Iterator[str]:
        study = self.results.study
        yield "## How many of each"
        yield ""
        yield "| persona | people interviewed | customers | share | surer than 50 % | expected |"
        yield "|---|---|---|---|---|---|"
        for k, name in enumerate(study.names):
            found = self.results.of(k)
            sure = sum(a.probability > _SURE for a in found)
            yield (
                f"| {safe(name)} | {study.sizes[k]} | {len(found):,} | {len(found) / max(1, total):.0%} "
                f"| {sure:,} | {self.results.expected[k]:,.0f} |"
            )
        none = self.results.of(None)
        unknown = sum(a.reasons == NOTHING_KNOWN for a in none)
        yield f"| nobody resembles them | | {len(none) - unknown:,} | {(len(none) - unknown) / max(1, total):.0%} | | |"
        yield f"| nothing known of them | | {unknown:,} | {unknown / max(1, total):.0%} | | |"
        yield ""
        yield "*Expected* adds up the probabilities: it is the better estimate of how many there are."
        yield ""

    def _nobody(self) -> Iterator[str]:
        if not self.crowds:
            return
        yield "## A persona may be missing"
        yield ""
        yield "Customers whom no persona is about and who are like each other:"
        yield ""
        for crowd in self.crowds:
            words = f" around {safe(', '.join(crowd.words))}" if crowd.words else ""
            yield f"- {crowd.size}{words}; for example {safe(', '.join(crowd.idents))}"
        yield ""
        yield "Interview some of them before you make a persona of it."
        yield ""

    def _data_points(self, total: int) -> Iterator[str]:
        yield "## What the table knows, and what would help"
        yield ""
        yield "| data point | column | filled | tells apart | knowing it of all would bring |"
        yield "|---|---|---|---|---|"
        names = data_points(self.results.study)
        for name in sorted(names, key=lambda n: -self._missing(n, total)):
            share = self.results.known(name) / max(1, total)
            gain = self.gains.get(name, 0.0)
            worth = f"{gain:.2f} bits" if gain > 0.005 else "nothing measurable"
            more = f"{self._missing(name, total):.2f} bits per customer" if self._missing(name, total) > 0.005 else ""
            yield f"| {safe(name.replace('_', ' '))} | {safe(self._column(name))} | {share:.0%} | {worth} | {more} |"
        yield ""
        if self.mapping and self.mapping.private:
            yield f"Not read, being about persons: {safe(', '.join(self.mapping.private))}."
        if self.mapping and self.mapping.unused:
            yield f"Not used: {safe(', '.join(self.mapping.unused))}."
        twice = [i for i, n in Counter(a.ident for a in self.results.assignments if a.ident).items() if n > 1]
        if twice:
            yield f"{len(twice):,} ids stand for several rows, each assigned by itself: {safe(', '.join(twice[:5]))}."
        yield ""

    def _missing(self, name: str, total: int) -> float:
        return max(0.0, self.gains.get(name, 0.0)) * (1 - self.results.known(name) / max(1, total))

    def _column(self, name: str) -> str:
        if self.mapping is None:
            return ""
        return ", ".join(self.mapping.text) if name == "text" else self.mapping.attributes.get(name, "")

    def _outcomes(self) -> Iterator[str]:
        if not self.outcomes:
            return
        names = self.results.study.names
        yield "## Do personas differ in what matters?"
        yield ""
        yield "| outcome | customers | measure | effect (95 %) | p, corrected |"
        yield "|---|---|---|---|---|"
        for o in self.outcomes:
            measure = "epsilon²" if o.kind == "number" else "Cramér's V"
            p_value = "< 0.001" if o.p_value < 0.001 else f"{o.p_value:.3f}"
            effect = f"{o.effect:.2f} ({o.low:.2f} to {o.high:.2f})"
            yield f"| {safe(o.name)} | {o.customers:,} | {measure} | {effect} | {p_value} |"
        yield ""
        for o in self.outcomes:
            per = "; ".join(f"{safe(names[k])} {_figure(o, value)} of {n:,}" for k, n, value in o.by_persona)
            yield f"- **{safe(o.name)}**, {safe(o.shown)}: {per}"
        yield ""
        yield "| outcome | personas foretell | plain attributes | personas added to attributes | in words |"
        yield "|---|---|---|---|---|"
        for o in self.outcomes:
            cells = " | ".join(_skill(s) for s in (o.persona, o.attributes, o.gain))
            yield f"| {safe(o.name)} | {cells} | {_verdict(o)} |"
        yield ""
        yield "Foretelling is the share of a guess's error that is saved, in cross-validation: 0 as a guess, 1 perfect."
        yield ""

    def _how(self) -> Iterator[str]:
        study = self.results.study
        yield "## How sure this is"
        yield ""
        yield (
            f'Assigned by a tempered naive Bayes over {len(study.groups)} people interviewed and "nobody" '
            "(docs/customers.md); how many there are of each is estimated from the table itself."
        )
        if len(study.groups) < _SMALL_STUDY:
            yield "Few people were interviewed: take probabilities as an order rather than as odds."
        year = "the year of the last interview" if study.dated else "this year, because the interviews have no date"
        yield f"Ages are reckoned for {study.year}, {year}."


def _figure(outcome: Outcome, value: float) -> str:
    return f"{value:,.4g}" if outcome.kind == "number" else f"{value:.0%}"


def _skill(skill: Skill | None) -> str:
    return "" if skill is None else f"{skill.value:.2f} ({skill.low:.2f} to {skill.high:.2f})"


def _verdict(outcome: Outcome) -> str:
    if outcome.p_value >= 0.05:
        return "no difference between personas shown"
    if outcome.gain is None or outcome.gain.low > 0:
        return "personas say more than the attributes do" if outcome.gain else "personas differ"
    if outcome.attributes and outcome.persona.value >= outcome.attributes.value:
        return "personas differ, and sum the attributes up"
    return "personas differ, but the plain attributes say as much or more"


def survey(found: Survey, study: Finished) -> Iterator[str]:
    """The typing tool for people, with what may be expected of it."""
    low, high = _wilson(found.right, found.of)
    yield f"# Which persona? {len(found.questions)} questions"
    yield ""
    yield (
        f"Expected to be right for {found.right} of {found.of} people ({low:.0%} to {high:.0%}): each participant was "
        f"typed by a survey made without them. Always naming the largest persona would be right for {found.chance}."
    )
    if len(study.groups) < _SMALL_STUDY:
        yield f"With {found.of} participants this is a first draft: try it on people whose persona you know."
    yield ""
    yield "## Questions"
    yield ""
    for number, feature in enumerate(found.questions, 1):
        yield f"{number}. {_question(feature)}"
    yield ""
    yield "## Reading the answers"
    yield ""
    numbers = {feature: n for n, feature in enumerate(found.questions, 1)}
    yield from _branches(found.tree, study.names, numbers, study.year)


_QUESTIONS = {
    "age": "In which year were you born?",
    "company_size": "How many people work at your company, all sites together?",
    "tenure": "For how many years have you done this job?",
    "channels": "Do you usually reach others, and are you reached, by {word}? (yes / no)",
    "tools": "Do you work with {word}? (yes / no)",
    "buying_role": "When something like this is bought: are you {word}? (yes / no)",
    "source_of_information": "Do you learn of such things from {word}? (yes / no)",
    "job_title": "Is your job one of these, or close to it: {words}? (yes / no)",
}
_ROLES = {
    "user": "somebody who works with it", "influencer": "asked for your opinion, or the one who tries it out",
    "decider": "the one who decides", "approver": "the one who approves the money",
    "buyer": "the one who negotiates and orders", "gatekeeper": "the one who lets sellers in or keeps them out",
    "initiator": "the one who first says that it is needed",
}  # fmt: skip


def _question(feature: Feature) -> str:
    words = ", ".join(characteristics.JOBS.get(feature.word, (feature.word,))[:6])
    if feature.attribute == "buying_role" and feature.word not in _ROLES:
        return f"When something like this is bought, does this fit you: {safe(feature.word)}? (yes / no)"
    word = _ROLES[feature.word] if feature.attribute == "buying_role" else feature.word
    return _QUESTIONS.get(feature.attribute, "{word}?").format(word=safe(word), words=safe(words))


def _branches(
    node: Split | Leaf, names: Sequence[str], numbers: Mapping[Feature, int], year: int, depth: int = 0
) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(node, Leaf):
        people = Counter(dict(zip(names, node.people, strict=True)))
        (best, count), rest = people.most_common(1)[0], sum(node.people)
        yield f"{pad}- **{safe(best)}** ({count} of the {rest} participants who answer so)"
        return
    question = f"Question {numbers[node.feature]}"
    if node.feature.word:
        answers = ("no", "yes")
    elif node.feature.attribute == "age":
        last = f"{year - node.threshold:.0f}"
        answers = (f"{last} or later", f"before {last}")
    else:
        answers = (f"{node.threshold:.0f} or less", f"more than {node.threshold:.0f}")
    for answer, branch, missing in (
        (answers[0], node.below, node.missing_below),
        (answers[1], node.above, not node.missing_below),
    ):
        yield f"{pad}- {question}: {answer}{' (or no answer)' if missing else ''}"
        yield from _branches(branch, names, numbers, year, depth + 1)


def _wilson(right: int, of: int) -> tuple[float, float]:
    from scipy.stats import binomtest

    interval = binomtest(right, of).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
