#!/usr/bin/env python3
"""Statements of random companies, redone line by line from their pages alone (tests/transcripts/bin/redo).

    redone.py WRITE_PAGES      about 120 pages; ATTAIN_WORLDS=n: those of n companies, 400 at most,
                               which are more than 1,000 pages
"""
import os
import pathlib
import subprocess
import sys
import tempfile

REDO = pathlib.Path(__file__).resolve().parents[1] / "transcripts" / "bin" / "redo"

worlds = str(min(int(os.environ.get("ATTAIN_WORLDS", "40")), 400))
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.argv[1], folder, "1", worlds], check=True)
    pages = sorted(str(page) for page in pathlib.Path(folder).iterdir())
    done = subprocess.run([sys.executable, str(REDO), *pages], capture_output=True, text=True, check=False)
    print(done.stdout[-4000:] + done.stderr[-2000:])
    if len(pages) < int(worlds):
        sys.exit(f"only {len(pages)} pages")
    sys.exit(done.returncode)
