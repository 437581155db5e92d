"""Every exception of the project.

InterviewError                      anything a person can do something about; exit code 1
├── SettingsError                   a settings file or an option is wrong
├── SourceError                     the folder of transcripts cannot be used at all
├── TranscriptError                 one transcript cannot be used; the others go on
│   ├── UnsupportedFormat           no reader knows this kind of file
│   ├── MissingExtra                a reader exists, its library is not installed
│   └── UnreadableTranscript        a reader tried and failed
├── MissingPart                     an embedder, clusterer, report ... of that name does not exist
├── ModelError                      a model is missing, damaged or not the one that was named
├── WorkspaceError                  the output folder cannot be written, is locked or was made by something else
├── TableError                      a table of customers cannot be used
├── DecisionError                   what somebody decided in review is not possible as it was given
└── EvidenceError                   a quote does not stand in its transcript
"""

from __future__ import annotations


class InterviewError(Exception):
    """Base of all; `str()` is a complete message for a person: what, where, what to do."""


class SettingsError(InterviewError):
    pass


class SourceError(InterviewError):
    pass


class TranscriptError(InterviewError):
    """`line` is the 1-based line of the file at fault, where it is known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class UnsupportedFormat(TranscriptError):
    pass


class MissingExtra(TranscriptError):
    """Names the exact command that installs what is missing."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs a part that is not installed: pip install 'interview2persona[{extra}]'")


class UnreadableTranscript(TranscriptError):
    pass


class MissingPart(InterviewError):
    pass


class ModelError(InterviewError):
    pass


class WorkspaceError(InterviewError):
    pass


class TableError(InterviewError):
    pass


class DecisionError(InterviewError):
    pass


class EvidenceError(InterviewError):
    pass
