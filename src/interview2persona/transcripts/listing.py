"""Which files of a folder are transcripts, which are left alone and why."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from interview2persona.errors import SourceError

_NOT_TRANSCRIPTS = {"participants.csv", "thumbs.db", "desktop.ini", "makefile", "manifest.json"}
_ABOUT = {"readme", "license", "licence", "copying", "notice", "changelog", "attribution"}
_MEDIA = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".webp", ".heic", ".ico", ".mp3", ".m4a"}
_MEDIA |= {".wav", ".ogg", ".opus", ".flac", ".aac", ".wma", ".mp4", ".mov", ".avi", ".mkv", ".webm", ".wmv", ".m4v"}
_OTHER = {".toml", ".ini", ".cfg", ".yaml", ".yml", ".py", ".r", ".rmd", ".ipynb", ".sh", ".bat", ".exe", ".dll", ".db"}
_OTHER |= {".sqlite", ".lnk", ".tmp", ".bak", ".css", ".js"}


@dataclass(frozen=True, slots=True)
class Listing:
    """Files to read, in order of their names, and (path, reason) of what is not read."""

    root: Path
    files: tuple[Path, ...]
    skipped: tuple[tuple[str, str], ...]

    def name(self, path: Path) -> str:
        """Path relative to the folder, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def list_folder(folder: Path) -> Listing:
    """The files of a folder and its subfolders, or the one file that `folder` is.

    Raises:
        SourceError: there is no such folder, it cannot be read, or nothing in it could be a transcript.
    """
    try:
        mode = folder.stat().st_mode
    except OSError as error:
        raise SourceError(f"{folder}: there is no such folder or file ({error.strerror}).") from None
    if not stat.S_ISDIR(mode):
        if not stat.S_ISREG(mode):
            raise SourceError(f"{folder}: this is neither a folder nor a file.")
        return Listing(folder.parent, (folder,), ())
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise SourceError(f"{folder}: the folder cannot be read ({error.strerror}). Check its permissions.") from None
    found = sorted(_walk(folder), key=lambda path: path.relative_to(folder).as_posix())
    reasons = {path: why_not(path.relative_to(folder).as_posix()) for path in found}
    files = tuple(path for path in found if not reasons[path])
    skipped = tuple((path.relative_to(folder).as_posix(), reasons[path]) for path in found if reasons[path])
    if not files:
        raise SourceError(_nothing(folder, skipped))
    return Listing(folder, files, skipped)


def why_not(name: str) -> str:
    """Why the file `name` is not read; "" for a file that may be a transcript."""
    path = PurePosixPath(name)
    stem, suffix = path.name.casefold(), path.suffix.casefold()
    if any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts):
        return "hidden"
    if stem in _NOT_TRANSCRIPTS or stem.split(".")[0].split("-")[0] in _ABOUT:
        return "not a transcript"
    if suffix in _MEDIA:
        return "a recording or picture"
    return "not a transcript" if suffix in _OTHER else ""


def leads_out(path: Path, root: Path) -> bool:
    """Whether `path` is a symbolic link, or lies in one, to somewhere outside `root`."""
    return not path.resolve().is_relative_to(root.resolve())


def _walk(folder: Path) -> list[Path]:
    found = []
    for place, folders, files in os.walk(folder, followlinks=False):
        folders[:] = [
            name for name in folders if not name.startswith((".", "__MACOSX")) and not _is_output(Path(place, name))
        ]
        links = [name for name in folders if Path(place, name).is_symlink()]
        found += [Path(place, name) for name in [*files, *links]]
    return found


def _is_output(folder: Path) -> bool:
    """Whether a subfolder is what an earlier run wrote."""
    return (folder / "manifest.json").is_file() and (folder / "data").is_dir()


def _nothing(folder: Path, skipped: tuple[tuple[str, str], ...]) -> str:
    seen = f" ({len(skipped)} other files are there)" if skipped else " (it is empty)"
    return (
        f"{folder}: no transcripts in this folder{seen}. Put VTT, SRT, TXT, MD, DOCX, PDF, JSON, CSV, XLSX files "
        "or a ZIP of them there."
    )
