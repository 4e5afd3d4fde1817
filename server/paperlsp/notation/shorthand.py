"""The field's shorthand in identifiers → the words that a paper writes: ``attn`` → ``attention``, ``lr`` → ``learning rate``."""

from __future__ import annotations

# One line per short form. Only forms that have one usual reading in research code; a word not listed stays as it is.
_TABLE = """
abs absolute
act activation
adv advantage
ae autoencoder
aff affine
alg algorithm
anno annotation
arch architecture
attn attention
auc area under curve
aug augmentation
avg average
bbox bounding box
bboxes bounding boxes
bce binary cross entropy
bn batch normalization
bs batch size
ce cross entropy
cfg configuration
cls class
cnn convolutional neural network
coef coefficient
coeff coefficient
conv convolution
conv1d convolution
conv2d convolution
conv3d convolution
convnet convolutional network
convs convolutions
corr correlation
cov covariance
crf conditional random field
ctc connectionist temporal classification
ctx context
ddpm denoising diffusion probabilistic model
dec decoder
decomp decomposition
deconv deconvolution
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
dqn deep q network
dw depthwise
elbo evidence lower bound
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
fpn feature pyramid network
freq frequency
freqs frequencies
gae generalized advantage estimation
gan generative adversarial network
gat graph attention network
gcn graph convolutional network
gelu gaussian error linear unit
gen generator
glu gated linear unit
gmm gaussian mixture model
gn group normalization
gnn graph neural network
gp gaussian process
grad gradient
grads gradients
gru gated recurrent unit
gt ground truth
hid hidden
hmm hidden markov model
hparams hyperparameters
img image
imgs images
init initialization
interp interpolation
inv inverse
iou intersection over union
iter iteration
kd knowledge distillation
kern kernel
kl kullback leibler
knn nearest neighbor
kv key value
lang language
lin linear
lm language model
ln layer normalization
loc location
lr learning rate
lrs learning rates
lstm long short term memory
mae mean absolute error
mat matrix
max maximum
mcmc markov chain monte carlo
mcts monte carlo tree search
mdp markov decision process
mem memory
mha multi head attention
mhsa multi head self attention
min minimum
mlp multi layer perceptron
mmd maximum mean discrepancy
moe mixture of experts
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
ode ordinary differential equation
opt optimizer
optim optimizer
orig original
param parameter
params parameters
pca principal component analysis
pde partial differential equation
pe positional encoding
perm permutation
pos position
ppo proximal policy optimization
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
rbf radial basis function
rec reconstruction
recon reconstruction
ref reference
reg regularization
rel relative
relu rectified linear unit
repr representation
res residual
resnet residual network
rew reward
rms root mean square
rnn recurrent neural network
roi region of interest
rope rotary position embedding
rpn region proposal network
sched schedule
sde stochastic differential equation
seg segmentation
seq sequence
seqs sequences
sgd stochastic gradient descent
sig sigma
sim similarity
sm softmax
spec spectral
sq squared
sqrt square root
src source
std standard deviation
stoch stochastic
svd singular value decomposition
svm support vector machine
temp temperature
tgt target
thresh threshold
tok token
toks tokens
traj trajectory
trg target
tri triangular
tv total variation
uncond unconditional
upsample upsample
vae variational autoencoder
val validation
var variance
vec vector
vel velocity
vis visual
vit vision transformer
vocab vocabulary
wd weight decay
"""

_LONG = {line.split()[0]: tuple(line.split()[1:]) for line in _TABLE.strip().splitlines()}


def expand(word: str) -> tuple[str, ...]:
    """The words behind a short form, or nothing for a word that is none: ``expand("lr") == ("learning", "rate")``."""
    return _LONG.get(word, ())
