"""English → French: what the commands `fetch`, `open`, `doctor` and `clean` print, and why they fail."""

FRENCH_COMMANDS: dict[str, str] = {
    # While a folder is read
    "Reading": "Lecture",
    # fetch
    "fetched": "présent",
    "Neither README, CITATION.cff, BibTeX nor settings name a paper here. Give one: paperlsp fetch arxiv:…": (
        "Ni README, ni CITATION.cff, ni BibTeX, ni les réglages ne nomment d’article ici. Donnez-en un : paperlsp fetch arxiv:…"
    ),
    "“{what}” is neither an arXiv identifier (arxiv:1810.06801) nor a web address.": (
        "« {what} » n’est ni un identifiant arXiv (arxiv:1810.06801) ni une adresse web."
    ),
    "Name it in the settings: {table}": "Nommez-le dans les réglages : {table}",
    "Name it in the settings by hand: {table}": "Nommez-le à la main dans les réglages : {table}",
    "It lies outside of the folder: pass it with --paper.": "Il se trouve hors du dossier : donnez-le par --paper.",
    "The folder's paper is there: run `paperlsp --check`.": "L’article du dossier est là : lancez `paperlsp --check`.",
    "{file} names it now: run `paperlsp --check`.": "{file} le nomme maintenant : lancez `paperlsp --check`.",
    "The settings cannot be written: {reason}.": "Les réglages ne peuvent pas être écrits : {reason}.",
    "{what} has sha256 {digest}…, and the settings want {wanted}….": (
        "{what} a le sha256 {digest}…, et les réglages veulent {wanted}…."
    ),
    "{url} cannot be fetched.": "{url} ne peut pas être téléchargé.",
    "{host} sends us on to an address that is not safe.": "{host} renvoie vers une adresse qui n’est pas sûre.",
    "{host} has not sent all of it within {seconds} seconds.": "{host} n’a pas tout envoyé en {seconds} secondes.",
    "{url} gives no archive of a source ({kind}).": "{url} ne donne pas d’archive de sources ({kind}).",
    "{url} is a page, not a PDF. Give the address of the PDF that it links to.": (
        "{url} est une page, pas un PDF. Donnez l’adresse du PDF vers lequel elle mène."
    ),
    "{url} gives no PDF ({kind}).": "{url} ne donne pas de PDF ({kind}).",
    "{host} has no paper arXiv:{identifier}.": "{host} n’a pas d’article arXiv:{identifier}.",
    "{host} has nothing at {url}.": "{host} n’a rien à l’adresse {url}.",
    "{host} gives {url} not to everybody (HTTP {code}). Download it in a browser.": (
        "{host} ne donne pas {url} à tout le monde (HTTP {code}). Téléchargez-le dans un navigateur."
    ),
    "{host} answers with an error (HTTP {code}). Try again later.": (
        "{host} répond par une erreur (HTTP {code}). Réessayez plus tard."
    ),
    "Or put the paper's PDF into the folder by hand.": "Ou mettez à la main le PDF de l’article dans le dossier.",
    "{host} cannot be found: is there a connection to the network? {otherwise}": (
        "{host} est introuvable : y a-t-il une connexion au réseau ? {otherwise}"
    ),
    "{host} does not answer. Try again later. {otherwise}": "{host} ne répond pas. Réessayez plus tard. {otherwise}",
    "{host} cannot prove that it is {host}. {otherwise}": "{host} ne peut pas prouver qu’il est {host}. {otherwise}",
    "{host} refuses the connection. {otherwise}": "{host} refuse la connexion. {otherwise}",
    "{host} broke off in the middle. Try again. {otherwise}": (
        "{host} s’est interrompu au milieu. Réessayez. {otherwise}"
    ),
    "{host} cannot be reached ({reason}). {otherwise}": "{host} ne peut pas être joint ({reason}). {otherwise}",
    "{url} gives more than {size} MB, which is the limit.": "{url} donne plus de {size} Mo, ce qui est la limite.",
    # open
    "There is no web browser; name a viewer by --viewer or {variable}. The place is {place}.": (
        "Il n’y a pas de navigateur ; nommez une visionneuse par --viewer ou {variable}. L’endroit est {place}."
    ),
    "The viewer's command “{words}” cannot be read ({error}); it may hold {known}.": (
        "La commande de la visionneuse « {words} » est illisible ({error}) ; elle peut contenir {known}."
    ),
    "{viewer} cannot be started: {reason}.": "{viewer} ne peut pas être lancé : {reason}.",
    "The PDF {path} is not here, only its index.": "Le PDF {path} n’est pas là, seulement son index.",
    "“{words}” could be any of these; give an id:\n{listed}": (
        "« {words} » peut être chacune de celles-ci ; donnez un identifiant :\n{listed}"
    ),
    "There is no “{words}” in {titles}. `paperlsp outline PAPER` lists the parts.": (
        "Il n’y a pas de « {words} » dans {titles}. `paperlsp outline ARTICLE` énumère les parties."
    ),
    "any paper": "aucun article",
    # doctor
    "note": "note",
    "wrong": "faux",
    "package": "paquet",
    "folder": "dossier",
    "settings": "réglages",
    "record": "registre",
    "problem": "problème",
    "paper": "article",
    "{name} is not installed: install paperlsp again.": "{name} n’est pas installé : réinstallez paperlsp.",
    "{folder} cannot be written ({reason}): set PAPERLSP_CACHE_DIR.": (
        "{folder} ne peut pas être écrit ({reason}) : réglez PAPERLSP_CACHE_DIR."
    ),
    "{folder}: {count} files, {size} MB. `paperlsp clean` empties it.": (
        "{folder} : {count} fichiers, {size} Mo. `paperlsp clean` le vide."
    ),
    "{count} words that were said": "{count} paroles",
    "none, so that papers are found by themselves": "aucun, si bien que les articles sont trouvés d’eux-mêmes",
    "{path}: “{title}”, {pages} pages, {sections} sections, {equations} equations": (
        "{path} : « {title} », {pages} pages, {sections} sections, {equations} équations"
    ),
    "{path}: supplement of {paper}, {pages} pages": "{path} : supplément de {paper}, {pages} pages",
    "{path} is not here: its exported index stands in for it.": "{path} n’est pas là : son index exporté le remplace.",
    "{path} speaks for {patterns}, where no code lies.": "{path} vaut pour {patterns}, où il n’y a pas de code.",
    "{file} names {what}: run `paperlsp fetch {command}`.": "{file} nomme {what} : lancez `paperlsp fetch {command}`.",
    "no Python file was found.": "aucun fichier Python n’a été trouvé.",
    "{files} files, {explained} of {judged} definitions explained": (
        "{files} fichiers, {explained} définitions sur {judged} expliquées"
    ),
    # clean
    "{file} cannot be thrown away: {reason}.": "{file} ne peut pas être jeté : {reason}.",
    "{count} files, {size} MB, are gone from {folder}.": "{count} fichiers, {size} Mo, ont quitté {folder}.",
}
