"""Sentences and titles of our own, from which the generated papers are put together."""

from __future__ import annotations

SENTENCES = (
    r"We start from the simplest case and add one assumption at a time.",
    r"The step is taken only when the score has fallen below the threshold $\tau$.",
    r"Let $x \in \mathbb{R}^d$ denote the input and $y$ its label.",
    r"In practice a value of $\beta_2 = 0.999$ is a safe choice, and we keep it everywhere.",
    r"Every run was repeated with three seeds, and the spread stayed small.",
    r"The bound is loose for short horizons but it becomes tight as $T \to \infty$.",
    r"Here $\|\cdot\|$ stands for the Euclidean norm unless we say otherwise.",
    r"None of the constants depends on the dimension, which is what makes the method useful.",
    r"A larger batch lowers the variance of $\hat{g}_t$ without changing its mean.",
    r"This is the place where earlier work stopped, for reasons that were mostly practical.",
    r"We write $[n] = \{1, \ldots, n\}$ for the first $n$ integers.",
    r"The same argument holds for $\ell_1$ and $\ell_\infty$ balls.",
    r"With a warm start the number of iterations drops by about a half.",
    r"Note that the first term vanishes when $\lambda = 0$, so that nothing is lost.",
    r"The table at the end lists the settings that were used for each figure.",
    r"It is convenient to think of $W$ as a map from features to logits.",
    r"A careful reader will notice that the two definitions agree on the diagonal.",
    r"Our implementation caches the factors $A$ and $B$ and never forms their product.",
    r"The learning rate decays as $\eta_t = \eta_0 / \sqrt{t}$ after the first epoch.",
    r"Samples are drawn without replacement, which costs nothing and helps a little.",
    r"Whenever the matrix is singular we add $\epsilon I$ to it before it is inverted.",
    r"The proof is short and uses nothing beyond the triangle inequality.",
    r"We found no difference between the two variants on small problems.",
    r"Such a policy is greedy with respect to $Q^\pi(s, a)$ by construction.",
    r"The network has 12 layers and 8 heads, and its width is 512 throughout.",
    r"All images were scaled to $224 \times 224$ pixels before training.",
    r"An upper bound on the second moment, $\mathbb{E}[X^2] \leq C$, is all that is needed.",
    r"We leave a finer analysis to future work and turn to the experiments.",
    r"Intuitively, a point far from the boundary should not change the solution.",
    r"Since $f$ is convex, every local minimum is a global one.",
    r"The cost of one evaluation is $O(n \log n)$, and memory is linear in $n$.",
    r"Without this correction the estimate is biased towards zero in early steps.",
    r"Both quantities can be computed in closed form for Gaussian inputs.",
    r"The temperature controls how sharp the distribution is.",
    r"Readers who are familiar with duality may skip this part.",
    r"We use the word stable for systems whose trajectories remain bounded.",
    r"Nothing in the derivation requires $p_\theta(x)$ to be normalised.",
    r"The remaining parameters were set as in the previous section.",
    r"For the sake of clarity we drop the index $i$ when no confusion can arise.",
    r"At test time the average of the last ten checkpoints is used.",
)

LEADS = (
    r"This leads to",
    r"We therefore consider the quantity",
    r"More precisely, we have",
    r"Putting the pieces together gives",
    r"The update then reads",
    r"A standard form of this relation is",
    r"It follows at once that",
    r"To make this concrete, we define",
    r"With this notation the objective becomes",
    r"Recall the well known identity",
)

WHERES = (
    r"where $\alpha$ is the step size and $t$ counts the steps.",
    r"where all the symbols are as above.",
    r"where $n$ is the number of samples and $d$ their dimension.",
    r"where $\theta$ collects the parameters of the model.",
    r"which is what we wanted to show.",
    r"for every choice of the initial point.",
    r"",
)

SECTIONS = (
    "Introduction",
    "Background and notation",
    "The proposed method",
    "Estimating the gradient",
    "Convergence under weaker assumptions",
    "Models of the second order",
    "From samples to bounds",
    "Experiments on images",
    "Related work",
    "What we learned",
)

SUBSECTIONS = (
    "Setting and goals",
    "A first example",
    "Choice of the step size",
    "Momentum and its cost",
    "Sparse features",
    "The role of noise",
    "Bounds in expectation",
    "Attention with shared keys",
    "Regularised objectives",
    "Policies and values",
    "Cameras and rays",
    "Numerical stability",
    "A view from information theory",
    "Limits of the approach",
    "Training details",
    "Comparison with simpler models",
)

RUN_INS = (
    "Why averages help",
    "Implementation",
    "Discussion",
    "Image encoder",
    "Loss function",
    "Hyperparameters",
    "Complexity",
    "Datasets",
    "A remark on scaling",
    "Proof sketch",
    "Baselines",
    "Ablations",
)

APPENDICES = ("Omitted proofs", "Further results", "Settings of all runs")

CAPTIONS = (
    "The error falls quickly in the first steps and slowly later on.",
    "Comparison of the two variants over ten runs. Shaded areas show one standard deviation.",
    "Settings of the main experiment.",
    "Accuracy as a function of the batch size.",
)
