r"""Numbers that the text gives to something are found with their names; results, references and years are not."""

import pytest
from passages import paper_of


def check(picture: str, *expected: str, title: str = "Pages") -> None:
    """``expected``: "name | value unit" for each value, in order."""
    values = paper_of(picture, title).values
    assert [f"{each.name} | {each.value} {each.unit}".strip() for each in values] == list(expected)


def test_notations() -> None:
    check(r"We set $\beta_1 = 0.9$ and $\beta_2 = 0.999$.", "β₁ | 0.9", "β₂ | 0.999")
    check(r"with $\epsilon = 10^{-8}$.", "ϵ | 1e-08")
    check(r"with $r_q = r_v = 8$.", "r_q | 8", "rᵥ | 8")
    check(r"We try $\alpha \in \{0.1, 0.01\}$.", "α | 0.1", "α | 0.01")
    check(r"We set $l$ and $p$ to 256 and 8, respectively.", "l | 256", "p | 8")


def test_names_before_the_number() -> None:
    check("a learning rate of 8e−4 and momentum 0.9.", "learning rate | 0.0008", "momentum | 0.9")
    check("Weight decay is set to 0.1.", "Weight decay | 0.1")
    check("with a ratio of 20:1.", "ratio | 20:1")
    check("using a batch size of 128 images.", "batch size | 128 images")
    check("dropout with a rate of 10%.", "rate | 10 %")
    check(r"a weight decay of $2 \cdot 10^{-4}$.", "weight decay | 0.0002")


def test_things_that_are_counted() -> None:
    check("The decoder has 8 attention heads.", "attention heads | 8")
    check("for 60, 120 and 160 epochs.", "epochs | 60", "epochs | 120", "epochs | 160")
    check("a two-layer MLP.", "MLP layers | 2")
    check("It predicts three masks.", "masks | 3")
    check("a 256-dimensional embedding.", "embedding dimension | 256")
    check(r"on a $32 \times 32$ grid.", "grid | 32x32")
    check("trained for 100K steps.", "steps | 100000")


def test_names_past_brackets_and_words_between() -> None:
    check("We set weight decay (wd) to 0.1.", "weight decay | 0.1")
    check("a rate decay [5] (ld) of 0.8.", "rate decay | 0.8")
    check("warmup_steps = 4000.", "warmup_steps | 4000")
    check("a scale range of [0.1, 2.0].", "scale range | 0.1..2")
    check("an internal dimension of 2048.", "internal dimension | 2048")
    check("in the ratio 20 to 1.", "ratio | 20:1")
    check("in a 20:1 ratio of losses.", "ratio | 20:1")


def test_two_names_for_two_amounts() -> None:
    check("with stride 4 and 32 filters.", "stride | 4", "filters | 32")
    check("Biases and gains are set to 0 and 1 respectively.", "Biases | 0", "gains | 1")


def test_shapes_and_shares() -> None:
    check("5x5 convolution filters.", "convolution filters | 5x5")
    check(r"two $2 \times 2$, stride-2 convolutions.", "convolutions | 2x2")
    check("We drop 20% of the input units.", "input units | 20 %")
    check("with 50% dropout.", "dropout | 50 %")
    check(r"with $p = \{0.9, 0.5\}$.", "p | 0.9", "p | 0.5")


@pytest.mark.parametrize(
    "picture",
    [
        "Several Atari 2600 games.",
        "the 48th layer of it.",
        "A 1/2 factor.",
        "a speedup factor of 1.7.",
        "94% of pairs were found.",
        "a two-dimensional grid.",
        r"$E[r] = 1$ holds.",
        r"runs down to $\lambda = \epsilon \mu > 0$.",
        "on nodes with 32 GB GPUs.",
        "from the initial rate to 0.",
        "It improves accuracy by 2.3 points.",
        "See Table 2 and Section 3.",
        "as shown in 2017 (Jones, 2014).",
        "ResNet-50 on CIFAR-10 and GPT-2.",
        "as known [12, 13].",
        r"when $t = 0$.",
        "There are two reasons.",
    ],
)
def test_these_state_nothing(picture: str) -> None:
    check(picture)


def test_a_value_belongs_to_what_its_sentence_is_about() -> None:
    paper = paper_of(
        "# QHM and QHAdam\n\nFor QHM we recommend $\\beta = 0.999$. For QHAdam we use $\\beta_1 = 0.995$.\n\n"
        "## Mask decoder\n\nIt has 8 heads.",
        "Blends: QHM and QHAdam",
    )
    assert [each.subject for each in paper.values] == ["QHM", "QHAdam", "Mask decoder"]
    assert paper.values[0].quote == "For QHM we recommend β = 0.999."
    assert (paper.values[0].notation, paper.values[0].latex) == ("β", "\\beta")


def test_several_that_were_tried_are_told_from_the_one_used() -> None:
    values = paper_of(r"rates of 0.1 and 0.2. We set a rate of 0.3. Areas less than 100 pixels.").values
    assert [(each.value, each.role) for each in values] == [
        ("0.1", "choice"),
        ("0.2", "choice"),
        ("0.3", "setting"),
        ("100", "bound"),
    ]
