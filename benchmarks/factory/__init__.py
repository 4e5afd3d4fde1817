"""The truth factory: LaTeX of our own → papers in many fonts and layouts, each with what a reader should find in it."""
