"""The field's shorthand in identifiers → the words that a paper writes: ``attn`` → ``attention``, ``lr`` → ``learning rate``."""

from __future__ import annotations

# One line per short form. Only forms that have one usual reading in research code; a word not listed stays as it is.
_TABLE = """
abs absolute
act activation
adv advantage
aff affine
alg algorithm
anno annotation
arch architecture
attn attention
aug augmentation
avg average
bbox bounding box
bboxes bounding boxes
bn batch normalization
bs batch size
ce cross entropy
cfg configuration
coef coefficient
coeff coefficient
cls class
conv convolution
conv1d convolution
conv2d convolution
conv3d convolution
convs convolutions
corr correlation
cov covariance
ctx context
dec decoder
deconv deconvolution
decomp decomposition
denom denominator
deriv derivative
desc descent
det determinant
diag diagonal
diff difference
dim dimension
dims dimensions
discr discriminator
dist distribution distance
dw depthwise
ema exponential moving average
emb embedding
embed embedding
embeds embeddings
embs embeddings
enc encoder
env environment
eps epsilon
est estimate
exp exponential
feat feature
feats features
ff feed forward
ffn feed forward network
freq frequency
freqs frequencies
gen generator
gn group normalization
grad gradient
grads gradients
gt ground truth
hid hidden
hparams hyperparameters
img image
imgs images
init initialization
interp interpolation
inv inverse
iter iteration
kern kernel
kv key value
lang language
lin linear
lm language model
ln layer normalization
loc location
lr learning rate
lrs learning rates
mae mean absolute error
mat matrix
max maximum
mem memory
mha multi head attention
mhsa multi head self attention
min minimum
mlp multi layer perceptron
mse mean squared error
mul multiply
mult multiplier
neg negative
nll negative log likelihood
nms non maximum suppression
norm normalization
normed normalized
norms normalizations
num number
obj objective
obs observation
opt optimizer
optim optimizer
orig original
param parameter
params parameters
pe positional encoding
perm permutation
pos position
pred prediction
preds predictions
prev previous
prob probability
probs probabilities
proj projection
ptb perturbation
pw pointwise
qkv query key value
quant quantization
rand random
rec reconstruction
recon reconstruction
ref reference
reg regularization
rel relative
repr representation
res residual
rew reward
rms root mean square
sched schedule
seg segmentation
sim similarity
seq sequence
seqs sequences
sgd stochastic gradient descent
sig sigma
sm softmax
spec spectral
sq squared
sqrt square root
src source
std standard deviation
stoch stochastic
temp temperature
tgt target
thresh threshold
tok token
toks tokens
traj trajectory
trg target
tri triangular
uncond unconditional
upsample upsample
val validation
var variance
vec vector
vel velocity
vis visual
vocab vocabulary
wd weight decay
"""

_LONG = {line.split()[0]: tuple(line.split()[1:]) for line in _TABLE.strip().splitlines()}


def expand(word: str) -> tuple[str, ...]:
    """The words behind a short form, or nothing for a word that is none: ``expand("lr") == ("learning", "rate")``."""
    return _LONG.get(word, ())
