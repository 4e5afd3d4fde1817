"""A real Neovim of the older kind (UTF-16, pushed diagnostics), set up with the very text of the documentation."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SERVER, lua_of, old_neovim

HERE = Path(__file__).parent
NVIM = old_neovim()
pytestmark = pytest.mark.skipif(
    NVIM is None, reason="no Neovim from 0.7 to 0.10 (Debian 12: neovim), PAPERLSP_OLD_NVIM"
)


def probe(tmp_path: Path, file: Path) -> dict:
    """What the person at that Neovim sees."""
    snippets = []
    for number, lua in enumerate(lua_of("Neovim 0.7 to 0.10")):
        path = tmp_path / f"old{number}.lua"
        path.write_text(lua, "utf-8")
        snippets.append(str(path))
    assert len(snippets) == 2
    result = tmp_path / "result.json"
    environment = os.environ | {
        "PROBE_SNIPPETS": ":".join(snippets),
        "PROBE_FILE": str(file),
        "PROBE_SYMBOL": "MaskDecoder",
        "PROBE_RESULT": str(result),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "nvim-cache"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "LC_ALL": "C.UTF-8",
    }
    assert NVIM is not None
    run = subprocess.run(
        [NVIM, "--clean", "--headless", "-S", HERE / "probe_old.lua"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert result.exists(), run.stderr
    seen = json.loads(result.read_text("utf-8"))
    assert seen.get("failure") is None, (seen, run.stderr)
    return seen


def check_session(seen: dict, log: Path) -> None:
    """One server, one client, positions in UTF-16, diagnostics that came and went."""
    assert seen["encoding"] == "utf-16"
    assert seen["clients"] == 1
    assert seen["diagnostic"]["source"] == "paperlsp"
    # This Neovim tells columns in bytes, out of what the server counted in UTF-16.
    assert seen["diagnostic"]["col"] == len("# ∇ as in ".encode())
    assert [line.split()[0] for line in log.read_text().splitlines()] == ["start", "end"]
    assert log.read_text().splitlines()[1] == "end 0"


def test_with_a_paper_made_by_hand(tmp_path, command):
    root = tmp_path / "workspace"
    (root / "src").mkdir(parents=True)
    (root / ".git").mkdir()
    file = root / "src" / "model.py"
    file.write_text("class MaskDecoder:\n    def forward(self, x):\n        return x\n")
    log = command(sys.executable, str(HERE.parent / "server" / "hand_made.py"), str(tmp_path / "copies"))
    seen = probe(tmp_path, file)
    check_session(seen, log)
    assert "The mask decoder maps pages to masks." in seen["hover"]
    assert seen["heading"] == "## 2 Page model"
    assert [each["range"]["start"]["line"] for each in seen["references"]] == [0, 1]
    assert "MaskDecoder" in seen["copy_hover"]


def test_on_the_fixture(tmp_path, command, cache, sam_fixture):
    log = command(*SERVER)
    file = next(each for each in sorted(sam_fixture.rglob("*.py")) if "class MaskDecoder" in each.read_text("utf-8"))
    seen = probe(tmp_path, file)
    check_session(seen, log)
    assert "Mask decoder" in seen["hover"]
    assert re.search(r"\d+%", seen["hover"])
    assert "mask decoder" in seen["heading"].lower()
    assert Path(seen["copy"]).is_relative_to(cache.resolve())
    assert file.as_uri() in {each["uri"] for each in seen["references"]}
    assert "MaskDecoder" in seen["copy_hover"]
