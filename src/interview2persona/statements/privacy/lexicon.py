"""From a study to the list of all forms that are replaced in it."""

from __future__ import annotations

from interview2persona import language
from interview2persona.settings import Settings
from interview2persona.statements.privacy import entities, evidence
from interview2persona.statements.privacy.entities import Form
from interview2persona.statements.privacy.misspelled import misspelled
from interview2persona.statements.privacy.people import Speakers
from interview2persona.statements.privacy.vocabulary import Vocabulary
from interview2persona.statements.privacy.words import fold, words


def forms_of(study: Speakers, settings: Settings) -> list[Form]:
    """Every form of every name in the study, one per phrase, sorted; words of ``privacy.keep`` are not among them."""
    keep = [tuple(fold(w.text) for w in words(phrase)) for phrase in settings.privacy.keep]
    vocabulary = Vocabulary(
        language.load(settings.statements.spacy_model), frozenset(p[0] for p in keep if len(p) == 1)
    )
    found = evidence.gather(study, vocabulary)
    forms = entities.build(found, vocabulary, len(study.transcripts))
    surfaces = entities.surfaces_of((m for _, m in found.mentions), found.people)
    forms += entities.variants(forms, surfaces)
    seen = {w.key for t in study.transcripts for turn in t.turns for w in words(t.text_of(turn))}
    forms = misspelled(forms, seen, vocabulary) + forms  # these first: they say whom a misspelled name means
    unique: dict[entities.Phrase, Form] = {}
    for form in forms:
        if form.phrase not in keep:
            unique.setdefault(form.phrase, form)
    return sorted(unique.values(), key=lambda f: f.phrase)
