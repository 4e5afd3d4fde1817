"""English → French: what findings and problems say, in the editor and in ``paperlsp --check`` alike."""

FRENCH_FINDINGS: dict[str, str] = {
    "{mention} does not exist in {titles}.": "{mention} n’existe pas dans {titles}.",
    "{mention} exists in several papers; name the one that is meant, such as by its arXiv number.": (
        "{mention} existe dans plusieurs articles ; indiquez lequel, par exemple par son numéro arXiv."
    ),
}
