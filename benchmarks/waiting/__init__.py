"""What waiting costs: the parts of ``benchmarks/speed.py``."""
