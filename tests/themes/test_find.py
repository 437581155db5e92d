"""The theme stage as a whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from interview2persona.model import Participant, Statement
from interview2persona.themes.codebook import Code, Codebook
from interview2persona.themes.constraints import Constraints
from interview2persona.themes.find import find


def group_of(statements: Sequence[Statement]) -> dict[str, set[str]]:
    """Groups of the world's statements that each theme holds."""
    out: dict[str, set[str]] = {}
    for s in statements:
        out.setdefault(s.theme_id, set()).add(s.statement_id.split("-")[1])
    return out


def test_groups_that_lie_apart_become_themes(world, pipeline, quick) -> None:
    """Each group of statements is one theme, and each theme counts its people."""
    statements, vectors, people = world
    found = find(statements, vectors, people, pipeline, quick)
    assert sorted(map(sorted, group_of(found.statements).values())) == [
        ["invoices"],
        ["planning"],
        ["signal"],
        ["training"],
    ]
    assert all(len(theme.participant_ids) == 8 and theme.stability_class == "stable" for theme in found.themes)


def test_statements_come_back_as_given_and_agree_with_the_themes(world, pipeline, quick) -> None:
    """Same order, every statement of a theme is listed there once, strengths are shares."""
    statements, vectors, people = world
    found = find(statements, vectors, people, pipeline, quick)
    assert [s.statement_id for s in found.statements] == [s.statement_id for s in statements]
    listed = {i: t.theme_id for t in found.themes for i in t.statement_ids}
    assert listed == {s.statement_id: s.theme_id for s in found.statements if s.theme_id}
    assert all(0 <= s.strength <= 1 for s in found.statements)


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_threads_change_nothing(world, pipeline, quick, seed) -> None:
    """Shuffled statements on one or two threads give the same themes with the same words."""
    statements, vectors, people = world
    order = np.random.default_rng(seed).permutation(len(statements))
    with threadpool_limits(seed):
        shuffled = find([statements[i] for i in order], vectors[order], people[::-1], pipeline, quick)
    assert shuffled.themes == find(statements, vectors, people, pipeline, quick).themes


def test_titles_are_unique_and_human(world, pipeline, quick) -> None:
    """A title begins with a capital, holds words of the participants and no name or underscore."""
    statements, vectors, people = world
    titles = [t.title for t in find(statements, vectors, people, pipeline, quick).themes]
    assert len(set(titles)) == len(titles)
    assert all(t[0].isupper() and "_" not in t for t in titles)
    said = " ".join(s.text.casefold() for s in statements)
    assert all(word in said for title in titles for word in title.casefold().replace(",", "").split())


@pytest.mark.parametrize("size", [0, 1, 2, 3, 5, 70])
@pytest.mark.parametrize("people", [1, 2, 5])
@pytest.mark.parametrize("alike", [True, False])
def test_no_size_is_too_small(make, pipeline, quick, size, people, alike) -> None:
    """From no statement at all on, alike or not, it works, and alike statements of several people are one theme."""
    rows = np.ones((size, 384)) if alike else np.random.default_rng(0).normal(size=(size, 384))
    vectors = (rows / np.sqrt((rows**2).sum(axis=1, keepdims=True))).astype(np.float32)
    statements = [make(f"s{i}", f"p{i % people}", f"the printer {i} breaks down") for i in range(size)]
    found = find(statements, vectors, [Participant(f"p{n}", "", "") for n in range(people)], pipeline, quick)
    assert len(found.statements) == size
    if alike and size:
        assert len(found.themes) == 1


def test_identical_statements_share_a_theme(world, make, pipeline, quick) -> None:
    """The same words are in the same theme even where their context points elsewhere."""
    statements, vectors, people = world
    same = [make("s-x-1", "p1", "It drives me mad."), make("s-x-2", "p2", "it drives me mad")]
    found = find([*statements, *same], np.vstack([vectors, vectors[0], vectors[2]]), people, pipeline, quick)
    assert found.statements[-1].theme_id == found.statements[-2].theme_id != ""


def test_filler_and_facts_make_no_theme(world, make, pipeline, quick) -> None:
    """ "I don't know" belongs to nothing whatever its label; facts about the person found nothing of their own."""
    statements, vectors, people = world
    apart = np.zeros((12, 384), dtype=np.float32)
    apart[:, 5] = 1
    fillers = [make(f"s-f-{i}", f"p{i}", f"{'Well, ' * i}I don't know, nothing else.") for i in range(6)]
    facts = [make(f"s-g-{i}", f"p{i}", f"I am head of store {'really ' * i}", ("profile",)) for i in range(6)]
    found = find([*statements, *fillers, *facts], np.vstack([vectors, apart]), people, pipeline, quick)
    assert not any(s.theme_id for s in found.statements[-12:])
    assert all(s.nearest_theme_id for s in found.statements[-12:])
    assert len(found.themes) == 4


def test_one_talkative_person_makes_no_theme(world, make, pipeline, quick) -> None:
    """Twenty statements of one person about a thing of their own are no theme."""
    statements, vectors, people = world
    own = np.zeros((20, 384), dtype=np.float32)
    own[:, 9] = 1
    own[:, 10] = np.linspace(0, 0.3, 20)
    many = [make(f"s-own-{i:02d}", "p3", f"my parrot number {i} shouts") for i in range(20)]
    found = find([*statements, *many], np.vstack([vectors, own]), people, pipeline, quick)
    assert all(len(t.participant_ids) >= 2 for t in found.themes)


def test_unlabelled_statements_join_the_theme_they_resemble(world, make, pipeline, quick) -> None:
    """A statement whose label was missed is still found in its theme."""
    statements, vectors, people = world
    missed = make("s-missed-1", "p1", "And again everything typed into accounting", ())
    found = find([*statements, missed], np.vstack([vectors, vectors[:1]]), people, pipeline, quick)
    assert found.statements[-1].theme_id == found.statements[0].theme_id != ""


def test_decisions_bind(world, pipeline, quick) -> None:
    """Must-links stay together, cannot-links apart, a pinned group is a theme of its own status."""
    statements, vectors, people = world
    ids = [s.statement_id for s in statements]
    bound = Constraints(
        must_link=frozenset({(ids[0], ids[2])}),
        cannot_link=frozenset({(ids[4], ids[12])}),
        pinned=(frozenset({ids[6], ids[7], ids[15]}),),
    )
    found = find(statements, vectors, people, pipeline, quick, constraints=bound)
    theme = {s.statement_id: s.theme_id for s in found.statements}
    assert theme[ids[0]] == theme[ids[2]] != ""
    assert theme[ids[4]] != theme[ids[12]]
    assert len({theme[ids[6]], theme[ids[7]], theme[ids[15]]}) == 1
    assert [t.status for t in found.themes].count("pinned") == 1


def test_a_codebook_is_filled_first(world, pipeline, quick) -> None:
    """A code takes the statements like it under its own title; the rest is found as ever."""
    statements, vectors, people = world
    codebook = Codebook(
        (Code("Double work", "What is typed twice"), Code("Nobody said so")), vectors[[0, 0]] * [[1], [-1]]
    )
    found = find(statements, vectors, people, pipeline, quick, codebook=codebook)
    seeded = [t for t in found.themes if t.status == "seeded"]
    assert [(t.title, t.definition, len(t.statement_ids)) for t in seeded] == [
        ("Double work", "What is typed twice", 16)
    ]
    assert len(found.themes) == 4


def test_theme_ids_outlive_a_further_interview(world, make, pipeline, quick) -> None:
    """Without one person most themes keep their identifier; ids are tagged with their algorithm."""
    statements, vectors, people = world
    before = {t.theme_id for t in find(statements, vectors, people, pipeline, quick).themes}
    kept = [i for i, s in enumerate(statements) if s.participant_id != "p7"]
    after = {t.theme_id for t in find([statements[i] for i in kept], vectors[kept], people[:7], pipeline, quick).themes}
    assert len(before & after) >= 2
    assert all(i.startswith("t1-") for i in before)


def test_questions_and_embedder_are_used(world, pipeline, quick) -> None:
    """Questions move the points; the embedder chooses among the titles that people's words offer."""
    statements, vectors, people = world

    class Backwards:
        fingerprint, dimensions = "backwards", 384

        def encode(self, texts):
            return -np.tile(vectors[:1], (len(texts), 1))

    asked = find(statements, vectors, people, pipeline, quick, questions=np.zeros_like(vectors), embedder=Backwards())
    assert len(asked.themes) == 4
    assert {t.theme_id for t in asked.themes} == {
        t.theme_id for t in find(statements, vectors, people, pipeline, quick).themes
    }
