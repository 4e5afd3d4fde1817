"""English → French: what is wrong with an input, what to do about it, and where in it."""

FRENCH_PROBLEMS: dict[str, str] = {
    # Where
    "{where}: {text}": "{where} : {text}",
    "page {page}": "page {page}",
    "line {line_number}": "ligne {line_number}",
    "cell {cell}": "cellule {cell}",
    "cell {cell}, line {line_number}": "cellule {cell}, ligne {line_number}",
    # Papers that are missing, or too many
    "No paper was found.": "Aucun article n’a été trouvé.",
    "No paper was found. A PDF of one page was taken for a figure.": (
        "Aucun article n’a été trouvé. Un PDF d’une page a été pris pour une figure."
    ),
    "No paper was found. {count} PDFs of one page were taken for figures.": (
        "Aucun article n’a été trouvé. {count} PDF d’une page ont été pris pour des figures."
    ),
    "Put the paper's PDF into the folder, name it in `[tool.paperlsp]` (`paperlsp init`), or pass --paper PAPER.pdf.": (
        "Mettez le PDF de l’article dans le dossier, nommez-le dans `[tool.paperlsp]` (`paperlsp init`), ou donnez "
        "--paper ARTICLE.pdf."
    ),
    "{file} names {paper}: run `paperlsp fetch {command}` to download it, or put its PDF into the folder.": (
        "{file} nomme {paper} : lancez `paperlsp fetch {command}` pour le télécharger, ou mettez son PDF dans le dossier."
    ),
    "{count} papers lie here, and all of them are used: {names}.": (
        "{count} articles se trouvent ici, et tous sont utilisés : {names}."
    ),
    "Name those that count in `[tool.paperlsp]`: `paperlsp init` writes the table.": (
        "Nommez ceux qui comptent dans `[tool.paperlsp]` : `paperlsp init` écrit la table."
    ),
    "{count} PDFs that may be papers lie here; {seen} of them were looked at, and {used} are used.": (
        "{count} PDF qui peuvent être des articles se trouvent ici ; {seen} ont été examinés, et {used} sont utilisés."
    ),
    "This PDF looks like no paper, and is not used.": "Ce PDF ne ressemble pas à un article, et n’est pas utilisé.",
    "If it is one, name it in `[tool.paperlsp]`: `paperlsp init` writes the table.": (
        "S’il en est un, nommez-le dans `[tool.paperlsp]` : `paperlsp init` écrit la table."
    ),
    "{name} is called like a supplement of {paper}, and is read as a paper of its own.": (
        "{name} a le nom d’un supplément de {paper}, et est lu comme un article à part."
    ),
    'If it is one, say so in the settings: `papers = [{ path = "{paper}", supplement = ["{name}"] }]`.': (
        'S’il en est un, dites-le dans les réglages : `papers = [{ path = "{paper}", supplement = ["{name}"] }]`.'
    ),
    "The paper {name} cannot be opened: {reason}.": "L’article {name} ne peut pas être ouvert : {reason}.",
    "The paper {name} has not been fetched on this machine.": "L’article {name} n’a pas été téléchargé sur cette machine.",
    "The paper {name} was fetched, but its PDF has another SHA-256 than the settings say.": (
        "L’article {name} a été téléchargé, mais son PDF n’a pas le SHA-256 que donnent les réglages."
    ),
    "Run `paperlsp fetch {name}` to download it.": "Lancez `paperlsp fetch {name}` pour le télécharger.",
    "Run `paperlsp fetch {name}`, or correct `sha256`.": "Lancez `paperlsp fetch {name}`, ou corrigez `sha256`.",
    "The supplement {name} has not been fetched on this machine.": (
        "Le supplément {name} n’a pas été téléchargé sur cette machine."
    ),
    "The supplement {name} is not there.": "Le supplément {name} n’est pas là.",
    "Run `paperlsp fetch --configured` to download it.": "Lancez `paperlsp fetch --configured` pour le télécharger.",
    "Correct the path.": "Corrigez le chemin.",
    "{name} leads out of the workspace.": "{name} mène hors du dossier.",
    "Put the PDF inside, or pass it with --paper.": "Mettez-y le PDF, ou donnez-le par --paper.",
    "The folder holds too many files; some are left out.": (
        "Le dossier contient trop de fichiers ; certains sont laissés de côté."
    ),
    "Open a smaller one.": "Ouvrez-en un plus petit.",
    # PDFs
    "The file is empty.": "Le fichier est vide.",
    "The file is not a PDF: it does not begin with “%PDF-”.": "Le fichier n’est pas un PDF : il ne commence pas par « %PDF- ».",
    "The file is not a PDF: it does not begin with “%PDF-”. It looks like a web page.": (
        "Le fichier n’est pas un PDF : il ne commence pas par « %PDF- ». Il ressemble à une page web."
    ),
    "Download the paper's PDF again.": "Téléchargez de nouveau le PDF de l’article.",
    "Download the paper again.": "Téléchargez de nouveau l’article.",
    "Download the paper again, or use another copy.": "Téléchargez de nouveau l’article, ou prenez-en une autre copie.",
    "Use another copy of the paper.": "Prenez une autre copie de l’article.",
    "Use a smaller copy of the paper.": "Prenez une copie plus petite de l’article.",
    "The PDF is damaged and cannot be read ({reason}).": "Le PDF est endommagé et ne peut pas être lu ({reason}).",
    "The PDF is encrypted and needs a password.": "Le PDF est chiffré et demande un mot de passe.",
    "Save a copy without a password and use that.": "Enregistrez une copie sans mot de passe et utilisez-la.",
    "The PDF has no pages.": "Le PDF n’a pas de pages.",
    "The PDF breaks off before its end; {count} pages of it could be found.": (
        "Le PDF s’interrompt avant sa fin ; {count} de ses pages ont pu être trouvées."
    ),
    "The PDF holds pictures of pages and no text.": "Le PDF contient des images de pages et aucun texte.",
    "Use a born-digital copy, or run text recognition (OCR) over it first.": (
        "Prenez une copie née numérique, ou faites-la d’abord passer par une reconnaissance de texte (OCR)."
    ),
    "The page cannot be read ({reason}).": "La page ne peut pas être lue ({reason}).",
    "The PDF has {count} pages; only the first {read} are read.": (
        "Le PDF a {count} pages ; seules les {read} premières sont lues."
    ),
    "Split off the paper and use that part.": "Séparez-en l’article et utilisez cette partie.",
    "The PDF has {size} MB; the limit is {limit} MB.": "Le PDF a {size} Mo ; la limite est de {limit} Mo.",
    "No heading, equation, figure or table was found in the PDF.": (
        "Ni titre, ni équation, ni figure, ni tableau n’a été trouvé dans le PDF."
    ),
    "Check that it is a paper; if it is one, its layout is not understood yet.": (
        "Vérifiez que c’est un article ; si c’en est un, sa mise en page n’est pas encore comprise."
    ),
    # The process that reads PDFs
    "Reading the PDF was given up.": "La lecture du PDF a été abandonnée.",
    "Reading the PDF failed.": "La lecture du PDF a échoué.",
    "Reading the PDF failed, because its process could not be started ({reason}).": (
        "La lecture du PDF a échoué, car son processus n’a pas pu être lancé ({reason})."
    ),
    "Reading the PDF took longer than {seconds} seconds.": "La lecture du PDF a pris plus de {seconds} secondes.",
    "Reading the PDF took longer than {seconds} seconds of the processor.": (
        "La lecture du PDF a pris plus de {seconds} secondes du processeur."
    ),
    "Reading the PDF needs more than {size} GB of memory.": "La lecture du PDF demande plus de {size} Go de mémoire.",
    "Reading the PDF ended the reader.": "La lecture du PDF a mis fin au lecteur.",
    "Reading the PDF ended the reader ({signal}).": "La lecture du PDF a mis fin au lecteur ({signal}).",
    "The reader gave no sensible answer.": "Le lecteur n’a pas donné de réponse sensée.",
    "The PDF needs more memory than one paper may take.": "Le PDF demande plus de mémoire qu’un article ne peut en prendre.",
    "The PDF is nested too deeply to be read.": "Le PDF est trop profondément imbriqué pour être lu.",
    "The PDF cannot be read: the reader failed ({reason}).": "Le PDF ne peut pas être lu : le lecteur a échoué ({reason}).",
    # Sources
    "The file is not valid UTF-8.": "Le fichier n’est pas de l’UTF-8 valable.",
    'Save it as UTF-8, or name its encoding in the first line, as in "# coding: latin-1".': (
        'Enregistrez-le en UTF-8, ou nommez son encodage à la première ligne, comme dans "# coding: latin-1".'
    ),
    "The file is not valid {encoding}, which it says it is written in.": (
        "Le fichier n’est pas en {encoding}, alors qu’il dit être écrit ainsi."
    ),
    "Correct the encoding that its first lines or its byte order mark name, or save the file as UTF-8.": (
        "Corrigez l’encodage que nomment ses premières lignes ou sa marque d’ordre des octets, ou enregistrez le fichier en "
        "UTF-8."
    ),
    "The encoding {encoding} that the file names is not known.": "L’encodage {encoding} que nomme le fichier n’est pas connu.",
    "Name an encoding that Python knows, or save the file as UTF-8.": (
        "Nommez un encodage que Python connaît, ou enregistrez le fichier en UTF-8."
    ),
    "The file holds NUL bytes, which no Python source may.": (
        "Le fichier contient des octets nuls, ce qu’aucune source Python ne peut."
    ),
    "Remove them, or exclude the file if it is no source.": "Enlevez-les, ou excluez le fichier si ce n’est pas une source.",
    "This is no valid Python here; what stands around it is still read.": (
        "Ce n’est pas du Python valable ici ; ce qui se trouve autour est lu quand même."
    ),
    "Correct the syntax.": "Corrigez la syntaxe.",
    "No reader for this kind of file; these are read: {suffixes}.": (
        "Ce genre de fichier n’est pas lu ; ceux-ci le sont : {suffixes}."
    ),
    "Leave it out of the code to read.": "Laissez-le hors du code à lire.",
    "The file mentions parts of papers more than {count} times; the rest is passed over.": (
        "Le fichier mentionne des parties d’articles plus de {count} fois ; le reste est passé sous silence."
    ),
    "Exclude it if it is generated.": "Excluez-le s’il est généré.",
    "Exclude it if it is generated, or split it.": "Excluez-le s’il est généré, ou divisez-le.",
    "The file is {size} MB long, more than the {limit} MB that are read.": (
        "Le fichier a {size} Mo, plus que les {limit} Mo qui sont lus."
    ),
    "It cannot be read: {reason}.": "Le fichier ne peut pas être lu : {reason}.",
    "Check its rights.": "Vérifiez ses droits.",
    # Settings
    "The file is not valid TOML: {reason}.": "Le fichier n’est pas du TOML valable : {reason}.",
    "it is larger than {size} MB": "il dépasse {size} Mo",
    "line {line} is not in UTF-8": "la ligne {line} n’est pas en UTF-8",
    "it is nested too deeply": "il est trop profondément imbriqué",
    "Correct it; defaults hold until then.": "Corrigez-le ; d’ici là, les valeurs par défaut valent.",
    "`{key}` must be {wanted}.": "`{key}` doit être {wanted}.",
    "a table, as under the heading [tool.paperlsp]": "une table, comme sous le titre [tool.paperlsp]",
    "a number from 0 to {most}": "un nombre de 0 à {most}",
    "a table from rules to “error”, “warning” or “hint”": (
        "une table qui donne à des règles « error », « warning » ou « hint »"
    ),
    "“error”, “warning” or “hint”": "« error », « warning » ou « hint »",
    "a list of strings": "une liste de chaînes",
    "a table from patterns to lists of codes": "une table qui donne à des motifs des listes de codes",
    "a list of paths or tables such as { path = “paper.pdf” }": (
        "une liste de chemins ou de tables telles que { path = « paper.pdf » }"
    ),
    "a path or a table with `path`": "un chemin ou une table avec `path`",
    "the path of an exported index": "le chemin d’un index exporté",
    "the path of a PDF": "le chemin d’un PDF",
    "the 64 hexadecimal digits of the PDF's SHA-256": "les 64 chiffres hexadécimaux du SHA-256 du PDF",
    "an arXiv identifier such as “1810.06801v2”": "un identifiant arXiv tel que « 1810.06801v2 »",
    "the web address of a PDF": "l’adresse web d’un PDF",
    "Correct it; until then it is left out.": "Corrigez-le ; d’ici là, il est laissé de côté.",
    "`{key}` is not a setting.": "`{key}` n’est pas un réglage.",
    "Did you mean `{key}`?": "Vouliez-vous dire `{key}` ?",
    "Known keys are {keys}.": "Les clés connues sont {keys}.",
    "`{pattern}` is no pattern.": "`{pattern}` n’est pas un motif.",
    "Write it as in a .gitignore, such as `src/**`; until then it matches nothing.": (
        "Écrivez-le comme dans un .gitignore, par exemple `src/**` ; d’ici là, il ne correspond à rien."
    ),
    "`{key}` leads out of the workspace: {path}.": "`{key}` mène hors du dossier : {path}.",
    # The record and the baseline
    "It was written by a newer version.": "Le fichier a été écrit par une version plus récente.",
    "Update paperlsp; what is known here is read.": "Mettez paperlsp à jour ; ce qui est connu ici est lu.",
    "Check its rights and its size.": "Vérifiez ses droits et sa taille.",
    "it is too large": "il est trop grand",
    "`{key}` must be a list of tables.": "`{key}` doit être une liste de tables.",
    "`{key}` must be a table.": "`{key}` doit être une table.",
    "`{key}` is missing or no string.": "`{key}` manque ou n’est pas une chaîne.",
    "Correct or remove it; until then it says nothing.": "Corrigez-le ou enlevez-le ; d’ici là, il ne dit rien.",
    "`{key}` is not known here.": "`{key}` n’est pas connu ici.",
    "Something else was said about {symbol} already; the first counts.": (
        "Autre chose a déjà été dit de {symbol} ; la première parole compte."
    ),
    "Remove one of the two.": "Enlevez l’une des deux.",
    "A merge left both versions here; all their lines are read.": (
        "Une fusion a laissé ici les deux versions ; toutes leurs lignes sont lues."
    ),
    "Keep the lines that hold.": "Gardez les lignes qui valent.",
    "This is no line of a record.": "Ce n’est pas une ligne de registre.",
    "Correct it; the lines around it are read all the same.": "Corrigez cela ; les lignes autour sont lues quand même.",
    "It is not valid JSON: {reason}.": "Le fichier n’est pas du JSON valable : {reason}.",
    "It holds no list of findings.": "Le fichier ne contient pas de liste de constats.",
    "{count} of its findings lack {keys}.": "{keys} manquent à {count} de ses constats.",
    "Write it anew: `paperlsp --check --write-baseline`.": "Écrivez-le de nouveau : `paperlsp --check --write-baseline`.",
    "It is too long.": "Le fichier est trop long.",
    "Write it anew.": "Écrivez-le de nouveau.",
    # Exported indexes
    "{name} is another PDF than the one it was exported from.": "{name} n’est pas le PDF dont l’index a été exporté.",
    "It was exported by another version of paperlsp, so that findings may differ from those with the PDF.": (
        "L’index a été exporté par une autre version de paperlsp, si bien que les constats peuvent différer de ceux du PDF."
    ),
    "Export it again with `paperlsp index --export`.": "Exportez-le de nouveau par `paperlsp index --export`.",
    "The exported index cannot be read: {reason}.": "L’index exporté ne peut pas être lu : {reason}.",
    "The exported index cannot be used: {reason}.": "L’index exporté ne peut pas être utilisé : {reason}.",
    "it leads out of the workspace": "il mène hors du dossier",
    "it is no JSON": "ce n’est pas du JSON",
    "it was written by another version of paperlsp": "il a été écrit par une autre version de paperlsp",
    "it holds too many papers": "il contient trop d’articles",
    "it holds something other than papers": "il contient autre chose que des articles",
    "something in it is missing or is no text": "quelque chose y manque ou n’est pas un texte",
    "two parts have one id": "deux parties ont le même identifiant",
    "a box has four edges": "un cadre a quatre bords",
    "a word is not counted": "un mot n’est pas compté",
    "a sentence advises neither more nor less": "une phrase ne conseille ni plus ni moins",
    "a list is missing or too long": "une liste manque ou est trop longue",
    "a row has too few or too many fields": "une ligne a trop peu ou trop de champs",
    "a text is missing or too long": "un texte manque ou est trop long",
    "a column has a head and a number": "une colonne a un titre et un nombre",
    "an id or a digest has another form": "un identifiant ou une empreinte a une autre forme",
    "a paper has no name": "un article n’a pas de nom",
    "a paper's name leads out of the folder": "le nom d’un article mène hors du dossier",
    "a part is named that is not there": "une partie est nommée qui n’existe pas",
    "a number is missing or too large": "un nombre manque ou est trop grand",
    "pages start at 1": "les pages commencent à 1",
    "a kind is unknown": "un genre est inconnu",
    "hashes are not in order": "des empreintes ne sont pas dans l’ordre",
}

FRENCH_REASONS_OF_OTHERS: dict[str, str] = {
    # What the system says of files and processes
    "Cannot allocate memory": "mémoire insuffisante",
    "Disk quota exceeded": "quota de disque dépassé",
    "File exists": "le fichier existe déjà",
    "File name too long": "nom de fichier trop long",
    "Input/output error": "erreur d’entrée-sortie",
    "Is a directory": "c’est un dossier",
    "No space left on device": "plus de place sur le disque",
    "No such file or directory": "aucun fichier ni dossier de ce nom",
    "Not a directory": "ce n’est pas un dossier",
    "Operation not permitted": "opération non permise",
    "Permission denied": "permission refusée",
    "Read-only file system": "système de fichiers en lecture seule",
    "Resource temporarily unavailable": "ressource momentanément indisponible",
    "Too many levels of symbolic links": "trop de liens symboliques à la suite",
    "Too many open files": "trop de fichiers ouverts",
    # Where Python's readers of TOML and JSON stopped; what they say of the reason stays theirs
    "{said} (at line {line}, column {column})": "{said} (ligne {line}, colonne {column})",
    "{said} (at end of document)": "{said} (à la fin du fichier)",
    "{said}: line {line} column {column} (char {char})": "{said} (ligne {line}, colonne {column}, caractère {char})",
}
"""What others say and we hand on."""
