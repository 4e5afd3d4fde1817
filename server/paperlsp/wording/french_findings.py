"""English → French: what findings and problems say, in the editor and in ``paperlsp --check`` alike."""

FRENCH_FINDINGS: dict[str, str] = {
    "Nothing in the paper explains `{symbol}`, and it never says {words}.": (
        "Rien dans l’article n’explique `{symbol}`, et il ne dit jamais {words}."
    ),
    "What explains `{symbol}` in the paper says nothing of its lines {lines}.": (
        "Ce qui explique `{symbol}` dans l’article ne dit rien de ses lignes {lines}."
    ),
    "No code was found for Eq. ({number}) (p. {page}); `{symbol}` computes Eq. ({other}) beside it.": (
        "Aucun code n’a été trouvé pour l’éq. ({number}) (p. {page}) ; `{symbol}` calcule l’éq. ({other}) voisine."
    ),
    "No code was found for Algorithm {number} (p. {page}): “{title}”.": (
        "Aucun code n’a été trouvé pour l’algorithme {number} (p. {page}) : « {title} »."
    ),
    "No code was found for Algorithm {number} (p. {page}).": "Aucun code n’a été trouvé pour l’algorithme {number} (p. {page}).",
    "No code was found for the algorithm “{title}” (p. {page}).": (
        "Aucun code n’a été trouvé pour l’algorithme « {title} » (p. {page})."
    ),
    # What people said
    "The confirmed link to {part}": "Le lien confirmé vers {part}",
    "The rejected link to {part}": "Le lien rejeté vers {part}",
    "The mark on {code} as not from the paper": "La marque de {code} comme étranger à l’article",
    "The note on {code}": "La note sur {code}",
    "the module": "le module",
    "{said} is about code that is gone: {symbol} of {file}.": "{said} porte sur du code qui a disparu : {symbol} de {file}.",
    "{said} leads to a part that the paper no longer has.": "{said} mène à une partie que l’article n’a plus.",
    "{said} was said before {changed} changed: say it again, or take it back.": (
        "{said} date d’avant un changement dans {changed} : redites-le, ou reprenez-le."
    ),
    "the code": "le code",
    "the passage in the paper": "le passage de l’article",
    "the code and the passage in the paper": "le code et le passage de l’article",
    # The rest
    "{mention} does not exist in {titles}.": "{mention} n’existe pas dans {titles}.",
    "{mention} exists in several papers; name the one that is meant, such as by its arXiv number.": (
        "{mention} existe dans plusieurs articles ; indiquez lequel, par exemple par son numéro arXiv."
    ),
    "{key}: `{selector}` is no rule. `paperlsp explain` lists them.": (
        "{key} : `{selector}` n’est aucune règle. `paperlsp explain` les énumère."
    ),
    "There is no rule {codes}.": "Il n’y a pas de règle {codes}.",
    "{codes} silences nothing here.": "{codes} ne fait rien taire ici.",
    "This suppression silences nothing{codes}.": "Ce commentaire ne fait rien taire{codes}.",
    "`{comment}` is not understood; the form is `paperlsp: ignore[CODE] reason`.": (
        "`{comment}` n’est pas compris ; la forme est `paperlsp: ignore[CODE] raison`."
    ),
    "“{title}” explains {explained} of {total} definitions, and none of them surely: is it the right paper?": (
        "« {title} » explique {explained} définitions sur {total}, et aucune avec certitude : est-ce le bon article ?"
    ),
    "{mention} does not exist in “{title}”, but in “{other}”.": (
        "{mention} n’existe pas dans « {title} », mais dans « {other} »."
    ),
    "The paper does not say “{quote}”; it says “{near}”.": "L’article ne dit pas « {quote} » ; il dit « {near} ».",
    "The paper does not say “{quote}”.": "L’article ne dit pas « {quote} ».",
    "No paper has a part “{part}”; one has “{near}”.": (
        "Aucun article n’a de partie « {part} » ; l’un d’eux a « {near} »."
    ),
    "No paper has a part “{part}”.": "Aucun article n’a de partie « {part} ».",
    "The code adds {what} to the paper's {equation}.": "Le code ajoute {what} à {equation} de l’article.",
    "The code leaves {what} out of the paper's {equation}.": "Le code omet {what} dans {equation} de l’article.",
    "`{one}` and `{other}` stand in each other's place: the paper has {equation}.": (
        "`{one}` et `{other}` sont à la place l’un de l’autre : l’article a {equation}."
    ),
    "`{symbol}` in {file} computes {equation} as the paper has it; here {what} makes a difference.": (
        "`{symbol}` dans {file} calcule {equation} comme l’article ; ici {what} fait une différence."
    ),
    "The paper has {name} = {stated} (p. {page}); here `{code}` is {value}.": (
        "L’article donne {name} = {stated} (p. {page}) ; ici `{code}` vaut {value}."
    ),
    "The paper has {name} = {stated} (p. {page}); the default of `{code}` is {value}.": (
        "L’article donne {name} = {stated} (p. {page}) ; `{code}` vaut {value} par défaut."
    ),
    # Notebooks
    "The notebook is no valid JSON: {reason}.": "Le notebook n’est pas du JSON valable : {reason}.",
    "The notebook is no valid JSON.": "Le notebook n’est pas du JSON valable.",
    "The file holds no notebook: it has no list of cells.": "Le fichier n’est pas un notebook : il n’a pas de liste de cellules.",
    "The notebook is written in format {version}; formats from {oldest} on are read.": (
        "Le notebook est écrit au format {version} ; les formats à partir de {oldest} sont lus."
    ),
    "The notebook is {size} MB long, more than the {limit} MB that are read.": (
        "Le notebook a {size} Mo, plus que les {limit} Mo qui sont lus."
    ),
    "The cell's source is neither text nor a list of lines.": (
        "La source de la cellule n’est ni un texte ni une liste de lignes."
    ),
    "Open and save it in Jupyter, or exclude it.": "Ouvrez-le et enregistrez-le dans Jupyter, ou excluez-le.",
    "Clear its outputs, or exclude it.": "Effacez ses sorties, ou excluez-le.",
    "Cell {cell}, line {line}: {message}": "Cellule {cell}, ligne {line} : {message}",
    "{name} has the SHA-256 {shown}, and the settings want {wanted}: it is another PDF than the one that was named.": (
        "{name} a le SHA-256 {shown}, et les réglages veulent {wanted} : ce n’est pas le PDF qui a été nommé."
    ),
    "{name} bears arXiv:{stamp}, and the settings name {wanted}: it is another paper.": (
        "{name} porte arXiv:{stamp}, et les réglages nomment {wanted} : c’est un autre article."
    ),
    "{name} is {version} of arXiv:{stamp}, and the settings name {wanted}: numbers of its parts may differ.": (
        "{name} est la {version} de arXiv:{stamp}, et les réglages nomment la {wanted} : "
        "les numéros de ses parties peuvent différer."
    ),
    # Quick fixes
    "Remove what silences nothing": "Enlever ce qui ne fait rien taire",
    "Remove the suppression": "Enlever le commentaire",
    "Quote the paper's own words": "Citer les mots mêmes de l’article",
    "Name “{part}”": "Nommer « {part} »",
    "Write it in the form that is understood": "L’écrire sous la forme qui est comprise",
    # What the check did, and why it fails
    "Mended 1 finding.": "1 constat corrigé.",
    "Mended {count} findings.": "{count} constats corrigés.",
    "1 finding": "1 constat",
    "{count} findings": "{count} constats",
    "The baseline holds {count} that nobody finds any more: check without CI, and commit it.": (
        "La liste des constats connus contient {count} que personne ne trouve plus : vérifiez hors de la CI, et enregistrez-la."
    ),
    "The baseline no longer holds {count} that are gone.": (
        "La liste des constats connus ne contient plus {count} qui ont disparu."
    ),
    "{share}% of the definitions are explained, less than the {asked} asked for.": (
        "{share} % des définitions sont expliquées, moins que les {asked} demandés."
    ),
    "--diff {commit}: {reason}": "--diff {commit} : {reason}",
    "that is no commit.": "ce n’est pas un commit.",
    "git cannot be run: {reason}.": "git ne peut pas être lancé : {reason}.",
    "git failed.": "git a échoué.",
    "Watching needs a package of its own: pip install 'paperlsp[watch]'.": (
        "Pour suivre les changements, il faut un paquet de plus : pip install 'paperlsp[watch]'."
    ),
    "The folder that was checked.": "Le dossier qui a été vérifié.",
    # The report's last line
    "{part}, p. {page}": "{part}, p. {page}",
    "{count} error": "{count} erreur",
    "{count} errors": "{count} erreurs",
    "{count} warning": "{count} avertissement",
    "{count} warnings": "{count} avertissements",
    "{count} hint": "{count} remarque",
    "{count} hints": "{count} remarques",
    "{count} hint (--show-hints)": "{count} remarque (--show-hints)",
    "{count} hints (--show-hints)": "{count} remarques (--show-hints)",
    "{count} in the baseline": "{count} déjà connus",
    "nothing to report": "rien à signaler",
    "{explained} of {definitions} definitions explained, {unexplained} unexplained": (
        "{explained} définitions sur {definitions} expliquées, {unexplained} inexpliquées"
    ),
    "{covered} of {anchors} equations and algorithms have code": (
        "{covered} équations et algorithmes sur {anchors} ont du code"
    ),
}
