"""English → French: what each rule reports and why that matters, word by word as its page says it."""

FRENCH_RULES: dict[str, str] = {
    "A source, a paper or the record cannot be read, or only in part.": (
        "Une source, un article ou le registre ne peut pas être lu, ou seulement en partie."
    ),
    "What was not read is neither linked nor checked. A check that passes over it would look better than it is.": (
        "Ce qui n’a pas été lu n’est ni relié ni vérifié. Une vérification qui passerait dessus aurait l’air meilleure "
        "qu’elle n’est."
    ),
    "The settings have a key that is none, a value of the wrong kind, or the code of no rule.": (
        "Les réglages ont une clé qui n’en est pas une, une valeur du mauvais genre, ou le code d’aucune règle."
    ),
    "A setting with a typing error does nothing, and nobody notices.": (
        "Un réglage avec une faute de frappe ne fait rien, et personne ne le remarque."
    ),
    "No paper was found for the folder.": "Aucun article n’a été trouvé pour le dossier.",
    "Without a paper nothing can be compared, so that a check of it says nothing.": (
        "Sans article rien ne peut être comparé, si bien qu’une vérification ne dit rien."
    ),
    "Several PDFs lie in the folder, and nobody has said which of them count.": (
        "Plusieurs PDF se trouvent dans le dossier, et personne n’a dit lesquels comptent."
    ),
    "Every paper that is used explains code and resolves citations. A paper that is not about this code does both wrongly.": (
        "Chaque article utilisé explique du code et résout des citations. Un article étranger à ce code fait l’un et "
        "l’autre à tort."
    ),
    "A comment silences a finding that is not there, or names a rule that does not exist.": (
        "Un commentaire fait taire un constat qui n’existe pas, ou nomme une règle qui n’existe pas."
    ),
    "It hides the next finding at this place, which nobody has looked at.": (
        "Il cachera le prochain constat à cet endroit, que personne n’aura regardé."
    ),
    "Hardly any of the code has anything to do with the paper that it is compared with.": (
        "Presque rien de ce code n’a de rapport avec l’article auquel il est comparé."
    ),
    "A wrong file, or the paper of another project, makes every other finding meaningless.": (
        "Un mauvais fichier, ou l’article d’un autre projet, ôte leur sens à tous les autres constats."
    ),
    "A comment speaks to this program, in a form that it does not understand.": (
        "Un commentaire s’adresse à ce programme sous une forme qu’il ne comprend pas."
    ),
    "The finding that it is meant to silence stays, or comes back, and the comment looks as if it did something.": (
        "Le constat qu’il doit faire taire reste ou revient, et le commentaire a l’air d’agir."
    ),
    "A definition that computes something of which the paper says nothing.": (
        "Une définition calcule quelque chose dont l’article ne dit rien."
    ),
    "What a method does beyond its paper is what a reader most needs to know, and what a reviewer asks about.": (
        "Ce qu’une méthode fait au-delà de son article est ce qu’un lecteur a le plus besoin de savoir, et ce que "
        "demande un relecteur."
    ),
    "An algorithm of the paper, or an equation beside one that is computed, that no code reaches.": (
        "Aucun code n’atteint un algorithme de l’article, ou une équation voisine d’une autre qui est calculée."
    ),
    "A repository for a paper is expected to hold the paper's algorithms, and all equations of an update rather than some. "
    "One that is missing was left out, or stands where nobody will find it.": (
        "On attend du dépôt d’un article qu’il contienne ses algorithmes, et toutes les équations d’une mise à jour plutôt "
        "que quelques-unes. Ce qui manque a été omis, ou se trouve là où personne ne le cherchera."
    ),
    "A block of an explained function that computes something the explaining part says nothing of.": (
        "Un bloc d’une fonction expliquée calcule quelque chose dont la partie qui l’explique ne dit rien."
    ),
    "That a paper explains a function does not mean that it explains all of it: a branch for another setting, a correction "
    "or a shortcut of the code's own easily hides between lines that follow the paper.": (
        "Qu’un article explique une fonction ne veut pas dire qu’il l’explique toute : une branche pour un autre réglage, "
        "une correction ou un raccourci propre au code se cache facilement entre des lignes qui suivent l’article."
    ),
    "A comment cites a part that no paper has.": "Un commentaire cite une partie qu’aucun article n’a.",
    "A citation that leads nowhere sends its reader to the wrong place. Mostly the numbers of another version of the paper "
    "were cited, or of another paper.": (
        "Une citation qui ne mène nulle part envoie son lecteur au mauvais endroit. Le plus souvent, les numéros d’une "
        "autre version de l’article, ou d’un autre article, ont été cités."
    ),
    "A comment cites a part that several of the papers have.": (
        "Un commentaire cite une partie que plusieurs des articles ont."
    ),
    "Neither a reader nor this program can tell which one is meant.": (
        "Ni un lecteur ni ce programme ne peut dire laquelle est visée."
    ),
    "A comment cites a part of one paper that only another of the papers has.": (
        "Un commentaire cite d’un article une partie que seul un autre des articles a."
    ),
    "The reader looks into the wrong paper, finds nothing, or finds something else.": (
        "Le lecteur cherche dans le mauvais article, n’y trouve rien, ou y trouve autre chose."
    ),
    "A comment quotes the paper, and the paper does not say so.": (
        "Un commentaire cite les mots de l’article, et l’article ne les dit pas."
    ),
    "A quote is there to be believed. One that was written from memory, or from another version, misleads.": (
        "Une citation est là pour être crue. Écrite de mémoire, ou d’après une autre version, elle induit en erreur."
    ),
    "A comment of the form `# paper: …` names a heading or an id that no paper has.": (
        "Un commentaire de la forme `# paper: …` nomme un titre ou un identifiant qu’aucun article n’a."
    ),
    "The comment is meant to link the code to the paper, and links it to nothing.": (
        "Le commentaire doit relier le code à l’article, et ne le relie à rien."
    ),
    "A statement computes an equation of the paper but for something that it adds or leaves out.": (
        "Une instruction calcule une équation de l’article, à quelque chose près qu’elle ajoute ou omet."
    ),
    "It may be an improvement, a safeguard, or a mistake; a reader who compares wants to know.": (
        "C’est peut-être une amélioration, une précaution ou une erreur ; un lecteur qui compare veut le savoir."
    ),
    "Two names spell twins of the paper's notation, and each stands where the paper has the other.": (
        "Deux noms désignent des notations jumelles de l’article, et chacun se trouve où l’article a l’autre."
    ),
    "`beta2` in the place of β₁ runs, converges somewhere, and is found by nobody who does not hold the paper beside it.": (
        "`beta2` à la place de β₁ s’exécute, converge quelque part, et personne ne le trouve sans tenir l’article à côté."
    ),
    "One definition computes an equation exactly, and another one computes it otherwise.": (
        "Une définition calcule une équation exactement, et une autre la calcule autrement."
    ),
    "Two implementations of one method, such as for two frameworks, drift apart when only one of them is mended.": (
        "Deux versions d’une méthode, par exemple pour deux bibliothèques, s’éloignent l’une de l’autre quand une seule est "
        "corrigée."
    ),
    "What a person said about code and paper in the record, where one of the two has changed since.": (
        "Ce qu’une personne a dit du code et de l’article dans le registre, alors que l’un des deux a changé depuis."
    ),
    "Where both are still there the word counts until a person looks at it, because nobody else can tell whether it still "
    "holds: a hint. Where the code or the passage is gone, the word says nothing any more: a warning.": (
        "Tant que les deux existent, la parole compte jusqu’à ce que quelqu’un la regarde, car personne d’autre ne peut dire "
        "si elle vaut encore : une remarque. Quand le code ou le passage a disparu, elle ne dit plus rien : un "
        "avertissement."
    ),
    "A constant, a field or an entry of a file of hyper-parameters has another value than the paper states.": (
        "Une constante, un champ ou une entrée d’un fichier d’hyperparamètres a une autre valeur que celle de l’article."
    ),
    "A number of the method that differs from the paper's changes what the code computes, and nothing in the code tells.": (
        "Un nombre de la méthode qui diffère de celui de l’article change ce que le code calcule, et rien dans le code ne "
        "le dit."
    ),
    "A parameter or an option has another default than the paper uses or recommends.": (
        "Un paramètre ou une option a une autre valeur par défaut que celle que l’article utilise ou recommande."
    ),
    "Whoever calls the code without saying more believes that they run what the paper describes.": (
        "Qui appelle le code sans en dire plus croit exécuter ce que décrit l’article."
    ),
    "The PDF at hand is not the one, or not the version, that the settings name.": (
        "Le PDF présent n’est pas l’article, ou pas la version, que nomment les réglages."
    ),
    "Equations and sections have other numbers in another version, and values may have been corrected. Code and comments are then compared with what they were not written for.": (
        "Équations et sections ont d’autres numéros dans une autre version, et des valeurs ont pu être corrigées. Le code et les "
        "commentaires sont alors comparés à ce pour quoi ils n’ont pas été écrits."
    ),
}
