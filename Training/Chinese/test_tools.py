"""Tests of the tools that need neither Tesseract's programs nor fonts: python3 -m unittest discover -s Training/Chinese."""

import struct
import tempfile
import unittest
from pathlib import Path

import numpy

import shared  # noqa: F401
import extend_model
import lstmf
import tesseract_model as model
import texts


def small_network(integer):
    """A one-layer recogniser in Tesseract's format, with weights 0.5 and -1 of two outputs."""
    weights = numpy.array([[0.5, 0.25], [-1.0, 0.125]])
    if integer:
        scales = numpy.abs(weights).max(1) / 127
        small = numpy.rint(weights / scales[:, None]).astype(numpy.int8)
        packed = struct.pack("<BIIb", 133, 2, 2, 0) + small.tobytes() + struct.pack("<I", 2) + scales.tobytes()
    else:
        packed = struct.pack("<BIId", 132, 2, 2, 0) + weights.tobytes()

    def header(kind, inputs, outputs, name):
        return (
            b"\0"
            + model.packed_text(kind)
            + struct.pack("<bbiiii", 0, 0, 192, inputs, outputs, 4)
            + model.packed_text(name)
        )

    network = header("Series", 1, 2, "Series") + struct.pack("<I", 1) + header("Softmax", 1, 2, "Output") + packed
    network += struct.pack("<If", 1, 0.001)
    return (
        network
        + model.packed_text("[1,1,0,1O1c2]")
        + struct.pack("<iiii", 65 if integer else 64, 5, 6, 1)
        + struct.pack("<fff", 0.999, 0.001, 0.5)
    )


class ModelFormat(unittest.TestCase):
    def test_a_float_network_is_written_as_it_was_read(self):
        data = small_network(integer=False)
        self.assertEqual(model.Recognizer.read(data).packed(), data)

    def test_an_integer_network_becomes_an_equal_float_network(self):
        network = model.Recognizer.read(small_network(integer=True))
        again = model.Recognizer.read(network.packed())
        self.assertEqual(again.training_flags & model.INT_MODE, 0)
        expected = [[0.5, 0.25], [-1.0, 0.125]]
        numpy.testing.assert_allclose(again.network.inner[0].weights[0].values, expected, atol=0.005)

    def test_bytes_left_over_are_told(self):
        with self.assertRaises(ValueError):
            model.Recognizer.read(small_network(integer=False) + b"\0")

    def test_recoder_survives_a_round_trip(self):
        codes = [(0,), (223,), (140, 166), (125, 163, 173, 221)]
        self.assertEqual(model.read_recoder(model.packed_recoder(codes)), codes)


class Codes(unittest.TestCase):
    def test_the_shortest_free_code_is_taken(self):
        taken = {extend_model.wubi_code("kf")}
        self.assertEqual(extend_model.free_code(["kf", "kfwy"], taken), extend_model.wubi_code("kfwy"))

    def test_characters_of_one_code_are_parted_by_a_fifth_place(self):
        taken = {extend_model.wubi_code("kfwy")}
        self.assertEqual(extend_model.free_code(["kfwy"], taken), (*extend_model.wubi_code("kfwy"), 222))

    def test_places_do_not_share_values(self):
        values = [{extend_model.wubi_code(letter * 4)[place] for letter in "ay"} for place in range(4)]
        self.assertTrue(all(max(a) < min(b) for a, b in zip(values, values[1:])))


class Texts(unittest.TestCase):
    def test_full_width_is_written_half_width(self):
        self.assertEqual(texts.written("呋塞米片（甲）：２０ｍｇ"), "呋塞米片(甲):20mg")

    def test_lists_of_characters_have_no_doubles(self):
        for name in ("han.tsv", "symbols.tsv"):
            characters = texts.first_column(name)
            self.assertEqual(len(characters), len(set(characters)), name)


class Lines(unittest.TestCase):
    def test_lines_survive_a_round_trip(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "lines.lstmf")
            lstmf.write(path, [(b"PNG", "胍"), (b"PNG2", "呋塞米")])
            self.assertEqual(lstmf.read(path), [(b"PNG", "胍"), (b"PNG2", "呋塞米")])


if __name__ == "__main__":
    unittest.main()
