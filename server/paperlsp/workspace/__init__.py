"""Disk and editor buffers → snapshots: discovery, cache, the worker process, reading copies."""

from paperlsp.link import Cancelled
from paperlsp.workspace.copies import reading_copy_folder, write_reading_copy, write_rule_page
from paperlsp.workspace.descriptions import described_papers
from paperlsp.workspace.library import fetched_paper, keep, library_folder
from paperlsp.workspace.load import Look, list_folder, load_edits, load_folder, load_snapshot
from paperlsp.workspace.notebook import PYTHON_NAMES, SOURCE_SUFFIXES, is_notebook, notebook_bytes, read_notebook
from paperlsp.workspace.pictures import Pictures, pictures_of
from paperlsp.workspace.reader import PaperReader
from paperlsp.workspace.record_file import rewritten, update_record
from paperlsp.workspace.root import find_root, has_settings, read_config
from paperlsp.workspace.settings_file import add_paper, toml_of, write_settings
from paperlsp.workspace.sources import is_source

__all__ = [
    "PYTHON_NAMES",
    "SOURCE_SUFFIXES",
    "Cancelled",
    "Look",
    "PaperReader",
    "Pictures",
    "add_paper",
    "described_papers",
    "fetched_paper",
    "find_root",
    "has_settings",
    "is_notebook",
    "is_source",
    "keep",
    "library_folder",
    "list_folder",
    "load_edits",
    "load_folder",
    "load_snapshot",
    "notebook_bytes",
    "pictures_of",
    "read_config",
    "read_notebook",
    "reading_copy_folder",
    "rewritten",
    "toml_of",
    "update_record",
    "write_reading_copy",
    "write_rule_page",
    "write_settings",
]
