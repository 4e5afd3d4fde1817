"""The editor and the command line report the very same findings, wherever in the folder one starts."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from paperlsp.cli import commands
from paperlsp.server.loaded import Order
from paperlsp.server.loading import Loader
from paperlsp.workspace import find_root

FIXTURES = Path(__file__).parents[2] / "fixtures"
SETTINGS = 'unexplained-below = 0.5\nselect = ["ALL"]\nignore = ["PL202"]\nseverity = { PL101 = "warning" }\nper-file-ignores = { "a/**" = ["PL201"] }\n'
FAULTS = "# See Eq. (99).\nx = 1  # paperlsp: ignore[PL201]\n# See Eq. (98).  # paperlsp: ignore[PL201] older\n"


@pytest.mark.parametrize("name", ["qhadam", "sam", "notebook"])
def test_server_and_command_line_agree(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / name
    shutil.copytree(FIXTURES / name, root)
    if name == "notebook":
        shutil.copy(FIXTURES / "qhadam" / "paper.pdf", root / "paper.pdf")
        (root / "src").mkdir()
    (root / "paperlsp.toml").write_text(SETTINGS, "utf-8")
    (root / "a").mkdir()
    (root / "a" / "more.py").write_text(FAULTS, "utf-8")
    (root / "src" / "more.py").write_text(FAULTS, "utf-8")
    loader = Loader()
    try:
        for start in (root, root / "src"):
            monkeypatch.chdir(start)
            text = (
                CliRunner().invoke(commands, ["--check", str(root), "--show-hints", "--output-format", "json"]).stdout
            )
            told = {
                (each["file"], each["code"], each["severity"], each["fingerprint"])
                for each in json.loads(text)["findings"]
            }
            loaded = loader(Order(find_root(start), {}), None, lambda *_: None, lambda: False)
            assert loaded is not None
            shown = {
                (file, each.finding.code, each.finding.severity, each.finding.fingerprint)
                for file, found in loaded.diagnostics.items()
                for each in found
            }
            assert shown == told
            # Beside a notebook too little code is linked for saying that other code surely is not.
            expected = {"PL005", "PL201"} if name == "notebook" else {"PL005", "PL101", "PL201"}
            assert {code for _, code, _, _ in told} >= expected
            citing = {file for file, code, _, _ in told if code == "PL201"}
            assert citing == {"src/more.py", *(["tour.ipynb"] if name == "notebook" else [])}
    finally:
        loader.close()
