"""How many personas, and who belongs to which."""

from dataclasses import replace

import pytest

from interview2persona.personas.profiles import profiles_of
from interview2persona.personas.segments import segment
from interview2persona.settings import Settings

FULL = Settings()
QUICK = Settings().with_changes({"personas.permutations": 40})


def segments_of(study, settings=QUICK, **changes):
    people = sorted(changes.get("participants", study.participants), key=lambda p: p.participant_id)
    return segment(profiles_of(people, study.statements, study.themes, study.vectors), settings)


def test_people_are_compared_in_all_that_has_a_label(two_kinds) -> None:
    """What they say of themselves included; what says nothing of anybody is left out."""
    first, second, *rest = two_kinds.statements
    said = [replace(first, labels=("profile",)), replace(second, labels=()), *rest]
    found = profiles_of(two_kinds.participants, said, two_kinds.themes, two_kinds.vectors)
    assert len(found.bags.rows) == sum(bool(s.labels) for s in said) == len(said) - 1


def test_two_kinds_of_people_are_told_apart_with_the_reason_in_words(two_kinds) -> None:
    found = segments_of(two_kinds)
    assert [sorted({p[:5] for p in group}) for group in found.groups] in (
        [["payer"], ["plann"]],
        [["plann"], ["payer"]],
    )
    assert found.method["reason"].startswith("2 personas")
    assert min(found.fit.values()) > 0.9
    assert all(s is not None and s > 0.9 for s in found.stability)


def test_a_homogeneous_study_has_one_persona(one_kind) -> None:
    found = segments_of(one_kind)
    assert len(found.groups) == 1
    assert "one persona only" in found.method["reason"]


def test_shuffled_studies_have_one_persona(two_kinds) -> None:
    """When the same sentences are dealt out to the same people at random, nothing holds groups together.

    The test is at 5 %: more than three of twenty would be divided in one of sixty such trials.
    """
    import numpy as np

    divided = 0
    for seed in range(20):
        owners = np.random.default_rng(seed).permutation([s.participant_id for s in two_kinds.statements])
        dealt = [
            replace(s, participant_id=str(o), transcript=f"{o}.txt", turn=i)
            for i, (s, o) in enumerate(zip(two_kinds.statements, owners, strict=True))
        ]
        divided += len(segments_of(replace(two_kinds, statements=tuple(dealt)), FULL).groups) > 1
    assert divided <= 3


def test_groups_do_not_depend_on_the_order_of_statements(two_kinds) -> None:
    import numpy as np

    order = np.random.default_rng(3).permutation(len(two_kinds.statements))
    shuffled = replace(
        two_kinds, statements=tuple(two_kinds.statements[i] for i in order), vectors=two_kinds.vectors[order]
    )
    assert segments_of(shuffled) == segments_of(two_kinds)


def test_a_number_of_personas_may_be_set(two_kinds) -> None:
    found = segments_of(two_kinds, QUICK.with_changes({"personas.count": 3}))
    assert len(found.groups) == 3
    assert "as the settings say" in found.method["reason"]


@pytest.mark.parametrize("people", [0, 1, 2, 3])
def test_too_few_participants_are_one_persona_and_say_so(two_kinds, people) -> None:
    found = segments_of(two_kinds, participants=two_kinds.participants[:people])
    assert len(found.groups) == min(1, people)
    assert "too little data" in found.method["reason"]


def test_people_who_hardly_spoke_are_too_little_data(studies) -> None:
    short = studies({f"person{i}": ("plan",) for i in range(6)}, said=3)
    assert "too little data" in segments_of(short).method["reason"]


def test_an_attribute_can_make_the_groups(two_kinds) -> None:
    from interview2persona.model import Attribute

    people = [
        replace(p, attributes={"region": Attribute("North" if i % 2 else "south")} if i else {})
        for i, p in enumerate(two_kinds.participants)
    ]
    found = segments_of(two_kinds, QUICK.with_changes({"personas.by": "region"}), participants=people)
    assert sorted(map(len, found.groups)) == [1, 4, 5]


def test_vectors_are_not_needed(two_kinds) -> None:
    """Without vectors people are compared by words and themes alone."""
    people = sorted(two_kinds.participants, key=lambda p: p.participant_id)
    found = segment(profiles_of(people, two_kinds.statements, two_kinds.themes, None), QUICK)
    assert len(found.groups) == 2


def test_many_people_are_grouped_by_density(studies) -> None:
    crowd = {f"planner{i:02d}": ("plan", "calls", "board") for i in range(30)}
    crowd |= {f"payer{i:02d}": ("budget", "price", "paper") for i in range(30)}
    found = segments_of(studies(crowd, said=16))
    assert [len({p[:5] for p in group}) for group in found.groups] == [1] * len(found.groups)
    assert len(found.groups) == 2
