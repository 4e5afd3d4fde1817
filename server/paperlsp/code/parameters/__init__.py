"""Files of hyper-parameters (YAML, TOML, JSON) → the values that they state, and their comments.

Hydra, OmegaConf and their like keep what a run is made with in such files. Most files of these kinds hold something else, so
one counts only where its name says nothing against it and its keys speak of training or of a model; any other reads as
empty, without a problem: whether it is well-formed is nobody's business here.
"""

from paperlsp.code.parameters.from_json import read_json
from paperlsp.code.parameters.from_toml import read_toml
from paperlsp.code.parameters.from_yaml import read_yaml
from paperlsp.code.parameters.kind import LARGEST, may_hold_parameters

__all__ = ["LARGEST", "may_hold_parameters", "read_json", "read_toml", "read_yaml"]
