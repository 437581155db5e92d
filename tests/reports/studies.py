"""Invented studies for the reports: a small one full of hostile text, and large ones of any size."""

from __future__ import annotations

from interview2persona.model import (
    Attribute,
    Claim,
    DataPoint,
    Evidence,
    Membership,
    OpenQuestion,
    Participant,
    Persona,
    Personas,
    Problem,
    Statement,
    Study,
    Theme,
    Transcript,
    Turn,
)

HOSTILE = (
    "</script><script>alert(1)</script> is what the portal shows me.",
    '=HYPERLINK("http://example.invalid","click") landed in my sheet.',
    "We use **bold** [links](javascript:alert(1)) and `code` | pipes.",
    "הדוח מגיע תמיד מאוחר מדי עבורנו.",
    "The app is great \U0001f469‍\U0001f4bb\U0001f680 but exports break.",
    '<img src=x onerror="alert(2)"> appears on the invoice.',
    "@SUM(1+1)*cmd|' /C calc'!A0 is in the export.",
    "{{ 7*7 }} {% raw %} shows up in mails.",
)
MODEL = "tiny <b>model</b> 1"
MARK = f"worded by {MODEL}, checked against the quotes"
_WORDS = "portal export invoice driver depot plan route delay call stock label scan shift board price quote order"
_LABELS = ("pain", "gain", "behaviour", "pain", "gain", "pain", "pain", "goal")


def transcript(path: str, pid: str, said: tuple[str, ...], *, kind: str = "customer", **more: object) -> Transcript:
    """An interview in which every sentence of `said` is the answer to a question."""
    text, turns = "", []
    for number, sentence in enumerate(said):
        for speaker, role, words in (
            ("INT", "interviewer", f"And then, number {number}?"),
            (pid, "participant", sentence),
        ):
            text += f"{speaker}: "
            start = len(text)
            text += words
            at = float(len(turns) * 20)
            turns.append(
                Turn(
                    len(turns),
                    speaker,
                    start,
                    len(text),
                    at,
                    at + 15,
                    len(turns) + 1,
                    role,
                    pid if role == "participant" else "",
                )  # type: ignore[arg-type]
            )
            text += "\n"
    return Transcript(path, "text", text, tuple(turns), kind, f"2024-03-0{int(path[-5]) % 9 + 1}", "en", **more)  # type: ignore[arg-type]


def statements_of(t: Transcript, pid: str, themes: tuple[str, ...], labels: tuple[str, ...]) -> list[Statement]:
    """One statement for each turn of the participant."""
    turns = [turn for turn in t.turns if turn.participant_id == pid]
    return [
        Statement(
            f"{pid}-s{n}", t.path, turn.number, turn.start, turn.end, pid, t.text_of(turn), f"And then, number {n}?",
            labels=(labels[n % len(labels)],), probabilities={labels[n % len(labels)]: 0.9},  # type: ignore[arg-type]
            severity=2 if labels[n % len(labels)] == "pain" else 0,
            journey_stage=("use", "support", "")[n % 3], theme_id=themes[n % len(themes)],
            nearest_theme_id=themes[0], strength=round(0.9 - 0.05 * n, 2),
            perspective="second-hand" if t.kind == "sales" else "first-hand",
        )
        for n, turn in enumerate(turns)
    ]  # fmt: skip


def evidence(s: Statement) -> Evidence:
    return Evidence(s.statement_id, s.transcript, s.start, s.end, s.text, s.participant_id, s.perspective)


def claim(key: str, section: str, said: list[Statement], of: int, **more: object) -> Claim:
    people = tuple(sorted({s.participant_id for s in said}))
    return Claim(
        key, section, said[0].text, said[0].theme_id, people, of, (0.2, 0.94), 2 if section == "pains" else 0,
        "breaks" if section == "pains" else "", tuple(map(evidence, said)), quotes=2, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def small() -> Study:
    """Four interviews, one of them with sales and one unreadable file; two personas; every sentence is hostile."""
    said = {f"P{n}": HOSTILE[n:] + HOSTILE[:n] for n in range(3)}
    read = [transcript(f"in <b>{n}.txt", pid, words) for n, (pid, words) in enumerate(said.items())]
    sales = transcript("sales3.txt", "S1", HOSTILE[:3], kind="sales")
    broken = Transcript("bad<i>4.docx", "docx", "", (), problems=(Problem("not a <Word> file", None, True),))
    themes = ("T1", "T2", "T3")
    statements = [s for t, pid in zip(read, said, strict=True) for s in statements_of(t, pid, (*themes, ""), _LABELS)]
    statements += statements_of(sales, "S1", themes, _LABELS)
    return _study((*read, sales, broken), statements, {"P0": "A", "P1": "A", "P2": "B"}, themes)


def _study(
    transcripts: tuple[Transcript, ...], statements: list[Statement], groups: dict[str, str], theme_ids: tuple[str, ...]
) -> Study:
    kinds = {s.participant_id: t.kind for s in statements for t in transcripts if t.path == s.transcript}
    where = {s.participant_id: s.transcript for s in statements}
    people = tuple(
        Participant(p, where[p], p, kinds[p], {"job_title": Attribute("Head of <Ops>", "")}) for p in sorted(where)
    )
    themes = tuple(_theme(key, statements) for key in theme_ids)
    names = sorted(set(groups.values()))
    personas = tuple(_persona(key, n, statements, groups) for n, key in enumerate(names))
    return Study(
        transcripts, people, tuple(statements), themes,
        Personas(
            personas, tuple(Membership(p, k, 0.8, names[0] if p == "P2" else "") for p, k in sorted(groups.items())),
            {"reason": "Two groups are more distinct than in 95 % of shuffled <studies>."},
            tuple(personas[0].sections["pains"][:1]), ("Exports: a pain for Alex Ash (1 of 2), a gain for <Bo>.",),
        ),
        {"program": {"name": "interview2persona", "version": "0.1.0"}, "settings": {"seed": 1},
         "models": {"embedder": "fake"}, "themes": {"clusterer": "agglomerative"}, "counts": {"transcripts": 5}},
        {"interviews": 6, "themes_after": [1.0, 1.8, 2.4, 2.8, 3.0, 3.0], "sentence": "The themes are saturated."},
        {t.path: {"greeting": 2} for t in transcripts if t.usable},
    )  # fmt: skip


def _theme(key: str, statements: list[Statement]) -> Theme:
    mine = [s for s in statements if s.theme_id == key]
    people = tuple(sorted({s.participant_id for s in mine}))
    return Theme(
        key, f"Theme {key} & <u>co</u>", ("portal", "export"), tuple(s.statement_id for s in mine), people,
        "What they say about it.", "Topic", "X", 0.8, "stable",
    )  # fmt: skip


def _persona(key: str, number: int, statements: list[Statement], groups: dict[str, str]) -> Persona:
    members = tuple(p for p, k in sorted(groups.items()) if k == key)
    mine = [s for s in statements if s.participant_id in members]
    heard = tuple(evidence(s) for s in statements if s.perspective == "second-hand")[:1]
    word = {"pains": "pain", "gains": "gain", "goals": "goal", "behaviours": "behaviour"}
    sections = {}
    for section, label in word.items():
        found = [s for s in mine if label in s.labels][:12]
        sections[section] = tuple(
            claim(
                f"{key}-{label}{n}", section, [s], len(members), distinct=n == 0, second_hand=heard,
                worded_by=MODEL if n == 0 else "",
            )
            for n, s in enumerate(found)
        )  # fmt: skip
    return Persona(
        key, ("Alex Ash", "Bo Birch", "Cy Cedar", "Di Dogwood")[number], "wants </script> reports on time",
        "customer and buyer" if number else "customer", members, len(members) / max(1, len(groups)), 0.8,
        {k: v for k, v in sections.items() if v}, (OpenQuestion("budget", "Whose <budget> is it?", "a CFO"),),
        {"job_title": "Head of <Ops> (2 of 2)"}, tuple(map(evidence, mine[:2])), "qualitative",
        {"use": sections["pains"][:2], "support": sections["gains"][:1]}, len(members), 300,
        ("2024-03-01", "2024-03-02"), opening=f"1. {HOSTILE[0]} {HOSTILE[2]}", worded_by=MODEL,
        data_points=points(members),
    )  # fmt: skip


def points(members: tuple[str, ...]) -> tuple[DataPoint, ...]:
    """Eight that tell something, the last of them thin; one that fits everybody; one that would single somebody out."""
    size = len(members)
    rules = (*HOSTILE[1:7], "a seventh rule", "an eighth rule")
    telling = tuple(
        DataPoint(
            "channels", rule, members, size, size, values=("phone",), others=1, others_stated=9, lift=3.0 - 0.1 * n,
            p_value=0.01 if n else 0.2, thin=n == 7,
        )
        for n, rule in enumerate(rules)
    )  # fmt: skip
    common = DataPoint("tools", "fits everybody", members, size, size, others=9, others_stated=9, lift=1.0, p_value=1.0)
    alone = DataPoint("age", "44 years old, the only one", members[:1], 1, size, others_stated=9, lift=9.0)
    return (alone, *telling[:7], common, telling[7])


def large(count: int, people: int = 40, theme_count: int = 60) -> Study:
    """`count` statements of `people` participants in four personas, in invented words, the same every time."""
    words = _WORDS.split()
    each = count // people
    transcripts, statements = [], []
    theme_ids = tuple(f"T{n:03}" for n in range(theme_count))
    for p in range(people):
        pid = f"P{p:03}"
        said = tuple(
            f"Every {words[(p + n) % 17]} brings a new {words[n * 7 % 17]} to the {words[n * n % 17]}, "
            f"and that number {n} slows us down."
            for n in range(each)
        )
        t = transcript(f"interview-{pid}-{p % 9 + 1}.txt", pid, said)
        transcripts.append(t)
        mixed = tuple(theme_ids[(p * 13 + n * 29) % theme_count] if n % 5 else "" for n in range(97))
        statements += statements_of(t, pid, mixed, _LABELS)
    groups = {f"P{p:03}": "ABCD"[p % 4] for p in range(people)}
    return _study(tuple(transcripts), statements, groups, theme_ids)
