"""Reads and writes the networks of Tesseract 5 models (component `lstm` of a .traineddata file).

Integer networks (8-bit weights with a scale a row, as Debian ships them) cannot be trained further; written as an equal
network of floating-point weights they can. Formats after Network::Serialize and LSTMRecognizer::Serialize of Tesseract 5.3.
"""

import dataclasses
import struct

import numpy

INT8_FLAG, ADAM_FLAG, DOUBLE_FLAG = 1, 4, 128
LAYER_SPECIFIC_RATES = 64
INT_MODE = 1
PLUMBING = ("Series", "Parallel", "RTLReversed", "TTBReversed", "XYTranspose")


class Reader:
    """Little-endian values one after another out of bytes."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values[0] if len(values) == 1 else values

    def bytes(self, count):
        self.at += count
        return self.data[self.at - count : self.at]

    def text(self):
        return self.bytes(self.take("I")).decode()


def packed_text(text):
    data = text.encode()
    return struct.pack("<I", len(data)) + data


@dataclasses.dataclass
class Weights:
    """Weights of one layer: a row for each output, a column for each input, the last column the bias."""

    mode: int
    values: numpy.ndarray

    @classmethod
    def read(cls, reader):
        mode = reader.take("B")
        if not mode & DOUBLE_FLAG:
            raise ValueError("weights in the format of Tesseract 4.00 alpha are not supported")
        rows, columns = reader.take("II")
        if mode & INT8_FLAG:
            reader.take("b")
            small = numpy.frombuffer(reader.bytes(rows * columns), numpy.int8).reshape(rows, columns)
            scales = numpy.frombuffer(reader.bytes(8 * reader.take("I")), "<f8")
            values = small.astype("<f8") * scales[:rows, None]
        else:
            reader.take("d")
            values = numpy.frombuffer(reader.bytes(8 * rows * columns), "<f8").reshape(rows, columns)
        return cls(mode, values.copy())

    def packed(self):
        rows, columns = self.values.shape
        mode = (self.mode | ADAM_FLAG) & ~INT8_FLAG
        return struct.pack("<BIId", mode, rows, columns, 0.0) + self.values.astype("<f8").tobytes()


@dataclasses.dataclass
class Network:
    """One node of a network: kind, header, parameters of its kind, weights, and the networks inside it."""

    kind: str
    backpropagates: int
    flags: int
    inputs: int
    outputs: int
    name: str
    parameters: bytes
    weights: list
    inner: list
    rates: list

    @classmethod
    def read(cls, reader):
        reader.take("b")
        kind = reader.text()
        training, backpropagates = reader.take("bb")
        if training:
            raise ValueError("a network under training; stop it first (lstmtraining --stop_training)")
        flags, inputs, outputs, _ = reader.take("iiii")
        node = cls(kind, backpropagates, flags, inputs, outputs, reader.text(), b"", [], [], [])
        if kind == "Input":
            node.parameters = reader.bytes(20)
        elif kind in ("Convolve", "Maxpool", "Reconfig"):
            node.parameters = reader.bytes(8)
        elif kind in ("LSTM", "SummLSTM"):
            node.parameters = reader.bytes(4)
            if struct.unpack("<i", node.parameters)[0] != inputs + outputs:
                raise ValueError("only LSTM networks of one dimension are supported")
            node.weights = [Weights.read(reader) for _ in range(4)]
        elif kind in PLUMBING:
            node.inner = [cls.read(reader) for _ in range(reader.take("I"))]
            if flags & LAYER_SPECIFIC_RATES:
                node.rates = [reader.take("f") for _ in range(reader.take("I"))]
        elif kind in ("Softmax", "Tanh", "Relu", "Linear", "Logistic"):
            node.weights = [Weights.read(reader)]
        else:
            raise ValueError(f"network of kind {kind} is not supported")
        return node

    def count(self):
        """Number of weights in this network and those inside it."""
        return sum(w.values.size for w in self.weights) + sum(n.count() for n in self.inner)

    def packed(self):
        data = (
            b"\0"
            + packed_text(self.kind)
            + struct.pack("<bbiiii", 0, self.backpropagates, self.flags, self.inputs, self.outputs, self.count())
        )
        data += packed_text(self.name)
        if self.kind in PLUMBING:
            data += struct.pack("<I", len(self.inner))
        data += self.parameters
        data += b"".join(w.packed() for w in self.weights)
        data += b"".join(n.packed() for n in self.inner)
        if self.flags & LAYER_SPECIFIC_RATES and (self.inner or self.rates):
            data += struct.pack("<I", len(self.rates)) + b"".join(struct.pack("<f", r) for r in self.rates)
        return data


@dataclasses.dataclass
class Recognizer:
    """Component `lstm` of a model whose character set and recoder are components of their own."""

    network: Network
    specification: str
    training_flags: int
    iterations: tuple
    null_code: int
    adam_beta: float
    learning_rate: float
    momentum: float

    @classmethod
    def read(cls, data):
        reader = Reader(data)
        network = Network.read(reader)
        result = cls(network, reader.text(), reader.take("i"), reader.take("ii"), reader.take("i"), *reader.take("fff"))
        if reader.at != len(data):
            raise ValueError(f"{len(data) - reader.at} bytes are left over after the network")
        return result

    def packed(self):
        """The recogniser with floating-point weights, ready for lstmtraining --continue_from."""
        return (
            self.network.packed()
            + packed_text(self.specification)
            + struct.pack("<iiii", self.training_flags & ~INT_MODE, *self.iterations, self.null_code)
            + struct.pack("<fff", self.adam_beta, self.learning_rate, self.momentum)
        )


def read_recoder(data):
    """Codes of each character, in the order of the character set."""
    reader = Reader(data)
    result = []
    for _ in range(reader.take("I")):
        reader.take("b")
        count = reader.take("i")
        result.append(struct.unpack(f"<{count}i", reader.bytes(4 * count)))
    return result


def packed_recoder(codes):
    return struct.pack("<I", len(codes)) + b"".join(
        struct.pack(f"<bi{len(code)}i", 1, len(code), *code) for code in codes
    )
