"""Two names of one thing, or of two: what a symbol of a paper and a name in code say of each other.

Notation that is spelled out decides most; beside it stand the customs of the field, which call a learning rate ``lr`` in
code and α or η on paper.
"""

from __future__ import annotations

import re
from functools import lru_cache

from paperlsp.model.expr import Symbol
from paperlsp.notation import identifier_words

_CUSTOMS: tuple[tuple[str, str], ...] = (
    ("lr learning rate stepsize step_size alpha eta", "alpha eta gamma epsilon lr"),
    ("grad gradient grads gradients d_p dp updates g", "g gradient nabla u"),
    ("p param params parameter parameters variable var theta w weight weights x", "theta w x phi"),
    (
        "exp_avg m momentum momentum_buffer buf buffer average avg mu first_moment ema moment1 velocity moments",
        "m mu g v u",
    ),
    ("exp_avg_sq v nu velocity second_moment rms moment2 sq_avg accumulator s nu_max", "v s nu r g"),
    ("step t count iterations iteration local_step count_inc step_num n_steps timestep", "t k n step stepnum"),
    ("eps epsilon", "epsilon delta"),
    ("weight_decay wd decay l2", "lambda beta decay"),
    ("momentum mu beta", "mu beta gamma"),
    ("query q queries", "q"),
    ("key k keys", "k"),
    ("value v values", "v"),
    ("hidden h state hx", "h"),
    ("logits logit scores score", "z s a l e"),
    ("attn attention weights scores", "a alpha p"),
    ("temperature temp tau", "t tau"),
    ("loss cost objective", "l j ell"),
    ("bias b", "b"),
    ("weight w kernel", "w theta"),
    ("output out result y outputs", "y h o z"),
    ("x input inputs x_in embedding", "x h z"),
    ("target targets label labels y", "y t"),
    ("reward rewards", "r"),
    ("discount gamma", "gamma"),
    ("advantage advantages adv", "a"),
    ("logvar log_var", "logsigma"),
    ("std sigma scale stddev", "sigma s"),
    ("mean mu loc", "mu m"),
    ("noise eps epsilon", "epsilon z n xi"),
    ("rank r", "r"),
    ("num_heads heads n_heads", "h"),
    ("d_model dim embed_dim", "dmodel d"),
    ("warmup warmup_steps", "warmupsteps"),
)
_SHORTEST = 2
_DIGITS = "0123456789"
_PARTS = re.compile(r"([a-z]+?)(\d+)")


def agreement(paper: Symbol, code: Symbol) -> float:
    """From 1 for one spelling over 0 for nothing known to −1 for the spelling of something else."""
    return _agreement(paper.text, paper.key, code.text, code.key)


@lru_cache(maxsize=16384)
def _agreement(text: str, key: str, code_text: str, code_key: str) -> float:
    last = last_name(code_text)
    plain = re.sub(r"[^a-z0-9]", "", text.lower())
    if key and code_key == key:
        return 1.0
    if plain and len(plain) > _SHORTEST and plain == re.sub(r"[^a-z0-9]", "", last):
        return 1.0
    if not key:
        return 0.0
    if len(key) > _SHORTEST + 1 and re.sub(r"[^a-z0-9]", "", last).endswith(key):
        # A prefix says whose symbol it is: adam_beta_1.
        return 0.8
    spelled = _both_spelled(key, code_key)
    if spelled is not None:
        return spelled
    for names, keys in _customs_of(last):
        if key in keys or key.rstrip(_DIGITS) in keys:
            return 0.8 if last in names else 0.6
    words = identifier_words(last)
    if key in words or (len(key) > _SHORTEST and any(word.startswith(key) for word in words)):
        return 0.6
    if len(key) > 1 and len(code_key) > 1:
        return -1.0
    return -0.3 if _customs_of(last) or code_key else 0.0


def _both_spelled(key: str, code_key: str) -> float | None:
    """What two notations say that have more than a letter in common, None where they have not."""
    if len(code_key) < _SHORTEST or len(key) < _SHORTEST:
        return None
    if code_key.startswith(key) or key.startswith(code_key):
        longer, shorter = (code_key, key) if len(code_key) > len(key) else (key, code_key)
        # beta1_adj is made of beta1, and hardly of the bare beta.
        return 0.3 if longer[len(shorter)].isdigit() else 0.7
    mine, theirs = _parted(key), _parted(code_key)
    if mine[0] == theirs[0]:
        # One letter with two subscripts is two things.
        return -1.0
    if mine[1] and mine[1] == theirs[1] and len(theirs[0]) == 1 and mine[0].startswith(theirs[0]):
        # A letter for the Greek one that it begins: b1 for beta1.
        return 0.8
    return None


def _parted(key: str) -> tuple[str, str]:
    """A key as its letter and the digits of its subscript: beta1adj is beta and 1."""
    found = _PARTS.match(key)
    return (found[1], found[2]) if found else (key, "")


@lru_cache(maxsize=8192)
def last_name(text: str) -> str:
    """The name at the end of a path: ``self.beta_1`` and ``state['beta_1']`` are both ``beta_1``."""
    found = re.findall(r"[A-Za-z_]\w*", re.sub(r"\(.*", "", text))
    return found[-1].lower().strip("_") if found else ""


@lru_cache(maxsize=8192)
def _customs_of(name: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The customs that a name of code follows: by itself, or by its last word, which says what the thing is.

    A gradient's residual is no gradient.
    """
    words = [word for word in name.split("_") if word]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    whole, last = "_".join(words), words[-1] if words else ""
    found = [(names, keys) for names, keys in _CUSTOM_SETS if whole in names or (len(last) > 1 and last in names)]
    return tuple(sorted(found, key=lambda custom: whole not in custom[0]))


_SUFFIXES = frozenset(
    [
        "tensor",
        "tensors",
        "t",
        "var",
        "new",
        "old",
        "prev",
        "previous",
        "next",
        "data",
        "adj",
        "val",
        "hat",
        "tmp",
        "ref",
    ]
)
_CUSTOM_SETS = tuple((frozenset(names.split()), frozenset(keys.split())) for names, keys in _CUSTOMS)
