"""One frozen `Settings`: every default stands here once. Read from TOML; unknown keys are rejected."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from interview2persona.errors import SettingsError

Share = Annotated[float, Field(ge=0, le=1)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TranscriptSettings(_Section):
    """How files are read."""

    speaker_column: str = Field("", description="Column that names the speaker in CSV, TSV and XLSX ('': guessed).")
    text_column: str = Field("", description="Column that holds what was said ('': guessed).")
    kind: Literal["", "customer", "sales", "service"] = Field(
        "", description="Kind of all interviews ('': found per file)."
    )
    interviewers: tuple[str, ...] = Field((), description="Speaker labels that are always interviewers.")
    max_megabytes: float = Field(64, gt=0, description="Larger files are refused, as are archives that unpack to more.")


class StatementSettings(_Section):
    """How turns become labelled statements."""

    spacy_model: str = Field(
        "", description="spaCy pipeline ('': en_core_web_sm where installed, else the bundled copy of it)."
    )
    min_words: int = Field(2, ge=1, description="Shorter statements are kept only as answers to a question.")
    label_threshold: float = Field(
        0, ge=0, le=1, description="Probability from which a label is given (0: the thresholds shipped with the model)."
    )


class ThemeSettings(_Section):
    """How statements become themes."""

    embedder: str = Field(
        "in_place", description="Part that turns statements into vectors: in_place, sentence_transformer or hashing."
    )
    model: str = Field(
        "", description="sentence-transformers model by name or path ('': the reader on the bundled all-MiniLM-L6-v2)."
    )
    precision: Literal["auto", "float32", "bfloat16", "int8"] = Field(
        "auto",
        description="Of the bundled model: auto is bfloat16 where the processor has units for it (AMX), int8 where it "
        "has VNNI, else float32.",
    )
    device: str = Field("", description="Where models compute: cpu, cuda, mps ..., or auto: a GPU if any ('': cpu).")
    clusterer: str = Field("auto", description="auto, hdbscan or agglomerative.")
    min_participants: int = Field(2, ge=1, description="A theme needs statements of at least so many people.")
    codebook: str = Field("", description="CSV or REFI-QDA .qdc file with themes to fill first ('': none).")
    codebook_similarity: float = Field(
        0.4,
        ge=0,
        le=1,
        description="Least cosine of a statement with a code of the codebook for it to fall under it.",
    )
    resamples: int = Field(30, ge=0, description="How often participants are resampled for the stability of themes.")


class PersonaSettings(_Section):
    """How participants and themes become personas."""

    count: int = Field(0, ge=0, description="Number of personas (0: as many as the data support).")
    by: str = Field("", description="Attribute or column to group participants by, instead of clustering.")
    max_claims: int = Field(7, ge=1, description="Claims per section of a page; the rest is 'also mentioned'.")
    quotes: int = Field(3, ge=1, description="Quotes per claim, each of another person.")
    permutations: int = Field(
        200, ge=0, description="Size of the null model for the number of personas; less where that is clear sooner."
    )
    sure: Share = Field(0.8, description="A claim rests on statements of which half so likely carry its label.")
    sure_alone: Share = Field(0.8, description="The same for a single statement that belongs to no theme.")
    sure_part: Share = Field(0.6, description="The same for each part of a theme that says one thing.")


class PrivacySettings(_Section):
    """What is replaced in everything that is written for others."""

    pseudonyms: bool = Field(True, description="Replace names of people, e-mail addresses, phone numbers ...")
    organisations: bool = Field(True, description="Replace companies too.")
    places: bool = Field(True, description="Replace places too.")
    keep: tuple[str, ...] = Field((), description="Words never replaced, such as your own product's name.")
    smallest_cell: int = Field(
        3, ge=1, description="Attributes that point to fewer participants are told more coarsely on pages (1: as said)."
    )


class EvidenceSettings(_Section):
    """When evidence counts as old."""

    months: int = Field(18, ge=1, description="Lines that rest on interviews older than this alone are listed as old.")


class CustomerSettings(_Section):
    """How a table of customers is read by 'assign'."""

    columns: dict[str, str | list[str]] = Field(
        {}, description="Column by data point: {age = 'birth_year', text = ['ticket', 'comment']} ({}: guessed)."
    )
    chunk: int = Field(5000, ge=1, description="Rows held in memory at a time.")


class WordingSettings(_Section):
    """Shorter wording by a language model; needs the extra [llm]."""

    model: str = Field("", description="Model of the llm library by name or alias ('': none, and nothing is sent).")
    claims: bool = Field(True, description="Shorten long claims.")
    openings: bool = Field(True, description="Write the opening paragraph of each persona.")


class ReportSettings(_Section):
    """What is written."""

    formats: tuple[str, ...] = Field(
        ("markdown", "tables", "json", "html", "method", "blind_spots", "ageing"),
        description="Reports written by a run.",
    )


class Settings(_Section):
    """All settings of a study."""

    seed: int = Field(20240229, description="Seed of every random choice.")
    executor: str = Field("serial", description="Who reads files and runs models: serial, processes or dask.")
    scheduler: str = Field(
        "", description="Address of a running Dask scheduler for the executor dask ('': workers on this machine)."
    )
    workers: int = Field(0, ge=0, description="Processes or threads (0: as many as cores).")
    transcripts: TranscriptSettings = TranscriptSettings()
    statements: StatementSettings = StatementSettings()
    themes: ThemeSettings = ThemeSettings()
    personas: PersonaSettings = PersonaSettings()
    privacy: PrivacySettings = PrivacySettings()
    evidence: EvidenceSettings = EvidenceSettings()
    customers: CustomerSettings = CustomerSettings()
    wording: WordingSettings = WordingSettings()
    reports: ReportSettings = ReportSettings()

    def with_changes(self, changes: dict[str, Any]) -> Settings:
        """A copy with dotted keys changed: ``{"personas.count": 3}``.

        Raises:
            SettingsError: an unknown key or a value out of range.
        """
        data = self.model_dump()
        for dotted, value in changes.items():
            *parents, last = dotted.split(".")
            place = data
            for parent in parents:
                place = place.setdefault(parent, {})
            place[last] = value
        return _validate(data, "command line")


def load(path: Path | None) -> Settings:
    """Settings from a TOML file; the defaults when `path` is None.

    Raises:
        SettingsError: the file is missing, is not TOML, has an unknown key or a value out of range.
    """
    if path is None:
        return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such settings file. 'interview2persona init' writes one.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: not a readable TOML file: {error}") from error
    return _validate(data, str(path))


def as_toml() -> str:
    """A settings file with every setting, its meaning and its default, commented out."""
    lines = ["# Settings of interview2persona. Remove the '#' before what you change.", ""]
    defaults = Settings()
    tables = [("", defaults, Settings)] + [
        (name, getattr(defaults, name), type(getattr(defaults, name)))
        for name in Settings.model_fields
        if isinstance(getattr(defaults, name), _Section)
    ]
    for name, section, cls in tables:
        if name:
            lines += ["", f"[{name}]  # {(cls.__doc__ or '').strip()}"]
        for key, info in cls.model_fields.items():
            value = getattr(section, key)
            if not isinstance(value, _Section):
                lines += [f"# {info.description}", f"# {key} = {_toml(value)}"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def _validate(data: dict[str, Any], where: str) -> Settings:
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            close = difflib.get_close_matches(key, _all_keys(), n=1)
            hint = f" Did you mean {close[0]!r}?" if close else " 'interview2persona init' writes all that exist."
            raise SettingsError(f"{where}: there is no setting {key!r}.{hint}") from None
        raise SettingsError(f"{where}: {key}: {first['msg']} (was {first['input']!r}).") from None


def _all_keys() -> list[str]:
    keys = []
    for name, value in Settings():
        keys.append(name)
        if isinstance(value, _Section):
            keys += [f"{name}.{key}" for key in type(value).model_fields]
    return keys
