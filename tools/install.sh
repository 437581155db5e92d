#!/bin/sh
# Makes the virtual environment $2 with python $1 and everything that running, testing and checking need.
# Safe to run again: pip leaves alone what is already there.
set -eu
python=$1
venv=$2
torch=$(sed -n 's/^torch==//p' constraints.txt)

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; '$python' is $("$python" --version 2>&1). Try: make PYTHON=python3.12" >&2
    exit 1
}
[ -x "$venv/bin/python" ] || { echo "Making $venv"; "$python" -m venv "$venv"; }
pip="$venv/bin/python -m pip --disable-pip-version-check --quiet"

# PyTorch first and alone: its ordinary Linux build brings gigabytes of CUDA that nothing here uses.
if ! "$venv/bin/python" -c 'import torch' 2>/dev/null; then
    echo "Installing PyTorch $torch (CPU build where there is one)"
    $pip install "torch==$torch" --index-url https://download.pytorch.org/whl/cpu --retries 0 --timeout 10 2>/dev/null ||
        $pip install "torch==$torch"
fi
echo "Installing interview2persona and what its tests and checks need"
$pip install "pip>=25.1"
$pip install --constraint constraints.txt --editable . --group dev
echo "Ready: $venv/bin/interview2persona --help"
