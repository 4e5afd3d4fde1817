"""A real Emacs with eglot, set up with the very text that the documentation gives."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

HERE = Path(__file__).parent
EMACS = os.environ.get("PAPERLSP_EMACS") or shutil.which("emacs")


def has_eglot() -> bool:
    if EMACS is None:
        return False
    run = subprocess.run([EMACS, "--batch", "--eval", "(require 'eglot)"], capture_output=True, check=False)
    return run.returncode == 0


pytestmark = pytest.mark.skipif(not has_eglot(), reason="no Emacs with eglot (Debian: emacs-nox and elpa-eglot)")


def test_with_a_paper_made_by_hand(tmp_path, command):
    text = (ROOT / "docs" / "editors" / "emacs.md").read_text("utf-8")
    (snippet,) = re.findall(r"```elisp\n(.*?)```", text, re.DOTALL)
    (tmp_path / "snippet.el").write_text(snippet)
    root = tmp_path / "workspace"
    root.mkdir()
    subprocess.run(["git", "init", "-q", root], check=True)
    file = root / "model.py"
    file.write_text(
        "class MaskDecoder:\n    def forward(self, x):\n        return x\n\n\ndef scale(x):  # Eq. (3)\n    return x\n"
    )
    log = command(sys.executable, str(HERE.parent / "server" / "hand_made.py"), str(tmp_path / "copies"))
    result = tmp_path / "result.json"
    environment = os.environ | {
        "PROBE_SNIPPET": str(tmp_path / "snippet.el"),
        "PROBE_FILE": str(file),
        "PROBE_SYMBOL": "MaskDecoder",
        "PROBE_RESULT": str(result),
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }
    run = subprocess.run(
        [EMACS, "--batch", "-l", HERE / "probe.el"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.exists(), run.stderr
    seen = json.loads(result.read_text("utf-8"))
    assert seen.get("failure") is None, (seen, run.stderr)
    assert "The mask decoder maps pages to masks." in seen["hover"]
    assert seen["heading"] == "## 2 Page model"
    assert seen["same-server"] is True
    assert "MaskDecoder" in seen["copy-hover"]
    assert [Path(each).name for each in seen["references"]] == ["model.py"] * 3
    assert seen["diagnostic"] == "Eq. (99)"
    assert '"1 Introduction"' in seen["outline"]
    assert (seen["implementations"], seen["back"], seen["mentioned"]) == (3, True, 11)
    assert [line.split()[0] for line in log.read_text().splitlines()].count("start") == 1
