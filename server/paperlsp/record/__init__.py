"""The text of a record's file ↔ ``Record``, and the merge of two people's records. Reads and writes no file."""

from paperlsp.record.merge import merge
from paperlsp.record.parse import parse_record
from paperlsp.record.passage import passage_digest
from paperlsp.record.printing import print_record
from paperlsp.record.rewrite import rewrite

__all__ = ["merge", "parse_record", "passage_digest", "print_record", "rewrite"]
