"""English → French: why a definition has a link, or has none, and what a statement computes."""

FRENCH_REASONS: dict[str, str] = {
    # Evidence
    "“{words}” is the heading": "« {words} » est le titre",
    "{words} in the heading": "{words} dans le titre",
    "it computes an equation that stands here": "il calcule une équation qui se trouve ici",
    "{values}, as stated": "{values}, comme dans l’article",
    "the definition that holds it points here": "la définition qui le contient mène ici",
    "its members point here": "ses membres mènent ici",
    "what it calls points here": "ce qu’il appelle mène ici",
    "its callers point here": "ses appelants mènent ici",
    "its base class points here": "sa classe de base mène ici",
    "the rest of the file points here": "le reste du fichier mène ici",
    "everything around it points here": "tout ce qui l’entoure mène ici",
    "“{mention}” in line {line}": "« {mention} » à la ligne {line}",
    "{annotation}, and its quote stands there": "{annotation}, et la citation s’y trouve",
    "{annotation}, but its quote does not stand there": "{annotation}, mais la citation ne s’y trouve pas",
    "“paper: {target}”": "« paper: {target} »",
    "a quoted sentence": "une phrase citée",
    "confirmed by hand{since}": "confirmé à la main{since}",
    "confirmed by hand{since}: {words}": "confirmé à la main{since} : {words}",
    ", though the code has changed since": ", mais le code a changé depuis",
    ", though the passage has changed since": ", mais le passage a changé depuis",
    ", though the code and the passage have changed since": ", mais le code et le passage ont changé depuis",
    "marked as not from the paper: {reason}": "marqué comme étranger à l’article : {reason}",
    "marked as not from the paper": "marqué comme étranger à l’article",
    "its statements compute {equations}": "ses instructions calculent {equations}",
    # Verdicts
    "no paper speaks for this file": "aucun article ne vaut pour ce fichier",
    "nothing in the paper was found for it": "rien dans l’article ne lui correspond",
    "the likeliest part of the paper is right with {percent}% at best": (
        "la partie la plus probable de l’article n’est juste qu’à {percent} % au mieux"
    ),
    "the parts of the paper that came into question were rejected by hand": (
        "les parties de l’article qui convenaient ont été rejetées à la main"
    ),
    "only holds definitions and imports": "ne contient que des définitions et des importations",
    "only keeps what it is given": "ne fait que garder ce qu’il reçoit",
    "only hands on what it is given": "ne fait que transmettre ce qu’il reçoit",
    "computes nothing by itself": "ne calcule rien par lui-même",
    "only holds fields": "ne fait que tenir des champs",
    # In a notebook
    "{line} of cell {cell}": "{line} de la cellule {cell}",
    "line {line} together with line {other} of cell {cell} {said}": (
        "la ligne {line}, avec la ligne {other} de la cellule {cell}, {said}"
    ),
    "line {line} of cell {cell} {said}": "la ligne {line} de la cellule {cell} {said}",
    # Statements that compute equations
    "line {line} together with line {other} {said}": "la ligne {line}, avec la ligne {other}, {said}",
    "line {line} {said}": "la ligne {line} {said}",
    "computes{target} as {place}": "calcule{target} comme {place}",
    "computes{target} as {place}, with {names}": "calcule{target} comme {place}, avec {names}",
    "computes{target} as {place} but for {what}, which the code adds": (
        "calcule{target} comme {place} à {what} près, que le code ajoute"
    ),
    "computes{target} as {place} but for {what}, which the code adds, with {names}": (
        "calcule{target} comme {place} à {what} près, que le code ajoute, avec {names}"
    ),
    "computes{target} as {place} but for {what}, which the code leaves out": (
        "calcule{target} comme {place} à {what} près, que le code omet"
    ),
    "computes{target} as {place} but for {what}, which the code leaves out, with {names}": (
        "calcule{target} comme {place} à {what} près, que le code omet, avec {names}"
    ),
    "is built like {place}": "est construit comme {place}",
    "an equation": "une équation",
    "the equation on p. {page}": "l’équation p. {page}",
    "a line of Algorithm {number}": "une ligne de l’algorithme {number}",
    "a line of the algorithm": "une ligne de l’algorithme",
    "an equation in “{title}”": "une équation de « {title} »",
    # Values
    "the paper says {said}, and so does the code": "l’article dit {said}, et le code aussi",
    "the paper says {said}, the code {value}": "l’article dit {said}, le code {value}",
    # What plumbing does
    "is part of code that {reason}": "fait partie d’un code qui {reason}",
    "stands in a file that {reason}": "se trouve dans un fichier qui {reason}",
    "reads or writes files": "lit ou écrit des fichiers",
    "handles checkpoints": "gère des points de reprise",
    "logs or prints": "journalise ou affiche",
    "draws or shows results": "dessine ou montre des résultats",
    "represents an object as text": "représente un objet en texte",
    "is a test": "est un test",
    "exports the model to another format": "exporte le modèle vers un autre format",
    "converts between formats": "convertit d’un format à l’autre",
    "checks its arguments": "vérifie ses arguments",
    "reads the command line": "lit la ligne de commande",
    "moves or casts tensors": "déplace ou convertit des tenseurs",
    "keeps house": "fait le ménage",
    "registers or keeps compatibility": "enregistre ou garde la compatibilité",
    "feeds data": "fournit des données",
    "rearranges tensors": "réarrange des tenseurs",
    "holds settings": "contient des réglages",
    "serves Python's own protocols": "sert les protocoles de Python",
    "does what its framework asks for": "fait ce que demande son cadriciel",
    "works out sizes": "calcule des tailles",
    "reads or sets one value": "lit ou fixe une valeur",
    "sorts out types": "distingue des types",
    "carries data from one library to another": "porte des données d’une bibliothèque à l’autre",
    "passes its arguments on": "transmet ses arguments",
    "keeps its arguments": "garde ses arguments",
    "holds data": "contient des données",
}
