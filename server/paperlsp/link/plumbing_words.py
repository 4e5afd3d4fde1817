"""Words in names, and calls, that tell what plumbing is done: each with the reason shown for it and how sure it makes us."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMES: tuple[tuple[frozenset[str], str, float], ...] = (
    (_words("save dump loads dumps download fetch serialize deserialize pickle io"), "reads or writes files", 0.8),
    (_words("load read write open"), "reads or writes files", 0.6),
    (_words("checkpoint checkpoints ckpt pretrained restore"), "handles checkpoints", 0.7),
    (_words("log logger logging print report verbose progress tqdm debug"), "logs or prints", 0.8),
    (_words("plot display visualize visualise viz"), "draws or shows results", 0.8),
    (_words("repr str format describe"), "represents an object as text", 0.6),
    (_words("mock fixture unittest"), "is a test", 0.9),
    (_words("export onnx jit tflite coreml"), "exports the model to another format", 0.9),
    (
        _words("convert converter rle coco json yaml csv xml dict xyxy xywh tuple list numpy pil"),
        "converts between formats",
        0.7,
    ),
    (_words("check validate verify ensure assert sanitize"), "checks its arguments", 0.8),
    (_words("parse parser argparse args cli main argv"), "reads the command line", 0.7),
    (_words("device devices cuda cpu dtype"), "moves or casts tensors", 0.7),
    (_words("cache cached copy clone close clear reset"), "keeps house", 0.6),
    (_words("register registry deprecated compat"), "registers or keeps compatibility", 0.7),
    (_words("batch batched iterator dataloader loader collate collator dataset datasets"), "feeds data", 0.6),
    (_words("flatten unflatten reshape transpose permute pad unpad broadcast"), "rearranges tensors", 0.5),
    (_words("config configs configuration settings options"), "holds settings", 0.4),
)
"""Words with a second life in papers (draw, trace, slot, state, script) are left out on purpose."""

PROTOCOLS: frozenset[str] = _words(
    """
    _create_slots _prepare _prepare_local _finish _get_hyper _set_hyper _create_hypers _resource_scatter_add
    get_config from_config compute_output_shape compute_output_spec build_from_config get_build_config compute_mask
    state_dict load_state_dict _load_from_state_dict _save_to_state_dict zero_grad add_param_group share_memory extra_repr
    configure_optimizers prepare_data train_dataloader val_dataloader test_dataloader get_params set_params
    from_pretrained save_pretrained get_input_embeddings set_input_embeddings get_output_embeddings
    set_output_embeddings resize_token_embeddings prepare_inputs_for_generation _reorder_cache tie_weights
    gradient_checkpointing_enable add_variables_from_layer push_to_hub
    """
)
"""Methods by which frameworks keep, copy and configure what they hold: TensorFlow, Keras, PyTorch, scikit-learn, …"""

SIZES: frozenset[str] = _words("shape shapes size sizes dim dims ndim rank length len count device dtype")
"""What a name ends in that asks for nothing but a size or a kind."""

CALLS: tuple[tuple[re.Pattern[str], str, float], ...] = (
    (
        re.compile(
            r"(open|.*\.(load_state_dict|save|load|loads|dump|dumps|urlretrieve|read_text|write_text|makedirs))$"
        ),
        "reads or writes files",
        0.5,
    ),
    (re.compile(r"(print|.*logg?(er|ing)?\.\w+|warnings\.warn)$"), "logs or prints", 0.3),
    (re.compile(r"(plt|matplotlib|ax)\."), "draws or shows results", 0.7),
    (re.compile(r"(argparse\.|.*\.(add_argument|parse_args))"), "reads the command line", 0.8),
)
