"""Disk and editor buffers → snapshots: discovery, cache, the worker process, reading copies."""

from paperlsp.link import Cancelled
from paperlsp.workspace.copies import reading_copy_folder, write_reading_copy, write_rule_page
from paperlsp.workspace.load import Look, load_edits, load_folder, load_snapshot
from paperlsp.workspace.pictures import Pictures, pictures_of
from paperlsp.workspace.reader import PaperReader
from paperlsp.workspace.record_file import rewritten, update_record
from paperlsp.workspace.root import find_root, has_settings

__all__ = [
    "Cancelled",
    "Look",
    "PaperReader",
    "Pictures",
    "find_root",
    "has_settings",
    "load_edits",
    "load_folder",
    "load_snapshot",
    "pictures_of",
    "reading_copy_folder",
    "rewritten",
    "update_record",
    "write_reading_copy",
    "write_rule_page",
]
