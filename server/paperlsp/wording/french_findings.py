"""English → French: what findings and problems say, in the editor and in ``paperlsp --check`` alike."""

FRENCH_FINDINGS: dict[str, str] = {
    "No code was found for Eq. ({number}) (p. {page}); `{symbol}` computes Eq. ({other}) beside it.": (
        "Aucun code n’a été trouvé pour l’éq. ({number}) (p. {page}) ; `{symbol}` calcule l’éq. ({other}) voisine."
    ),
    "{mention} does not exist in {titles}.": "{mention} n’existe pas dans {titles}.",
    "{mention} exists in several papers; name the one that is meant, such as by its arXiv number.": (
        "{mention} existe dans plusieurs articles ; indiquez lequel, par exemple par son numéro arXiv."
    ),
}
