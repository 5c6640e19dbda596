"""Puts the tools that both trainings share on Python's path."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Shared"))
