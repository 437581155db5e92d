# One command does everything: make demo (install, run the samples), make test (install, test), make check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test check lock sbom licences clean

help:
	@echo "make demo     install, then turn the samples in transcripts/ into personas in output/"
	@echo "make test     install, then run the tests"
	@echo "make check    install, then ruff, mypy, the layers, and known vulnerabilities where they can be looked up"
	@echo "make sbom     a bill of materials (CycloneDX) in sbom.cdx.json;  make licences: docs/licences.md"
	@echo "make install  only set up $(VENV)"

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt tools/install.sh
	@sh tools/install.sh "$(PYTHON)" "$(VENV)"
	@touch $(STAMP)

demo: install
	$(BIN)/interview2persona run transcripts -o output

test: install
	$(BIN)/python -m pytest

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/audit.py

licences: install
	$(BIN)/python tools/licences.py docs/licences.md

sbom: install
	$(BIN)/python tools/licences.py --sbom sbom.cdx.json

lock: install
	$(BIN)/python tools/lock.py

clean:
	rm -rf $(VENV)
