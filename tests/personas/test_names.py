"""Names of personas."""

from interview2persona.personas import names


def test_names_are_unique_even_for_many_groups() -> None:
    groups = [[f"person{i}"] for i in range(200)]
    found = names.assign(groups, set())
    assert len(set(found)) == 200


def test_a_name_hangs_on_the_membership_not_on_the_order() -> None:
    groups = [["a", "b"], ["c", "d"], ["e"]]
    straight, back = names.assign(groups, set()), names.assign(groups[::-1], set())
    assert straight == back[::-1]


def test_a_person_who_joins_mostly_leaves_the_identifier_alone() -> None:
    members = [f"person{i}" for i in range(6)]
    kept = sum(names.persona_id(members) == names.persona_id([*members, f"new{i}"]) for i in range(100))
    assert kept > 70


def test_names_of_the_study_are_not_used() -> None:
    first = names.assign([["a"]], set())[0]
    assert names.assign([["a"]], {first.upper()})[0] != first
