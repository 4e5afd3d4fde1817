"""What the product says in English → the same in the language of the person in front of it.

English is the key: code says ``say(language, "No {part} was found.", part=name)``, and a catalogue holds that very text
with its translation. What was put together elsewhere, such as a finding that a cache has kept, is told again by
``retell``, which finds the text that it was made from; ``tell`` spares the search where the template is still at hand.
What no catalogue knows stays English.
"""

from paperlsp.wording.catalogue import ENGLISH, LANGUAGES, Language, language_of, retell, say, tell

__all__ = ["ENGLISH", "LANGUAGES", "Language", "language_of", "retell", "say", "tell"]
