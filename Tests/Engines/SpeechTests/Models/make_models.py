"""Makes models of a few nodes that look to sherpa-onnx like SenseVoice and Paraformer and say one sentence whatever they hear.

Usage: make_models.py FOLDER   (needs the package onnx; the folders beside this file were made with 1.23.2)

They show that paths, settings, tokens, times and languages of a mounted model come through; how well a model hears, they
do not.
"""
import pathlib
import sys

import onnx
from onnx import TensorProto, helper, numpy_helper
import numpy as np

TOKENS = ["<unk>", "<s>", "</s>", "<|zh|>", "<|NEUTRAL|>", "<|Speech|>", "<|withitn|>", "我", "看", "了", "日", "志", "。", "▁the", "▁logs"]
BLANK = 0
# What SenseVoice says first about language, feeling, kind of sound and figures; then a token and a blank by turns.
HEAD = [3, 4, 5, 6]
SAID = [7, 8, 9, 10, 11, 12, 13, 14]


def constant(name, values, kind=np.int64):
    return numpy_helper.from_array(np.array(values, dtype=kind), name)


def save(folder, nodes, inputs, outputs, initializers, metadata):
    graph = helper.make_graph(nodes, "one sentence", inputs, outputs, initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    helper.set_model_props(model, {key: str(value) for key, value in metadata.items()})
    onnx.checker.check_model(model)
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    (folder / "tokens.txt").write_text("".join(f"{token} {index}\n" for index, token in enumerate(TOKENS)))


def frames():
    """Nodes that give the number of frames of x as a scalar."""
    return [
        helper.make_node("Shape", ["x"], ["shape"]),
        helper.make_node("Gather", ["shape", "one"], ["frames"], axis=0),
    ]


def sense_voice(folder):
    sequence = HEAD + [index for token in SAID for index in (token, BLANK, BLANK, BLANK)]
    nodes = frames() + [
        helper.make_node("Add", ["frames", "four"], ["length"]),
        helper.make_node("Range", ["zero", "length", "one"], ["places"]),
        helper.make_node("Min", ["places", "last"], ["bounded"]),
        helper.make_node("Gather", ["sequence", "bounded"], ["tokens"], axis=0),
        helper.make_node("OneHot", ["tokens", "depth", "values"], ["hot"]),
        helper.make_node("Unsqueeze", ["hot", "axis"], ["logits"]),
    ]
    inputs = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", "T", 560]),
        *(helper.make_tensor_value_info(name, TensorProto.INT32, ["N"]) for name in ("x_length", "language", "text_norm")),
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", "L", len(TOKENS)])]
    initializers = [
        constant("zero", 0), constant("one", 1), constant("four", 4), constant("last", len(sequence) - 1),
        constant("sequence", sequence), constant("depth", len(TOKENS)), constant("values", [0, 8], np.float32),
        constant("axis", [0]),
    ]
    save(folder, nodes, inputs, outputs, initializers, {
        "vocab_size": len(TOKENS), "lfr_window_size": 7, "lfr_window_shift": 6, "normalize_samples": 0, "with_itn": 14,
        "without_itn": 15, "lang_auto": 0, "lang_zh": 3, "lang_en": 4, "lang_yue": 7, "lang_ja": 11, "lang_ko": 12,
        "lang_nospeech": 13, "model_type": "sense_voice_ctc", "version": 1, "model_author": "test",
        "neg_mean": ",".join(["0"] * 560), "inv_stddev": ",".join(["1"] * 560)})


def paraformer(folder):
    nodes = [
        helper.make_node("OneHot", ["sequence", "depth", "values"], ["hot"]),
        helper.make_node("Unsqueeze", ["hot", "axis"], ["logits"]),
        helper.make_node("Identity", ["count"], ["token_num"]),
        *frames(),
    ]
    inputs = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", "T", 560]),
        helper.make_tensor_value_info("x_length", TensorProto.INT32, ["N"]),
    ]
    outputs = [
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", "L", len(TOKENS)]),
        helper.make_tensor_value_info("token_num", TensorProto.INT32, ["N"]),
    ]
    initializers = [
        constant("one", 1), constant("sequence", SAID + [2]), constant("count", [len(SAID) + 1], np.int32),
        constant("depth", len(TOKENS)), constant("values", [0, 8], np.float32), constant("axis", [0]),
    ]
    save(folder, nodes, inputs, outputs, initializers, {
        "vocab_size": len(TOKENS), "lfr_window_size": 7, "lfr_window_shift": 6, "model_type": "paraformer", "version": 1,
        "model_author": "test", "neg_mean": ",".join(["0"] * 560), "inv_stddev": ",".join(["1"] * 560)})


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    sense_voice(target / "sense-voice")
    paraformer(target / "paraformer")
