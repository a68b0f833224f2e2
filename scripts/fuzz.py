"""Run the tests that go by chance, round after round with another seed, until one fails or the time is up."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from random import SystemRandom
from time import monotonic


def run(seed: int) -> int:
    """Run one round; return what pytest returns."""
    command = [sys.executable, "-m", "pytest", "-m", "hypothesis or fuzz", f"--hypothesis-seed={seed}"]
    return subprocess.run(command, env=os.environ | {"COURSEWRIGHT_SEED": str(seed)}, check=False).returncode


def main() -> None:
    """Say which seed each round has, and how the one that found something is repeated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5, help="no round starts after so many")
    parser.add_argument("--seed", type=int, help="the one round to run")
    options = parser.parse_args()
    start, rounds = monotonic(), 0
    while options.seed is None or not rounds:
        if rounds and monotonic() - start > options.minutes * 60:
            break
        rounds += 1
        seed = SystemRandom().randrange(1_000_000) if options.seed is None else options.seed
        print(f"Round {rounds}, seed {seed}", flush=True)
        if run(seed):
            sys.exit(f"make fuzz SEED={seed} repeats this round. What it found becomes an @example, or a test.")
    print(f"{rounds} rounds in {(monotonic() - start) / 60:.1f} minutes found nothing.")


if __name__ == "__main__":
    main()
