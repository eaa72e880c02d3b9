"""What the peers have in common: the networks, the data, the clock and the protocol.

A peer reads requests from stdin, one JSON object a line, and answers each with one line on stdout:

  {"op": "prepare", "network": "cnn", "batch": 32, "task": "step"}
      -> {"event": "prepared", "variant": "...", "tried": {"...": 8.4}}
  {"op": "measure", "ms": 1000}
      -> {"event": "measured", "ms": 8.4}

and begins with {"event": "ready", "version": "..."} or, where its packages are not there, {"event": "missing",
"message": "..."}. All times are the mean of a burst, in milliseconds a step (or an evaluation).
"""

import gc
import json
import os
import sys
import time

SIDE = 28
CLASSES = 10
LEARNING_RATE = 0.001
#: Images in the training set; batches are taken from it in turn.
TRAINED = 2048
EVALUATED = 10_000
#: How long a variant is tried while the fastest one is looked for, after a warm-up of a third of it.
TRIAL_MS = 600

with open(os.path.join(os.path.dirname(__file__), "networks.json"), encoding="utf-8") as file:
    NETWORKS = json.load(file)


def data(count):
    """`count` images [count, 28, 28, 1] in 0..1 and their labels, the same as ours."""
    import numpy as np

    index = np.arange(count * SIDE * SIDE, dtype=np.uint32)
    pixels = ((index * np.uint32(2654435761)) >> np.uint32(24)).astype(np.uint8)
    images = pixels.reshape(count, SIDE, SIDE, 1).astype(np.float32) / np.float32(255)
    return images, (np.arange(count) % CLASSES).astype(np.int32)


def batches(batch):
    """The training set cut into batches."""
    images, labels = data(TRAINED)
    starts = range(0, TRAINED, batch)
    return [(images[start : start + batch], labels[start : start + batch]) for start in starts]


def milliseconds(run, wanted_ms):
    """Mean milliseconds of one of `run(count)`'s repetitions in a burst of about `wanted_ms`."""
    one = timed(run, 1)
    few = timed(run, max(1, int(wanted_ms / 5 / one))) if one < wanted_ms / 5 else one
    return timed(run, max(1, round(wanted_ms / few)))


def timed(run, count):
    started = time.perf_counter()
    run(count)
    return (time.perf_counter() - started) * 1000 / count


def serve(load):
    """Answers requests until stdin ends.

    `load()` imports the packages and returns (version, variants); `variants(layers, batch, task)` returns functions
    by name, each of which does a given number of training steps or evaluations and returns when they are done.
    """
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)

    def answer(**fields):
        answers.write(json.dumps(fields) + "\n")

    try:
        version, variants = load()
    except ImportError as error:
        answer(event="missing", message=str(error))
        return
    answer(event="ready", version=version)
    fastest = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["op"] == "measure":
                answer(event="measured", ms=milliseconds(fastest, request["ms"]))
                continue
            fastest = None
            gc.collect()
            layers = NETWORKS[request["network"]]["layers"]
            runs = variants(layers, request["batch"], request["task"])
            tried = {}
            for name, run in runs.items():
                run(1)
                milliseconds(run, TRIAL_MS / 3)
                tried[name] = milliseconds(run, TRIAL_MS)
            variant = min(tried, key=tried.get)
            fastest = runs[variant]
            answer(event="prepared", variant=variant, tried=tried)
        except Exception as error:  # the bench goes on with the next work
            answer(event="failed", message=f"{type(error).__name__}: {error}")
