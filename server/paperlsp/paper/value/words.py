"""The words by which papers name settings, sizes and counts, and those by which they speak of results."""

from __future__ import annotations

from paperlsp.notation import word_set

# Quantities that take a number: "a learning rate of …", "stride …".
SETTINGS = word_set(
    """
    rate rates size sizes dimension dimensions dimensionality decay momentum dropout threshold thresholds ratio ratios
    factor factors number width widths height depth depths length lengths resolution resolutions stride strides
    temperature temperatures weight weights probability probabilities coefficient coefficients warmup warm-up epsilon
    rank ranks patience capacity scale scales penalty regularization regularizer radius margin offset window windows
    period interval horizon discount exponent variance deviation std degree beam overlap padding norm clip clipping
    smoothing seed seeds bits precision maximum minimum max min limit percentage fraction proportion area budget
    cutoff tolerance constant constants parameter parameters hyperparameter hyper-parameter hyperparameters
    hyper-parameters step-size stepsize batch minibatch mini-batch batchsize filter filters kernel kernels value values
    vocabulary count dim dims lr hidden bottleneck sigma level levels bandwidth slope gain amplitude density sparsity
    multiplier multipliers frequency channels range grid alpha beta gamma lambda noise stepsizes rates
    """
)

# Of these, the ones behind which a number stands without "of" or "to": "stride 2", "dropout 0.1".
BARE = word_set(
    """
    rate size dimension dimensionality decay momentum dropout threshold ratio factor width height depth length
    resolution stride strides temperature probability coefficient warmup warm-up epsilon rank patience margin window
    padding norm clipping smoothing step-size stepsize batch batchsize kernel dim lr variance deviation exponent radius
    penalty multiplier sizes rates strides beam discount channels dimensions dimension
    """
)

# Things that are counted: "8 heads", "100 epochs".
COUNTED = word_set(
    """
    epochs epoch iterations iteration steps updates layers layer heads head units unit neurons nodes channels channel
    filters kernels maps blocks block modules stages stage tokens words points masks boxes images examples samples
    classes categories labels dimensions parameters experts expert gpus tpus machines cores devices workers accelerators
    replicas runs trials seeds folds frames bits bytes pixels crops crop scales clusters neighbors neighbours chunks
    components actors agents episodes games rounds restarts cycles pairs sentences documents languages prompts queries
    keys slots annotators rows columns convolutions outputs inputs groups partitions bins buckets degrees hours days
    weeks characters timesteps time-steps subwords patches instances observations variables features predictors
    clicks regions proposals buffers checkpoints dimension windows sub-layers grids vocabulary
    clicks regions proposals anchors backgrounds models replicates sequences particles trees attributes
    """
)

# A count in words names a setting only of these: "a two-layer network", "three masks".
BUILT = word_set(
    """
    layers layer heads head units blocks block stages channels masks outputs convolutions experts tokens points epochs
    crops runs seeds filters dimensions embeddings streams branches gpus machines sub-layers buffers checkpoints
    """
)

# What follows a number and a hyphen: "256-dimensional", "3-layer".
HYPHENED = {
    "dimensional": "dimension", "d": "dimension", "dim": "dimension", "layer": "layers", "layers": "layers",
    "layered": "layers", "head": "heads", "headed": "heads", "way": "way", "bit": "bits", "fold": "folds",
    "point": "points", "token": "tokens", "hidden": "hidden", "channel": "channels", "class": "classes",
    "step": "steps", "epoch": "epochs", "crop": "crops", "block": "blocks", "pixel": "pixels",
    "unit": "units", "dimension": "dimension", "hop": "hops", "stage": "stages", "expert": "experts", "word": "words",
    "minute": "minutes", "hour": "hours", "day": "days", "way-softmax": "way",
}  # fmt: skip

# A number behind one of these is a name of something and no amount.
LABELS = word_set(
    """
    figure figures fig fig. figs. table tables tab. section sections sec. secs. equation equations eq eq. eqs eqs. eqn
    algorithm algorithms appendix appendices theorem theorems lemma lemmas proposition propositions corollary definition
    assumption remark chapter page pages pp vol volume no no. version item line lines footnote ref reference references
    example question hypothesis claim part conv phase case in since year experiment task scenario dataset
    january february march april may june july august september october november december
    """
)

# Amounts of these are what came out, and nobody's setting.
RESULTS = word_set(
    """
    accuracy accuracies error errors bleu perplexity map fid f1 score scores improvement improvements improves improve
    improved gain gains outperforms outperform outperforming achieves achieve achieved achieving reaches reached obtains
    obtained better worse faster slower speedup speed-up reduction reduces reduced drop drops dropped increase increases
    increased decrease decreases decreased win wins top-1 top-5 recall precision auc correlation percent significant
    likelihood log-likelihood nats
    """
)
OUTCOMES = word_set(
    "speedup speed-up reduction improvement accuracy bleu perplexity fid f1 auc gain score loss error likelihood"
)
"""With one of these in its name, a value is a result whatever its unit."""
LINKS = word_set("of to is was are were at as be = : equals equal")
LIMITS = {
    ("less", "than"): "bound", ("greater", "than"): "bound", ("larger", "than"): "bound", ("smaller", "than"): "bound",
    ("more", "than"): "bound", ("fewer", "than"): "bound", ("at", "least"): "bound", ("at", "most"): "bound",
    ("up", "to"): "bound", ("equal", "to"): "setting",
}  # fmt: skip

# Behind an amount, these say that it compares.
COMPARED = word_set(
    "fewer more less faster slower better worse cheaper deeper speedup speed-up larger smaller higher lower bigger greater"
)
