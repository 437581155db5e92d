"""Tables of customers: every kind of file gives the same rows, and every bad one a message that says what to do."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from interview2persona.customers.tables import is_table, open_table
from interview2persona.errors import MissingExtra, TableError

ROWS = [{"id": "1", "Größe": "12", "note": 'späte Lieferung; "nie" wieder'}, {"id": "2", "Größe": "", "note": "=1+1"}]


def _csv(path: Path, encoding: str = "utf-8", sep: str = ",") -> Path:
    pd.DataFrame(ROWS).to_csv(path, index=False, encoding=encoding, sep=sep)
    return path


def _xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append([int(row["id"]), int(row["Größe"]) if row["Größe"] else None, row["note"]])
    book.active["C3"].data_type = "s"  # words that begin with "=", not a formula
    book.save(path)
    return path


def _sqlite(path: Path) -> Path:
    with sqlite3.connect(path) as connection:
        pd.DataFrame(ROWS).to_sql("customers", connection, index=False)
    connection.close()
    return path


def _parquet(path: Path) -> Path:
    pd.DataFrame(ROWS).to_parquet(path, index=False)
    return path


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.csv", _csv),
        ("b.csv", lambda p: _csv(p, "utf-8-sig", ";")),
        ("c.csv", lambda p: _csv(p, "cp1252", ";")),
        ("d.tsv", lambda p: _csv(p, "utf-16", "\t")),
        ("e.xlsx", _xlsx),
        ("f.db", _sqlite),
        ("g.parquet", _parquet),
    ],
)
def test_every_kind_of_table_reads_alike(name: str, write: Callable[[Path], Path], tmp_path: Path) -> None:
    """Whatever the file, encoding or separator: the same columns, and text in every cell."""
    table = open_table(str(write(tmp_path / name)))
    assert table.columns == ("id", "Größe", "note")
    assert [dict(row) for chunk in table.chunks(1) for row in chunk] == ROWS
    assert len(next(table.chunks(10))) == 2  # it can be read again


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty"),
        ("only-names.csv", b"id,job\n", "empty"),
        ("twice.csv", b"id,job,job\n1,a,b\n", "called job"),
        ("image.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        ("broken.xlsx", b"PK no zip", "not a readable Excel"),
        ("broken.parquet", b"PAR1 no", "not a readable Parquet"),
        ("broken.sqlite", b"no database at all, this is text" * 20, "not a readable SQLite"),
        ("letter.docx", b"x", "not a kind of table"),
    ],
)
def test_a_bad_table_is_a_message(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TableError, match=words):
        open_table(str(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="there is no such file"):
        open_table(str(tmp_path / "gone.csv"))


def test_one_of_several_tables_must_be_named(tmp_path: Path) -> None:
    path = _sqlite(tmp_path / "two.db")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE orders (id)")
    connection.close()
    with pytest.raises(TableError, match="--table: customers, orders"):
        open_table(str(path))
    assert open_table(str(path), "customers").columns[0] == "id"
    with pytest.raises(TableError, match="no table 'clients'"):
        open_table(str(path), "clients")


def test_a_database_url_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(MissingExtra, match=r"pip install 'interview2persona\[sql\]'"):
        open_table("postgresql://me:secret@host/crm")


def test_a_database_url_is_read(tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy")
    table = open_table(f"sqlite:///{_sqlite(tmp_path / 'crm.db')}")
    assert [dict(row) for row in table.rows()] == ROWS
    with pytest.raises(TableError) as error:
        open_table("sqlite:////no/such/folder/me:secret@crm.db")
    assert "secret" not in str(error.value)


def test_interviews_are_no_tables() -> None:
    assert is_table("customers.CSV")
    assert is_table("sqlite:///crm.db")
    assert not is_table("interview.vtt")
    assert not is_table("new-interviews")
