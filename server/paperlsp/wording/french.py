"""English → French: hovers, code actions, commands and the server's messages."""

FRENCH: dict[str, str] = {
    # Hovers
    "Not explained by the paper": "Non expliqué par l’article",
    "Nearest: {part} ({percent}%).": "Le plus proche : {part} ({percent} %).",
    "and {count} more": "et {count} autres",
    "Implemented by, for {part}:": "Code correspondant, pour {part} :",
    "also: {parts}": "aussi : {parts}",
    "meaning": "signification",
    "paper": "article",
    "code": "code",
    "Note": "Note",
    "Marked as not from the paper": "Marqué comme étranger à l’article",
    "{percent}%": "{percent} %",
    "class": "classe",
    "function": "fonction",
    "method": "méthode",
    "module": "module",
    "constant": "constante",
    "attribute": "attribut",
    "parameter": "paramètre",
    "{symbol} is {name}": "{symbol} est {name}",
    # Versions
    "The client {client} is newer than this server {server}. Update the server: pip install --upgrade paperlsp.": (
        "Le client {client} est plus récent que ce serveur {server}. Mettez le serveur à jour : pip install --upgrade paperlsp."
    ),
    "The client {client} is older than this server {server}. Update the extension.": (
        "Le client {client} est plus ancien que ce serveur {server}. Mettez l’extension à jour."
    ),
    # Progress
    "paperlsp: reading {folder}": "paperlsp : lecture de {folder}",
    # Code actions
    "Take back: {part} was confirmed": "Reprendre : {part} était confirmé",
    "Take back: {part} was rejected": "Reprendre : {part} était rejeté",
    "Take back: not from the paper": "Reprendre : étranger à l’article",
    "Confirm: {part}": "Confirmer : {part}",
    "Confirm as well: {part}": "Confirmer aussi : {part}",
    "Choose instead: {part}": "Choisir à la place : {part}",
    "Reject: {part}": "Rejeter : {part}",
    "Write “# paper: {words}” above": "Écrire « # paper: {words} » au-dessus",
    "Write “# paper: {words}” above, with a quote": "Écrire « # paper: {words} » au-dessus, avec une citation",
    "Not from the paper: {reason}": "Étranger à l’article : {reason}",
    "our own addition": "notre propre ajout",
    "engineering": "ingénierie",
    "from other work": "d’un autre travail",
    "Still right: confirm again": "Toujours juste : confirmer de nouveau",
    "Still wrong: reject again": "Toujours faux : rejeter de nouveau",
    "Still not from the paper: mark again": "Toujours étranger à l’article : marquer de nouveau",
    "No longer: take it back": "Plus maintenant : reprendre",
    "Forget what was said about {symbol}": "Oublier ce qui a été dit de {symbol}",
    "Open the PDF at {part}, p. {page}": "Ouvrir le PDF à {part}, p. {page}",
    # Refusals
    "Nothing was said about {what} that could be taken back.": "Rien n’a été dit de {what} qui puisse être repris.",
    "{file} is no source of this folder.": "{file} n’est pas une source de ce dossier.",
    "{file} has no definition {symbol}.": "{file} n’a pas de définition {symbol}.",
    "The paper {paper} has no part {anchor}.": "L’article {paper} n’a pas de partie {anchor}.",
    "The part of the paper is missing.": "La partie de l’article manque.",
    "{file} is a notebook; open it to have its cells edited.": (
        "{file} est un notebook ; ouvrez-le pour que ses cellules soient modifiées."
    ),
    "{symbol} does not begin on a line of its own.": "{symbol} ne commence pas sur sa propre ligne.",
    "“{text}” stands there already.": "« {text} » s’y trouve déjà.",
    "{file} cannot be written: {reason}.": "{file} ne peut pas être écrit : {reason}.",
    "The editor applies no edits.": "L’éditeur n’applique pas de modifications.",
    "The editor did not apply the edit: {reason}.": "L’éditeur n’a pas appliqué la modification : {reason}.",
    "no reason given": "sans raison donnée",
    "The file lies in no folder that is indexed.": "Le fichier ne se trouve dans aucun dossier indexé.",
    # Downloads
    "Download {what}": "Télécharger {what}",
    "paperlsp: downloading {what}": "paperlsp : téléchargement de {what}",
    "Neither settings nor repository name {what}.": "Ni les réglages ni le dépôt ne nomment {what}.",
    "The paper cannot be kept: {reason}.": "L’article ne peut pas être gardé : {reason}.",
    "The download was cancelled.": "Le téléchargement a été annulé.",
    # Settings
    "The setting paperlsp must be a table.": "Le réglage paperlsp doit être une table.",
    "The setting paperlsp.papers must be a list of paths.": "Le réglage paperlsp.papers doit être une liste de chemins.",
    "The setting paperlsp.{key} must be true or false.": "Le réglage paperlsp.{key} doit être true ou false.",
    "The setting paperlsp.lenses must be a whole number from 0 to {most}.": (
        "Le réglage paperlsp.lenses doit être un nombre entier de 0 à {most}."
    ),
}
