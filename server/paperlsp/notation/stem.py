"""A lower-case English word → its stem, so that "momenta" in code meets "momentum" in the paper; words that say nothing."""

from __future__ import annotations

from functools import lru_cache
from sys import intern

import snowballstemmer

from paperlsp.notation.word_set import word_set

_STEMMER = snowballstemmer.stemmer("english")

STOP_WORDS = word_set("""
    a about above after again all also although am among an and any are as at be because been before being below
    between both but by can cannot could did do does doing down due during each e either et eg etc few for from further
    given had has have having he hence her here hers him his how however i ie if in into is it its itself just let
    more moreover most must my n nor no not now of off on once one only or other our ours out over own per s same shall
    she should since so some such t than that the their theirs them then there therefore these they this those through
    thus to too under until up upon us use used uses using very via was we were what when where whether which while who
    whom whose why will with within without would yet you your al fig figure table section sec eq eqs equation appendix
    """)
"""Words of prose that carry no meaning of their own, with those that only point elsewhere in a paper."""

CODE_STOP_WORDS = word_set("""
    arg args argument arguments array bool boolean call callable code cls default defaults dict dictionary dtype element
    example examples false file float format func function functions get got impl implement implementation implemented
    implements import input inputs instance int integer kwargs len length list method methods module modules name names
    new none note np number num numpy object optional output outputs param parameter parameters params pass path print
    raise return returned returns self set shape shapes size sizes str string super tensor tensors tf tmp todo torch
    true tuple type types value values variable x y z jax jnp nn keras tensorflow
    license copyright rights reserved author authors https http www com org github html pdf
    class def lambda del assert elif else try except finally global yield async await
    2d 1d 3d
    """)
"""Words that code says everywhere, whatever it is about."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of a lower-case word; words of up to three letters and words with digits stay as they are."""
    if len(word) <= 3 or not word.isalpha():
        return word
    return intern(str(_STEMMER.stemWord(word)))
