"""Tables of customers, a few thousand rows at a time: CSV, Excel, Parquet, SQLite and databases behind SQLAlchemy."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from interview2persona.errors import MissingExtra, TableError

_SAMPLE = 1 << 20  # bytes that encoding and separator are guessed from
_ENCODINGS = ("cp1252", "cp1251", "cp932", "gb18030")  # of spreadsheets that are not told to save UTF-8
_SQLITE = (".sqlite", ".sqlite3", ".db")
SUFFIXES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet", *_SQLITE)
Row = dict[str, str]
_Rows = Iterator[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells are text; `rows` reads it from the beginning each time."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]

    def chunks(self, size: int) -> Iterator[list[Row]]:
        rows = self.rows()
        while chunk := list(islice(rows, size)):
            yield chunk


def is_table(source: str) -> bool:
    """Whether that looks like a table rather than an interview."""
    return "://" in source or Path(source).suffix.lower() in SUFFIXES


def open_table(source: str, table: str = "") -> Table:
    """The table in a file or behind a database URL.

    Args:
        table: sheet of a workbook or table of a database, where there are several.

    Raises:
        TableError: it is missing, empty, of an unknown kind or damaged; the message says which.
        MissingExtra: the library that reads it is not installed.
    """
    if "://" in source:
        return _checked(_shown(source), lambda: _from_url(source, table))
    path = Path(source)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise TableError(f"{path}: not a kind of table that can be read ({', '.join(SUFFIXES)}, or a database URL).")
    if not path.is_file():
        raise TableError(f"{path}: there is no such file.")
    if suffix in _SQLITE:
        return _checked(path.name, lambda: _from_sqlite(path, table))
    if suffix == ".parquet":
        return _checked(path.name, lambda: _from_parquet(path))
    if suffix in (".xlsx", ".xlsm"):
        return _checked(path.name, lambda: _from_workbook(path, table))
    text = _decoder(path)
    return _checked(path.name, lambda: _from_text(path, *text))


def _checked(name: str, start: Callable[[], tuple[list[str], _Rows]]) -> Table:
    columns, rows = start()
    first = next(rows, None)
    named = [c for c in columns if c.strip()]
    if not named or first is None:
        raise TableError(f"{name}: the table is empty. It needs a line of column names and a line per customer.")
    twice = sorted({c for c in named if named.count(c) > 1})
    if twice:
        raise TableError(f"{name}: several columns are called {', '.join(twice)}. Give each its own name.")

    def again() -> Iterator[Row]:
        columns, rows = start()
        for row in rows:
            yield {c: _cell(v) for c, v in zip(columns, row, strict=False) if c.strip()}

    return Table(name, tuple(named), again)


def _cell(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 (not a number)
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\x00", "").strip()


def _decoder(path: Path) -> tuple[str, str]:
    """Encoding and separator of a text file.

    Raises:
        TableError: the file is no text.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    encoding = _encoding(sample, path)
    text = sample.decode(encoding, errors="ignore")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))
    return encoding, separator


def _encoding(sample: bytes, path: Path) -> str:
    from charset_normalizer import from_bytes

    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in sample:
        raise TableError(f"{path}: this is not a text file, whatever its name says. Export the table as CSV or Excel.")
    try:
        sample[: _SAMPLE - 4].decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(sample[:20_000], cp_isolation=list(_ENCODINGS)).best()
        return best.encoding if best else _ENCODINGS[0]
    return "utf-8-sig"


def _from_text(path: Path, encoding: str, separator: str) -> tuple[list[str], _Rows]:
    file = path.open(encoding=encoding, newline="", errors="replace")
    reader = csv.reader(file, delimiter=separator)

    def rows() -> _Rows:
        with file:
            try:
                yield from (tuple(row) for row in reader if any(row))
            except csv.Error as error:
                raise TableError(f"{path}, line {reader.line_num}: not a readable row ({error}).") from error

    return [c.strip() for c in next(reader, [])], rows()


def _from_workbook(path: Path, sheet: str) -> tuple[list[str], _Rows]:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise TableError(f"{path}: not a readable Excel workbook. Save it anew as .xlsx, or export CSV.") from error
    name = _only(path.name, "sheet", sheet or (book.sheetnames[0] if book.sheetnames else ""), book.sheetnames)
    rows = (row for row in book[name].iter_rows(values_only=True) if any(cell is not None for cell in row))
    return [_cell(c) for c in next(rows, ())], rows


def _from_parquet(path: Path) -> tuple[list[str], _Rows]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise MissingExtra("A Parquet table", "parquet") from None
    try:
        file = parquet.ParquetFile(path)
    except (ArrowException, OSError) as error:
        raise TableError(f"{path}: not a readable Parquet file ({_reason(error)})") from error
    rows = (tuple(r.values()) for batch in file.iter_batches(batch_size=1000) for r in batch.to_pylist())
    return list(file.schema_arrow.names), rows


def _from_sqlite(path: Path, table: str) -> tuple[list[str], _Rows]:
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
        names = [row[0] for row in connection.execute(query) if not row[0].startswith("sqlite_")]
        name = _only(path.name, "table", table, names).replace('"', '""')
        cursor = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608 (one of its own tables, quoted)
    except sqlite3.DatabaseError as error:
        raise TableError(f"{path}: not a readable SQLite database ({_reason(error)})") from error

    def rows() -> _Rows:
        with closing(connection):
            yield from cursor

    return [column[0] for column in cursor.description], rows()


def _from_url(url: str, table: str) -> tuple[list[str], _Rows]:
    try:
        import sqlalchemy
    except ImportError:
        raise MissingExtra("A database URL", "sql") from None
    try:
        engine = sqlalchemy.create_engine(url)
        name = _only(engine.url.render_as_string(), "table", table, sqlalchemy.inspect(engine).get_table_names())
        columns = sqlalchemy.Table(name, sqlalchemy.MetaData(), autoload_with=engine)
        connection = engine.connect().execution_options(stream_results=True)
        found = connection.execute(sqlalchemy.select(columns))
    except (sqlalchemy.exc.SQLAlchemyError, ImportError) as error:
        raise TableError(f"{_shown(url)}: the database cannot be read: {_reason(error)}") from error

    def rows() -> _Rows:
        with closing(connection):
            yield from (tuple(row) for row in found)

    return list(found.keys()), rows()


def _shown(url: str) -> str:
    """A database URL without user and password."""
    return url.rpartition("@")[2]


def _reason(error: Exception) -> str:
    """The first line of what a library says, without its own markup."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".") + "."


def _only(where: str, kind: str, wanted: str, names: list[str]) -> str:
    """The table that was asked for, or the only one."""
    if wanted in names:
        return wanted
    listed = ", ".join(names) or "none"
    if not wanted and len(names) == 1:
        return names[0]
    problem = f"there is no {kind} {wanted!r}" if wanted else f"there are several {kind}s or none"
    raise TableError(f"{where}: {problem}. Name one with --table: {listed}.")
