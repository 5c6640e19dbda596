"""Trains chi_sim's network on lines, in batches and with 16-bit products: five times as many a second as lstmtraining.

Usage: train.py MODEL.traineddata CHECKPOINT --lines GLOB --minutes N [--rate R]

Continues from CHECKPOINT where it exists, else from MODEL. Every ten minutes writes CHECKPOINT (weights and the state of the
optimiser) and CHECKPOINT.lstm (the network for combine_tessdata -o and lstmtraining).
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

import numpy
import torch

import shared  # noqa: F401
import leptonica
import lstmf
import tesseract_model as model
import torch_network

BATCH = 16
WIDEST = 48 * 26


def components(path):
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["combine_tessdata", "-u", path, f"{name}/m."], check=True, capture_output=True)
        folder = pathlib.Path(name)
        recognizer = model.Recognizer.read((folder / "m.lstm").read_bytes())
        codes = model.read_recoder((folder / "m.lstm-recoder").read_bytes())
        lines = (folder / "m.lstm-unicharset").read_text(encoding="utf8").split("\n")[1 : len(codes) + 1]
    table = {line.split(" ")[0]: code for line, code in zip(lines, codes)}
    table[" "] = table.pop("NULL")
    return recognizer, table


def samples(path, table):
    """Pictures 48 pixels high with the codes of their texts; lines that the model cannot write are left out."""
    result = []
    for png, text in lstmf.read(path):
        if not text or any(character not in table for character in text):
            continue
        picture = leptonica.scaled(png)
        codes = [code for character in text for code in table[character]]
        needed = len(codes) + sum(a == b for a, b in zip(codes, codes[1:]))
        if picture.shape[1] <= WIDEST and picture.shape[1] // 3 >= needed:
            result.append((picture, codes))
    return result


def batches(pool, chance):
    """Batches of lines of like width, in random order."""
    pool = sorted(pool, key=lambda sample: sample[0].shape[1] * chance.uniform(0.9, 1.1))
    groups = [pool[start : start + BATCH] for start in range(0, len(pool), BATCH)]
    chance.shuffle(groups)
    return groups


def loss_of(network, group):
    widths = torch.tensor([picture.shape[1] for picture, _ in group])
    pictures = torch.zeros(len(group), 48, int(widths.max()) + 2)
    for row, (picture, _) in zip(pictures, group):
        row[:, : picture.shape[1]] = torch.from_numpy(leptonica.normalised(picture))
    targets = torch.tensor([code for _, codes in group for code in codes])
    sizes = torch.tensor([len(codes) for _, codes in group])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs, lengths = network(pictures, widths)
    scores = outputs.float().log_softmax(-1).transpose(0, 1)
    total = torch.nn.functional.ctc_loss(
        scores, targets, lengths, sizes, blank=network.recognizer.null_code, reduction="sum", zero_infinity=True
    )
    return total / sizes.sum()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("model")
    options.add_argument("checkpoint")
    options.add_argument("--lines", required=True)
    options.add_argument("--held")
    options.add_argument("--minutes", type=float, required=True)
    options.add_argument("--rate", type=float, default=4e-4)
    options.add_argument("--last-rate", type=float, default=2e-5)
    options = options.parse_args()
    torch.set_num_threads(1)
    recognizer, table = components(options.model)
    network = torch_network.Network(recognizer)
    optimizer = torch.optim.Adam(
        [p for p in network.parameters() if p.requires_grad], lr=options.rate, betas=(0.9, 0.99)
    )
    state = {"step": 0, "lines": 0, "uses": {}}
    if os.path.exists(options.checkpoint):
        saved = torch.load(options.checkpoint)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        state = saved["state"]
    chance = random.Random(state["step"])
    start = written = time.time()
    held = samples(options.held, table)[:256] if options.held else []
    session = 0

    def save():
        torch.save(
            {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "state": state},
            options.checkpoint + ".new",
        )
        os.replace(options.checkpoint + ".new", options.checkpoint)
        pathlib.Path(options.checkpoint + ".lstm").write_bytes(network.store().packed())
        error = 0
        if held:
            with torch.no_grad():
                groups = batches(held, random.Random(0))
                error = sum(float(loss_of(network, group)) for group in groups) / len(groups)
        print(
            f"{time.strftime('%H:%M:%S')} step {state['step']} lines {state['lines']} held-out loss {error:.4f}",
            flush=True,
        )

    save()
    mean = None
    while time.time() < start + options.minutes * 60:
        paths = sorted(glob.glob(options.lines), key=lambda path: (state["uses"].get(path, 0), chance.random()))
        if not paths:
            raise SystemExit(f"no lines: {options.lines}")
        pool = []
        for path in paths[:2]:
            pool += samples(path, table)
            state["uses"][path] = state["uses"].get(path, 0) + 1
        for group in batches(pool, chance):
            progress = (time.time() - start) / (options.minutes * 60)
            if progress >= 1:
                break
            rate = options.last_rate + (options.rate - options.last_rate) * 0.5 * (1 + math.cos(math.pi * progress))
            rate *= min(1, (session + 1) / 150)
            for part in optimizer.param_groups:
                part["lr"] = rate
            loss = loss_of(network, group)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            session += 1
            state["step"] += 1
            state["lines"] += len(group)
            mean = float(loss) if mean is None else 0.98 * mean + 0.02 * float(loss)
            if session % 50 == 0:
                print(
                    f"{time.strftime('%H:%M:%S')} step {state['step']} lines {state['lines']} loss {mean:.4f} rate {rate:.2e}",
                    flush=True,
                )
            if time.time() > written + 600:
                save()
                written = time.time()
    save()


if __name__ == "__main__":
    main()
