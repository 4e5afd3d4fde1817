# What CI runs, in its order (see .ci/run). Each recipe is a command that can be run by hand.
check: format lint types imports test

format:
    uv run ruff format --check server tests benchmarks

lint:
    uv run ruff check server tests benchmarks

types:
    uv run basedpyright

imports:
    uv run lint-imports

test:
    uv run pytest -q

# The VS Code extension: types, unit tests, package, and a real workbench where one is to be had.
client:
    .ci/client

# In a real workbench: how soon the paper follows the caret, and how soon a long paper is painted beside a bare pdf.js.
bench-client *ARGS:
    cd client-vscode && npm run benchmarks -- {{ARGS}}

# Quality of the links, beside text search, on judged links.
bench-link *ARGS:
    uv run python benchmarks/link.py {{ARGS}}

# Which lines of code are found to compute which equations, on transcribed equations and judged matches.
bench-equations *ARGS:
    uv run python benchmarks/equations.py {{ARGS}}

# Cost of linking a package and of one keystroke, as ratios in one run.
bench-link-cost *ARGS:
    uv run python benchmarks/link_cost.py {{ARGS}}

# What one keystroke costs from the edit to the diagnostics, beside indexing from scratch, in one run.
bench-keystroke *ARGS:
    uv run python benchmarks/keystroke.py {{ARGS}}

# Which values of code are found to be stated, and whether those that are said to differ do, on judged findings.
bench-values *ARGS:
    uv run python benchmarks/values.py {{ARGS}}

# How often each rule is right, on findings judged by reading paper and code.
bench-findings *ARGS:
    uv run python benchmarks/findings.py {{ARGS}}

# What cited mentions are resolved to, on mentions judged by reading.
bench-mentions *ARGS:
    uv run python benchmarks/mentions.py {{ARGS}}

# Quality of reading papers, on papers with a truth beside them.
bench-outline *ARGS:
    uv run python benchmarks/outline.py {{ARGS}}

# Hover against a server that does nothing, in one run.
bench-hover *ARGS:
    uv run python benchmarks/hover.py {{ARGS}}

# Symbol definitions and stated values, beside what a careful reader found.
bench-gold-reading *ARGS:
    uv run python benchmarks/gold_reading.py {{ARGS}}

# How exactly papers are read: generated ones in many fonts and layouts, and real ones, beside PyMuPDF4LLM.
bench-read *ARGS:
    uv run python benchmarks/read.py {{ARGS}}
    uv run python benchmarks/read_cost.py

# What reading papers costs: CPU beside bare PyMuPDF and PyMuPDF4LLM, and memory by the number of pages.
bench-read-cost *ARGS:
    uv run python benchmarks/read_cost.py {{ARGS}}

# Start-up, answers beside servers that do less, keystrokes, memory, growth: the table of docs/performance.md, in 10 minutes.
bench-speed *ARGS:
    uv run --with jedi-language-server python benchmarks/speed.py {{ARGS}}

# Hours of what tests/soak/test_soak.py samples: damaged PDFs, a wild client, killed processes, a compressed day, fuzzing.
soak:
    uv run python tests/soak/soak_pdfs.py --mutants 2000
    uv run python tests/soak/soak_protocol.py --messages 100000
    uv run python tests/soak/soak_kills.py --kills 200
    uv run python tests/soak/soak_day.py --edits 50000
    for target in mentions suppressions config record formula latex source patterns uri cached escaped pdf_facts; do \
        uv run --with atheris python tests/soak/fuzz_atheris.py "$target" --minutes 5; done

# Cost of a warm check on a made-up repository with many papers, beside ruff on the same files.
bench-check *ARGS:
    uv run python benchmarks/check.py {{ARGS}}
