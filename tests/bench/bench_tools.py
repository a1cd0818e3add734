"""What the benchmark scripts share: where things are, how a program is asked for its line of JSON, medians."""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
WORKLOAD = SOURCE / "tests/bench/workload-w1.npcost.json"
PEERS = SOURCE / "tests/bench/peers"
PYTHON = "/usr/bin/python3"  # Debian's, which has Debian's NumPy and SimPy, whatever comes first in PATH


def parser(description):
    made = argparse.ArgumentParser(description=description)
    here = pathlib.Path.cwd()
    build = here if (here / "tests/engine_bench").exists() else SOURCE / "build/release"
    made.add_argument("--build", type=pathlib.Path, default=build, help="the build directory (default: this one, or build/release)")
    made.add_argument("--quick", action="store_true", help="tiny sizes: seconds, and figures that mean little")
    made.add_argument("--json", action="store_true", help="one JSON object instead of the tables")
    return made


def lines_of(command):
    """The JSON objects that a program prints, one a line. Ends this program with what it said if it failed."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, env=dict(os.environ, LC_ALL="C"), check=False)
    if done.returncode != 0:
        sys.exit(f"{pathlib.Path(command[0]).name} ended with {done.returncode}:\n{done.stderr}{done.stdout}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def has_module(name):
    return subprocess.run([PYTHON, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0


def kernels_here():
    flags = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace") if os.path.exists("/proc/cpuinfo") else ""
    wide = all(f" {flag}" in flags for flag in ("avx512f", "avx512bw", "avx512dq", "avx512vl"))
    return (["avx512"] if wide else []) + (["avx2"] if " avx2" in flags else []) + ["none", "turns"]


def median(values):
    return statistics.median(values)


def machine():
    return {"system": f"{platform.system()} {platform.release()}", "processors": os.cpu_count(), "python": platform.python_version()}
