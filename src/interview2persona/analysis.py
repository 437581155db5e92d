"""The whole flow, to be read first: files in, personas out.

    files --transcripts--> Transcript --statements--> Statement --themes--> Theme --personas--> Persona --reports-->

`analyze` computes a `Study` and writes nothing. `run` does the same into an output folder, and does nothing at all when
nothing changed since the last run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

from interview2persona import __version__, copies, language, plugins, remote
from interview2persona import state as states
from interview2persona.errors import SourceError
from interview2persona.model import (
    Decision,
    Participant,
    Statement,
    Study,
    Themes,
    Transcript,
)
from interview2persona.review import log
from interview2persona.reviewed import Reviewed
from interview2persona.reviewed import files as review_files
from interview2persona.settings import Settings
from interview2persona.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from interview2persona.ahead import Ahead
    from interview2persona.meanings import Meanings
    from interview2persona.statements.privacy.sought import Sought
    from interview2persona.themes.constraints import Constraints
    from interview2persona.transcripts.speakers import Cast

STEPS = ("read", "statements", "embed", "labels", "themes", "personas", "privacy", "reports")


class Listener(Protocol):
    """Hears which step begins; the terminal draws progress from it.

    It may also have ``done(count)``, to hear how many things of a long step are done.
    """

    def step(self, name: str, size: int) -> None:
        """`size` is the number of things the step works on, 0 when unknown."""


class _Silent:
    def step(self, name: str, size: int) -> None:
        pass


@dataclass
class _Clock:
    """Tells the listener what begins, and keeps the seconds of every step for the manifest."""

    listener: Listener
    seconds: dict[str, float] = field(default_factory=dict)

    def done(self, count: int) -> None:
        if hear := getattr(self.listener, "done", None):
            hear(count)

    @contextmanager
    def step(self, name: str, size: int = 0) -> Iterator[None]:
        self.listener.step(name, size)
        begun = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begun, 3)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do: `steps` of it, none when nothing changed, and why."""

    steps: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What `run` did. `study` is None when nothing had changed and nothing was computed."""

    study: Study | None
    manifest: dict[str, Any]
    output: Path

    @property
    def unchanged(self) -> bool:
        return self.study is None


def analyze(
    folder: str | Path,
    settings: Settings | None = None,
    *,
    workspace: Workspace | None = None,
    listener: Listener | None = None,
    decisions: Sequence[Decision] = (),
) -> Study:
    """Reads a folder of transcripts (or one file) and returns personas with their evidence. Names are not replaced.

    `decisions` are what people decided in review (`review.log.read`); they are replayed on what the machine finds.

    Raises:
        SourceError: no transcript there can be used.
        InterviewError: a model or a part that the settings name does not exist.
    """
    settings = settings or Settings()
    clock = _Clock(listener or _Silent())
    return _analyze(Path(folder), settings, workspace, clock, Reviewed(decisions), lambda _cast: None)


def run(
    folder: str | Path,
    output: str | Path,
    settings: Settings | None = None,
    *,
    force: bool = False,
    listener: Listener | None = None,
    may_send: Callable[[Any], bool] | None = None,
) -> RunResult:
    """Analyses a folder of transcripts and writes everything under `output`.

    `may_send` hears what a language model outside this program would be sent (a `wordings.models.Estimate`), and says
    whether that is allowed; without it nothing is sent.

    Raises:
        SourceError: no transcript there can be used.
        WorkspaceError: the output folder cannot be written or is in use.
    """
    settings = settings or Settings()
    output = Path(output)
    with open_workspace(output) as workspace:
        given = str(folder if remote.url_of(folder) else Path(folder).absolute())
        folder = _here(folder, workspace.private)
        state = states.of(folder, output, settings)
        plan = _plan(workspace, state, force)
        if not plan.steps:
            if workspace.transcripts() != given:  # the same files elsewhere
                workspace.keep_state(state, given)
            return RunResult(None, workspace.manifest(), output)
        clock = _Clock(listener or _Silent())
        public = workspace.study(_study_key(state)) if plan.steps == ("reports",) else None
        if public is None:
            public = _public(folder, settings, workspace, clock)
            workspace.keep_study(public, _study_key(state))
        if settings.wording.model:
            from interview2persona.worded import worded

            with clock.step("wording"):
                public = worded(public, workspace, settings, may_send)
        with clock.step("reports"):
            files = review_files(public)
            for made in copies.each(partial(_report, public, settings), settings.reports.formats):
                files |= made
        manifest = {**public.manifest, "run_key": states.key(state), "seconds": clock.seconds}
        workspace.publish(files, manifest)
        workspace.keep_state(state, given)
        return RunResult(public, manifest, output)


def _report(study: Study, settings: Settings, name: str) -> Mapping[str, str | bytes]:
    made: Mapping[str, str | bytes] = plugins.load("interview2persona.reports.writers", name).render(study, settings)
    return made


def plan(folder: str | Path, output: str | Path, settings: Settings | None = None, *, force: bool = False) -> Plan:
    """What `run` with the same arguments would do; nothing is computed or written.

    Raises:
        SourceError: there is no such folder.
    """
    output, settings = Path(output), settings or Settings()
    with TemporaryDirectory() as scratch:
        folder = _here(folder, Path(scratch))
        if not folder.exists():
            raise SourceError(f"{folder}: there is no such folder or file.")
        return _plan(Workspace(output), states.of(folder, output, settings), force)


def _here(folder: str | Path, private: Path) -> Path:
    """The folder on this machine: transcripts that an address names are fetched into the private folder."""
    url = remote.url_of(folder)
    return remote.fetched(url, remote.place_of(url, private)) if url else Path(folder)


def _plan(workspace: Workspace, state: states.State, force: bool) -> Plan:
    last = workspace.manifest()
    if force:
        return Plan(STEPS, ("--force was given",))
    if not last:
        return Plan(STEPS, ("there are no results yet",))
    before = workspace.state()
    same = last.get("run_key") == states.key(state)
    if same and workspace.is_intact():
        return Plan((), ())
    reasons = tuple(states.differences(before, state)) if before else ("it is not known what the last run worked on",)
    if workspace.study(_study_key(state)):
        return Plan(("reports",), ("files of the last run were changed or removed",) if same else reasons)
    return Plan(STEPS, reasons)


def _study_key(state: states.State) -> str:
    return states.key(states.without_reports(state))


def _public(folder: Path, settings: Settings, workspace: Workspace, clock: _Clock) -> Study:
    """The study as others may see it."""
    from interview2persona.statements.privacy.sought import Sought

    reviewed, names = Reviewed(log.read(workspace.decisions).decisions), Sought(settings)
    with workspace.parses() as parses, language.keeping(parses):
        study = _analyze(folder, settings, workspace, clock, reviewed, names.begin)
        return reviewed.in_their_words(_for_others(study, workspace, settings, clock, names))


def _analyze(
    folder: Path,
    settings: Settings,
    workspace: Workspace | None,
    clock: _Clock,
    reviewed: Reviewed,
    known: Callable[[Cast], None],
) -> Study:
    """`known` hears who speaks as soon as that is known."""
    from interview2persona.ahead import ahead
    from interview2persona.meanings import Meanings

    makes = plugins.load("interview2persona.executors", settings.executor)
    with makes.make(settings.workers, settings.scheduler) as executor:
        meanings = Meanings(settings, executor, workspace, clock.done)
        with ahead(meanings) as beside:
            return _study(folder, meanings, beside, clock, reviewed, known)


def _study(
    folder: Path,
    meanings: Meanings,
    beside: Ahead,
    clock: _Clock,
    reviewed: Reviewed,
    known: Callable[[Cast], None],
) -> Study:
    from interview2persona.personas import build
    from interview2persona.statements import segment
    from interview2persona.themes import cluster, codebook, find
    from interview2persona.transcripts import metadata, sources, speakers

    settings, workspace = meanings.settings, meanings.workspace
    with clock.step("read"):
        read = sources.read_folder(folder, settings, meanings.executor)
        cast = speakers.assign(read, reviewed.overrides(read, metadata.read_overrides(folder)), settings)
        usable = [t for t in cast.transcripts if t.usable]
        _require_participants(folder, cast.transcripts)
    with clock.step("statements", len(usable)):
        pipeline = language.load(settings.statements.spacy_model)
        segmented = segment.segment(usable, pipeline, settings, beside.read)
    with clock.step("embed", len(segmented.statements)):
        # Time well used while statements are read: all this is asked for later.
        cluster.prepare(len(segmented.statements), settings)
        pipeline.remember([s.text for s in segmented.statements])
        if workspace and settings.privacy.pseudonyms:  # names are looked for in all turns
            pipeline.remember([t.text_of(turn) for t in usable for turn in t.turns])
        beside.finish()
        embedder = meanings.embedder()
        points = meanings.points(segmented.statements, embedder)
    with clock.step("labels", len(segmented.statements)):
        statements, participants = _understand(segmented.statements, meanings, cast, pipeline, reviewed)
        known(replace(cast, participants=participants))
    with clock.step("themes", len(statements)):
        book = codebook.load(Path(settings.themes.codebook), embedder) if settings.themes.codebook else None

        def find_in(rows: Sequence[int], constraints: Constraints | None) -> Themes:
            some, meant = [statements[i] for i in rows], points.of(rows)
            return find.find(
                some, meant.vectors, participants, pipeline, settings,
                questions=meant.questions, constraints=constraints, codebook=book,
            )  # fmt: skip

        themes = reviewed.themes(statements, points.vectors, participants, pipeline, find_in)
    with clock.step("personas", len(participants)):
        said, kept, rows = reviewed.material(themes)
        meant = points.of(rows)
        drafts = build.build(
            said, kept, participants, usable, meant.vectors, pipeline, settings,
            questions=meant.questions, regroup=reviewed.groups,
        )  # fmt: skip
        personas = reviewed.personas(drafts, themes.statements)
    manifest = {
        "program": {"name": "interview2persona", "version": __version__},
        "settings": settings.model_dump(mode="json"),
        "models": {"embedder": embedder.fingerprint, "language": pipeline.name},
        "inputs": {t.path: t.sha256 for t in cast.transcripts},
        "counts": _counts(cast.transcripts, statements, len(participants), len(themes.themes), len(personas.personas)),
        "themes": dict(themes.method),
        "saturation": dict(themes.saturation),
        "personas": dict(personas.method),
    }
    return Study(
        tuple(cast.transcripts),
        tuple(participants),
        themes.statements,
        themes.themes,
        personas,
        manifest,
        themes.saturation,
        segmented.filtered,
        reviewed.account(cast, themes, participants, points.vectors),
    )


def _understand(
    statements: tuple[Statement, ...],
    meanings: Meanings,
    cast: Any,
    pipeline: language.Language,
    reviewed: Reviewed,
) -> tuple[tuple[Statement, ...], tuple[Participant, ...]]:
    from interview2persona.reading import reader, weights
    from interview2persona.statements import labels, understand

    told = meanings.told(statements)
    labelled = reviewed.statements(labels.label(statements, told, meanings.settings))
    stated = reader.stated(told, weights.shipped())
    del told  # large
    people = reviewed.participants(cast.participants)
    understood, known = understand.understand(labelled, people, cast.transcripts, pipeline, stated)
    return reviewed.statements(understood), reviewed.participants(known)


def _for_others(study: Study, workspace: Workspace, settings: Settings, clock: _Clock, names: Sought) -> Study:
    """The study with names replaced, unless the settings say otherwise."""
    if not settings.privacy.pseudonyms:
        return study
    from interview2persona.statements import privacy

    with clock.step("privacy", len(study.transcripts)):
        shown = privacy.for_others(study, workspace.private / "key.json", settings, names.found())
        return _without_small_cells(shown, settings.privacy.smallest_cell)


def _without_small_cells(study: Study, k: int) -> Study:
    """The study whose personas tell nothing that points to fewer than k people; the tables stay as they are."""
    from interview2persona.personas.build import with_facts
    from interview2persona.statements.privacy.cells import coarsened

    personas = study.personas.personas
    people = {p.participant_id: p for p in coarsened(study.participants, [p.participants for p in personas], k)}
    return replace(study, personas=replace(study.personas, personas=tuple(with_facts(p, people) for p in personas)))


def _require_participants(folder: Path, transcripts: tuple[Transcript, ...]) -> None:
    usable = [t for t in transcripts if t.usable]
    if not usable:
        reasons = "; ".join(f"{t.path}: {t.problems[0]}" for t in transcripts[:3] if t.problems)
        raise SourceError(f"{folder}: no transcript could be read ({reasons}).")
    if not any(turn.role == "participant" for t in usable for turn in t.turns):
        raise SourceError(
            f"{folder}: no speaker looks like a participant. 'interview2persona check {folder}' shows who was taken "
            "for whom; name the roles in participants.csv (transcript,speaker,role)."
        )


def _counts(
    transcripts: tuple[Transcript, ...], statements: Sequence[Statement], participants: int, themes: int, personas: int
) -> dict[str, int]:
    return {
        "transcripts": len(transcripts),
        "transcripts_used": sum(t.usable for t in transcripts),
        "turns": sum(len(t.turns) for t in transcripts),
        "participants": participants,
        "statements": len(statements),
        "statements_labelled": sum(bool(s.labels) for s in statements),
        "themes": themes,
        "personas": personas,
    }
