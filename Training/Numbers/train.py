"""Trains the number model on lines in batches, with 16-bit products.

Usage: train.py MODEL.traineddata CHECKPOINT --lines GLOB --held FOLDER --minutes N [--rate R]

Continues from CHECKPOINT where it exists, else from MODEL. Every seven minutes it measures the held-out lines and writes
CHECKPOINT (weights) and CHECKPOINT.lstm (the network for lstmtraining --stop_training).
"""

import argparse
import glob
import math
import os
import pathlib
import random
import subprocess
import tempfile
import time

import torch

import shared  # noqa: F401
import leptonica
import lines
import tesseract_model as model
import torch_network

BATCH = 48
HEIGHT = 36
WIDEST = 24 * HEIGHT
POOL = 12000


def components(path):
    """The recogniser of a model, and the code of each character."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["combine_tessdata", "-u", path, f"{name}/m."], check=True, capture_output=True)
        folder = pathlib.Path(name)
        recognizer = model.Recognizer.read((folder / "m.lstm").read_bytes())
        codes = model.read_recoder((folder / "m.lstm-recoder").read_bytes())
        rows = (folder / "m.lstm-unicharset").read_text(encoding="utf8").split("\n")[1 : len(codes) + 1]
    return recognizer, {row.split(" ")[0]: code[0] for row, code in zip(rows, codes)}


def samples(folder, table):
    """Pictures with codes and kinds; lines that the model cannot write are left out."""
    result = []
    for picture, text, *kinds in lines.scaled(folder, HEIGHT):
        if any(character not in table for character in text):
            continue
        codes = [table[character] for character in text]
        needed = len(codes) + sum(a == b for a, b in zip(codes, codes[1:]))
        if picture.shape[1] <= WIDEST and picture.shape[1] // 3 >= needed:
            result.append((picture, codes, kinds))
    return result


def batches(pool, chance):
    """Batches of lines of like width, in random order."""
    pool = sorted(pool, key=lambda sample: sample[0].shape[1] * chance.uniform(0.9, 1.1))
    groups = [pool[start : start + BATCH] for start in range(0, len(pool), BATCH)]
    chance.shuffle(groups)
    return groups


def scores(network, group):
    widths = torch.tensor([picture.shape[1] for picture, _, _ in group])
    pictures = torch.zeros(len(group), HEIGHT, int(widths.max()) + 2)
    for row, (picture, _, _) in zip(pictures, group):
        row[:, : picture.shape[1]] = torch.from_numpy(leptonica.normalised(picture))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs, lengths = network(pictures, widths)
    return outputs.float().log_softmax(-1), lengths


def loss_of(network, group):
    logarithms, lengths = scores(network, group)
    targets = torch.tensor([code for _, codes, _ in group for code in codes])
    sizes = torch.tensor([len(codes) for _, codes, _ in group])
    total = torch.nn.functional.ctc_loss(
        logarithms.transpose(0, 1), targets, lengths, sizes, blank=network.recognizer.null_code, reduction="sum",
        zero_infinity=True)
    return total / len(group)


def measured(network, held):
    """Shares of held-out lines read exactly, by kind, layer and damage."""
    right = {}
    blank = network.recognizer.null_code
    with torch.no_grad():
        for group in batches(held, random.Random(0)):
            logarithms, lengths = scores(network, group)
            for (_, codes, kinds), row, length in zip(group, logarithms.argmax(-1), lengths):
                steps = row[: int(length)].tolist()
                read = [c for c, before in zip(steps, [None, *steps]) if c != before and c != blank]
                for key in ("all", *kinds):
                    exact, count = right.get(key, (0, 0))
                    right[key] = (exact + (read == codes), count + 1)
    return " ".join(f"{key} {exact / count:.3f}" for key, (exact, count) in sorted(right.items()))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("model")
    options.add_argument("checkpoint")
    options.add_argument("--lines", required=True)
    options.add_argument("--held", required=True)
    options.add_argument("--minutes", type=float, required=True)
    options.add_argument("--rate", type=float, default=1.2e-3)
    options.add_argument("--last-rate", type=float, default=2e-5)
    options = options.parse_args()
    torch.set_num_threads(1)
    recognizer, table = components(options.model)
    network = torch_network.Network(recognizer)
    state = {"step": 0, "lines": 0}
    if os.path.exists(options.checkpoint):
        saved = torch.load(options.checkpoint)
        network.load_state_dict(saved["network"])
        state = saved["state"]
    weights = [part for part in network.parameters() if part.requires_grad]
    optimizer = torch.optim.Adam(weights, lr=options.rate, betas=(0.9, 0.99))
    held = samples(options.held, table)[:2000]
    pool = [sample for folder in sorted(glob.glob(options.lines)) for sample in samples(folder, table)]
    if not pool:
        raise SystemExit(f"no lines: {options.lines}")
    chance = random.Random(state["step"])
    start = written = time.time()
    session, mean = 0, None

    def save():
        torch.save({"network": network.state_dict(), "state": state}, options.checkpoint + ".new")
        os.replace(options.checkpoint + ".new", options.checkpoint)
        pathlib.Path(options.checkpoint + ".lstm").write_bytes(network.store().packed())
        print(f"{time.strftime('%H:%M:%S')} step {state['step']} lines {state['lines']} held-out {measured(network, held)}", flush=True)

    progress = 0
    while progress < 1:
        for group in batches(chance.sample(pool, min(len(pool), POOL)), chance):
            progress = (time.time() - start) / (options.minutes * 60)
            if progress >= 1:
                break
            rate = options.last_rate + (options.rate - options.last_rate) * 0.5 * (1 + math.cos(math.pi * progress))
            for part in optimizer.param_groups:
                part["lr"] = rate * min(1, (session + 1) / 50)
            loss = loss_of(network, group)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 5.0)
            optimizer.step()
            session += 1
            state["step"] += 1
            state["lines"] += len(group)
            mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
            if session % 50 == 0:
                print(f"{time.strftime('%H:%M:%S')} step {state['step']} lines {state['lines']} loss {mean:.3f} rate {rate:.1e}", flush=True)
            if time.time() > written + 420:
                save()
                written = time.time()
    save()


if __name__ == "__main__":
    main()
