"""Words, their folded form, and near misses."""

from interview2persona.statements.privacy.misspelled import distance
from interview2persona.statements.privacy.vocabulary import is_cased
from interview2persona.statements.privacy.words import fold, spellings, words


def test_fold_makes_spellings_of_one_name_equal() -> None:
    """Case and accents make no difference, composed or decomposed."""
    assert fold("Gráinne") == fold("GRAINNE") == fold("Gra\u0301inne") == "grainne"
    assert fold("Łukasz") == "lukasz"


def test_spellings_include_those_without_umlauts() -> None:
    """ "Jörg" is also written Joerg."""
    assert spellings("Jörg") == {"jorg", "joerg"}


def test_words_know_where_sentences_begin() -> None:
    """A capital says nothing behind a full stop or a quotation mark; behind "Mr." it does."""
    initial = {w.text: w.initial for w in words('Well. Then Mr. Berg said, "Anna knows."')}
    assert initial == {
        "Well": True,
        "Then": True,
        "Mr": False,
        "Berg": False,
        "said": False,
        "Anna": True,
        "knows": False,
    }


def test_words_split_camel_case_only_when_asked() -> None:
    """File names run words together."""
    assert [w.text for w in words("PriyaSharma", camel=True)] == ["Priya", "Sharma"]
    assert [w.text for w in words("PriyaSharma")] == ["PriyaSharma"]


def test_is_cased() -> None:
    """Shouted text, and long text without a capital, tell nothing by capitals."""
    assert is_cased("Then Anna came.")
    assert not is_cased("THEN ANNA CAME.")
    assert not is_cased("then anna came " * 30)


def test_distance_counts_swaps_once() -> None:
    """Damerau: a swap of neighbours is one error."""
    assert distance("brenner", "brenenr") == 1
    assert distance("brenner", "brener") == 1
    assert distance("brenner", "kramer") == 4
