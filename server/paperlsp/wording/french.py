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
}
