"""Rewrites Whisper weights from the CTranslate2 layout to the ggml layout that whisper.cpp reads.

usage: ct2_to_ggml.py MODEL_BIN TOKENIZER_JSON GGML_WITH_FILTERS OUT

MODEL_BIN          CTranslate2 `model.bin`, format version 6, float16
TOKENIZER_JSON     the byte-level BPE vocabulary that belongs to it
GGML_WITH_FILTERS  any ggml whisper file: its mel filters are copied (they depend on nothing but the number of mels)

Only the standard library is needed: matrices stay float16, so their bytes are copied as they are.
"""

import json
import struct
import sys
from typing import NamedTuple

GGML_MAGIC = 0x67676D6C
FLOAT32, FLOAT16 = 0, 4
TEXT_TOKENS = 50257


class Tensor(NamedTuple):
    shape: tuple
    kind: int
    raw: bytes

    def rows(self, first, last):
        """A block of rows: the fused projections are stacked along the first axis."""
        width = len(self.raw) // self.shape[0]
        return Tensor((last - first, *self.shape[1:]), self.kind, self.raw[first * width : last * width])

    def floats(self):
        count = len(self.raw) // (4 if self.kind == FLOAT32 else 2)
        return struct.unpack(f"<{count}{'f' if self.kind == FLOAT32 else 'e'}", self.raw)

    def encoded(self, half):
        if half == (self.kind == FLOAT16):
            return self.raw
        values = self.floats()
        return struct.pack(f"<{len(values)}{'e' if half else 'f'}", *values)


class Reader:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.content = file.read()
        self.position = 0

    def number(self, code):
        (value,) = struct.unpack_from("<" + code, self.content, self.position)
        self.position += struct.calcsize(code)
        return value

    def raw(self, count):
        self.position += count
        return self.content[self.position - count : self.position]

    def text(self):
        """A string with its length, which counts the closing zero."""
        return self.raw(self.number("H"))[:-1].decode()


def read_ct2(path):
    reader = Reader(path)
    version, specification, _ = reader.number("I"), reader.text(), reader.number("I")
    if version != 6 or specification != "WhisperSpec":
        sys.exit(f"{path}: not a Whisper model in CTranslate2 format 6")
    tensors = {}
    for _ in range(reader.number("I")):
        name = reader.text()
        shape = tuple(reader.number("I") for _ in range(reader.number("B")))
        kind, size = reader.number("B"), reader.number("I")
        tensors[name] = Tensor(shape, kind, reader.raw(size))
    return tensors


def read_mel_filters(path):
    """The block of filters as it lies in a ggml file: count of mels, count of bins, float32 rows."""
    reader = Reader(path)
    if reader.number("I") != GGML_MAGIC:
        sys.exit(f"{path}: not a ggml file")
    reader.raw(11 * 4)
    mels, bins = reader.number("i"), reader.number("i")
    return struct.pack("<2i", mels, bins) + reader.raw(mels * bins * 4)


def byte_of_character():
    """The map of GPT-2 between the printable characters of a vocabulary file and bytes."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    table = {chr(byte): byte for byte in printable}
    others = [byte for byte in range(256) if byte not in set(printable)]
    table.update({chr(256 + index): byte for index, byte in enumerate(others)})
    return table


def read_vocabulary(path):
    with open(path, encoding="utf-8") as file:
        vocabulary = json.load(file)["model"]["vocab"]
    bytes_of = byte_of_character()
    by_id = {number: text for text, number in vocabulary.items() if number < TEXT_TOKENS}
    return [bytes(bytes_of[character] for character in by_id[number]) for number in range(TEXT_TOKENS)]


def affine(target, source, pair=("weight", "bias")):
    return [(f"{target}.weight", f"{source}/{pair[0]}"), (f"{target}.bias", f"{source}/{pair[1]}")]


def norm(target, source):
    return affine(target, source, ("gamma", "beta"))


def layer_tensors(tensors, side, number, width):
    """The tensors of one block, fused projections split; the bias of a key is zero and left out."""
    source, target = f"{side}/layer_{number}", f"{side}.blocks.{number}"

    def plain(pairs):
        return [(name, tensors[origin]) for name, origin in pairs]

    fused, bias = (tensors[f"{source}/self_attention/linear_0/{part}"] for part in ("weight", "bias"))
    result = [
        (f"{target}.attn.query.weight", fused.rows(0, width)),
        (f"{target}.attn.query.bias", bias.rows(0, width)),
        (f"{target}.attn.key.weight", fused.rows(width, 2 * width)),
        (f"{target}.attn.value.weight", fused.rows(2 * width, 3 * width)),
        (f"{target}.attn.value.bias", bias.rows(2 * width, 3 * width)),
    ]
    result += plain(affine(f"{target}.attn.out", f"{source}/self_attention/linear_1"))
    result += plain(norm(f"{target}.attn_ln", f"{source}/self_attention/layer_norm"))
    if side == "decoder":
        cross = f"{source}/attention"
        fused, bias = tensors[f"{cross}/linear_1/weight"], tensors[f"{cross}/linear_1/bias"]
        result += plain(affine(f"{target}.cross_attn.query", f"{cross}/linear_0"))
        result += [
            (f"{target}.cross_attn.key.weight", fused.rows(0, width)),
            (f"{target}.cross_attn.value.weight", fused.rows(width, 2 * width)),
            (f"{target}.cross_attn.value.bias", bias.rows(width, 2 * width)),
        ]
        result += plain(affine(f"{target}.cross_attn.out", f"{cross}/linear_2"))
        result += plain(norm(f"{target}.cross_attn_ln", f"{cross}/layer_norm"))
    result += plain(affine(f"{target}.mlp.0", f"{source}/ffn/linear_0"))
    result += plain(affine(f"{target}.mlp.2", f"{source}/ffn/linear_1"))
    result += plain(norm(f"{target}.mlp_ln", f"{source}/ffn/layer_norm"))
    return result


def layer_count(tensors, side):
    count = 0
    while f"{side}/layer_{count}/ffn/linear_0/weight" in tensors:
        count += 1
    return count


def whisper_tensors(tensors):
    width = tensors["encoder/layer_norm/gamma"].shape[0]
    pairs = [
        ("encoder.positional_embedding", "encoder/position_encodings/encodings"),
        ("decoder.positional_embedding", "decoder/position_encodings/encodings"),
        ("decoder.token_embedding.weight", "decoder/embeddings/weight"),
        *affine("encoder.conv1", "encoder/conv1"),
        *affine("encoder.conv2", "encoder/conv2"),
        *norm("encoder.ln_post", "encoder/layer_norm"),
        *norm("decoder.ln", "decoder/layer_norm"),
    ]
    result = [(name, tensors[origin]) for name, origin in pairs]
    for side in ("encoder", "decoder"):
        for number in range(layer_count(tensors, side)):
            result += layer_tensors(tensors, side, number, width)
    return result


def header(tensors):
    width = tensors["encoder/layer_norm/gamma"].shape[0]
    heads, half = width // 64, 1
    return struct.pack(
        "<12i",
        GGML_MAGIC,
        tensors["decoder/embeddings/weight"].shape[0],
        tensors["encoder/position_encodings/encodings"].shape[0],
        width, heads, layer_count(tensors, "encoder"),
        tensors["decoder/position_encodings/encodings"].shape[0],
        width, heads, layer_count(tensors, "decoder"),
        tensors["encoder/conv1/weight"].shape[1],
        half,
    )


def write_tensor(file, name, tensor):
    """Vectors and positional embeddings are float32, matrices float16; a convolution's bias is a column."""
    convolution_bias = name in ("encoder.conv1.bias", "encoder.conv2.bias")
    shape = (*tensor.shape, 1) if convolution_bias else tensor.shape
    half = len(shape) > 1 and not convolution_bias and not name.endswith("positional_embedding")
    encoded_name = name.encode()
    file.write(struct.pack("<3i", len(shape), len(encoded_name), int(half)))
    file.write(struct.pack(f"<{len(shape)}i", *reversed(shape)))
    file.write(encoded_name)
    file.write(tensor.encoded(half))


def main(model, tokenizer, filters, out):
    tensors = read_ct2(model)
    vocabulary = read_vocabulary(tokenizer)
    with open(out, "wb") as file:
        file.write(header(tensors))
        file.write(read_mel_filters(filters))
        file.write(struct.pack("<i", len(vocabulary)))
        for token in vocabulary:
            file.write(struct.pack("<i", len(token)) + token)
        for name, tensor in whisper_tensors(tensors):
            write_tensor(file, name, tensor)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
