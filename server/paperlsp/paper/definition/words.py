"""The words that the grammar of definitions knows: closed classes of English, and the general nouns of the field."""

from __future__ import annotations

from paperlsp.notation import word_set

DETERMINERS = word_set(
    "a an the its our their his her this that these those each every some any all both no one two three four five six "
    "several many another whose"
)
ARTICLES = word_set("a an the its our their each every some")

# What may stand within a noun phrase between its nouns.
LINKS = word_set(
    "of for in on at to from till until over between per under with without by within across along into onto after before during "
    "around towards toward against via through w.r.t w.r.t. or and respect"
)

# A clause begins here, and the noun phrase before it is over.
STOPS = word_set(
    "is are was were be been being has have had do does did can could will would may might must shall should "
    "which that who where when while whereas if unless because since so thus hence therefore then such as than but "
    "although though however we you they it i he she denotes denote denoted denoting represents represent represented "
    "representing refers refer means stands equals equal indicates indicate controls control defined define "
    "defines given let using use used uses holds hold i.e i.e. e.g e.g. namely whose whereby here there not only also "
    "just yet until once whether how what why resp resp. subject computed obtained satisfies satisfy yields yield "
    "cannot include includes including involve involves exceeds reaches admits "
    "gives becomes remains follows consists consist contains contain corresponds correspond takes take lies"
)

# Verbs that say what a notation is, with the notation before them and a noun phrase behind.
MEANS = word_set(
    "is are denotes denote represents represent indicates indicate means designates designate signifies specifies "
    "describes being denoting representing be stands refers"
)
# Of these, the ones that need no "where" to be a definition.
STRONG_MEANS = word_set(
    "denotes denote represents represent indicates indicate designates designate signifies denoting representing"
)
# Verbs of "where α controls the strength": what follows tells the notation's part.
TELLS = word_set(
    "controls control determines determine regulates weights scales measures counts parametrizes parameterizes"
)

CALLS = word_set("denote denotes denoted denoting write writes written call called calls define defines defined")

# A noun phrase in front of a notation does not reach over these.
BREAKS = word_set(
    "of for in on at to from till until over between per under with without by within across along into onto after before during "
    "around towards toward against via through and or but as than that which who where when while if so such is are was "
    "were be been being has have had do does did can could will would may might must shall should this these those we it "
    "they you i he she there here not only also just even still then thus hence let setting use uses using used "
    "given give gives choose choosing fix fixing vary varying increase increasing decrease decreasing reduce reducing "
    "tune tuning compute computes computing computed obtain obtains obtaining obtained minimize minimizing minimizes "
    "maximize maximizing maximizes minimise maximise optimize optimizes optimizing updating define defines defining "
    "defined denote denotes denoted denoting draw drawing apply applies applying applied adapting replace replaces "
    "replacing replaced predict predicts predicting consider considers considering keep keeping keeps having take takes "
    "taking make makes making find finds finding add adding adds subtract subtracting multiply multiplying multiplies "
    "divide divides dividing normalizing write writes writing called call calls say says i.e e.g i.e. e.g. w.r.t w.r.t. "
    "respectively till about around approximately roughly until since because whether like unlike except versus vs vs. "
    "require requires contains contain allow allows becomes become following once whenever how why what both either "
    "neither no respect see show shows yields yield produces produce generates generate satisfies satisfy implies "
    "cannot include includes including involve involves exceeds reaches admits run runs"
)

# The last word of a phrase in front of a notation is none of these, although they may stand within it.
NOT_HEADS = (
    BREAKS
    | DETERMINERS
    | word_set(
        "first second third fourth last next previous same other different larger smaller large small higher lower high low "
        "optimal entire whole top bottom more less most least very equal least case original resulting corresponding above "
        "below good bad better best worse worst new old true false respective certain particular bounded positive negative "
        "non-zero nonzero zero sufficiently arbitrary convex finite infinite fewer greater train training learn learned "
        "trained sampled drawn initialize initializing project projecting scaled fixed update up down out figure table "
        "section theorem lemma equation algorithm appendix proposition corollary assumption definition example remark "
        "relationship power default restriction constraint condition bound choice convention notation symbol "
        "form equation equations inequality expression property fact"
    )
)

# Words in -ing that are no verbs, at the end of a phrase or within one.
NOUNS_IN_ING = word_set(
    "embedding encoding mapping string padding ordering masking routing labeling labelling setting smoothing pooling averaging ring king"
)
ING_WITHIN = NOUNS_IN_ING | word_set(
    "learning training scaling mixing weighting smoothing sampling pooling discounting averaging"
)

# General nouns of mathematics and of the field: with one of these, a phrase needs no article to name a notation.
NOUNS = word_set(
    """
    buffer buffers goal goals instruction instructions counter version versions residual residuals embedding buffers
    setpoint gap gaps margin trade-off potential potentials flag flags cost costs
    action actions activation activations activity advantage agent algorithm alphabet amplitude angle architecture
    argument arguments attention average baseline basis batch bias biases bit bits block blocks bound budget capacity
    cell center channel channels class classes classifier cluster clusters code codes codebook coefficient coefficients
    column columns complexity component components condition conditions confidence constant constants context
    coordinate coordinates correlation cost count counts covariance criterion curve data dataset datasets decay
    decoder degree degrees density depth derivative descriptor deviation diameter difference dimension dimensionality
    dimensions discount discriminator distance distribution distributions divergence domain dropout duration
    element elements embedding embeddings encoder energy entropy entry entries environment episode epoch epochs error
    errors estimate estimates estimator evidence example examples expectation experience expert experts exponent
    factor factors feature features field filter filters flow force frame frames frequency function functions gain
    gate gates generator gradient gradients graph grid group groups head heads height hessian horizon hyperparameter
    hyperparameters hyper-parameter hyper-parameters identity image images index indices input inputs instance instances
    interval inverse iteration iterations jacobian kernel kernels key keys label labels language latent layer layers
    learner length lengths level levels likelihood limit line logit logits loss losses magnitude manifold map maps
    margin mask masks matrices matrix maximum mean means measure median memory metric minimum mixture mode model models
    module momentum moment moments network networks neuron neurons node nodes noise norm number numbers objective
    observation observations offset operation operations operator operators order output outputs pair pairs parameter
    parameters parametrization partition patch patches path penalty period permutation perplexity pixel pixels point
    points policies policy polynomial pool population position positions posterior potential precision prediction
    predictions predictor preconditioner prior priors probabilities probability problem process product projection
    projections property proportion prototype quantity queries query radius range rank rate rates ratio regularizer
    regularization regret representation representations residual resolution response reward rewards
    risk root rotation row rows rule samples sample scalar scale schedule score scores seed segment sentence sequence
    sequences set sets shape sigmoid signal similarity size sizes slope solution source space span sparsity spectrum
    speed state states statistic statistics step steps step-size stepsize step-sizes stride strength structure student
    subset subspace sum support surface table target targets task tasks teacher temperature tensor tensors term terms
    test text threshold thresholds time times timestep timesteps time-step time-steps token tokens trace trajectory
    transform transformation transition translation tree trust tuple unit units update updates utility validation value
    values variable variables variance variances vector vectors velocity vertex view vocabulary volume weight weights
    weighting width window word words
    """
)

# Of the nouns, those that are verbs as often: a notation behind one alone is its object ("we sample x").
VERBISH = word_set(
    "sample samples scale scales measure measures process processes model models mask masks label labels score scores "
    "estimate estimates test tests limit limits bound gate order filter filters target map maps mean means weight weights "
    "query time value values gain shape update updates step state transform key return plot move increase set"
)

# A phrase with one of these as its first noun is a remark and no definition: "α is the same", "α is a good choice".
EMPTY_HEADS = word_set(
    "same case reason one ones way choice result consequence fact problem issue question idea minimum maximum need "
    "lot bit kind sort type part example instance key main only best good poor important necessary sufficient possible "
    "first second last most more least less better worse special valid natural common lower upper"
)
