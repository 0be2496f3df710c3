"""What the Python package says of files: one line each, "refused" or a digest of all that it read.

python verdicts.py FOLDER            prints "name verdict" for each file
python verdicts.py FOLDER 250        prints "verdict base64-of-the-file" for the first 250 short ones, as in mutants.txt

Needs safetensors and numpy. The digest is the beginning of SHA-256 over lines that SafetensorsMutationTest writes alike.
"""

import base64
import hashlib
import os
import sys

import numpy
import safetensors
from safetensors import SafetensorError, deserialize, safe_open


def verdict(path):
    with open(path, "rb") as file:
        content = file.read()
    try:
        tensors = deserialize(content)
    except SafetensorError:
        tensors = None
    try:
        with safe_open(path, "np") as file:
            notes = file.metadata() or {}
    except SafetensorError:
        if tensors is not None:
            raise AssertionError(path + ": the package disagrees with itself")
        return "refused"
    if tensors is None:
        raise AssertionError(path + ": the package disagrees with itself")
    lines = [
        f"{name.encode().hex()} {t['dtype']} {' '.join(map(str, t['shape']))} {bytes(t['data']).hex()}\n"
        for name, t in tensors
    ]
    lines += [f"{key.encode().hex()} = {value.encode().hex()}\n" for key, value in notes.items()]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()[:16]


folder = sys.argv[1]
names = sorted(os.listdir(folder))
if len(sys.argv) == 2:
    for name in names:
        print(name, verdict(os.path.join(folder, name)))
else:
    print(f"# safetensors {safetensors.__version__}, numpy {numpy.__version__}, python {sys.version.split()[0]}")
    paths = [os.path.join(folder, name) for name in names]
    for path in [path for path in paths if os.path.getsize(path) <= 400][: int(sys.argv[2])]:
        with open(path, "rb") as file:
            print(verdict(path), base64.b64encode(file.read()).decode())
