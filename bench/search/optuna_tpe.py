"""Runs Optuna's default sampler on the tables of `tables.py`; prints what it tried: a line of cells for each run.

    python optuna_tpe.py FOLDER SEEDS TRIALS [name of a table ...]
"""

import json
import os
import sys

import numpy as np
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
folder, seeds, trials = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
wanted = sys.argv[4:]
tables = json.load(open(os.path.join(folder, "tables.json")))
losses = np.memmap(os.path.join(folder, "tables.f32"), dtype="<f4", mode="r")


def ask(trial, name, values):
    """The index of a value: an ordered number where the values are numbers, else a category."""
    if isinstance(values[0], str):
        return trial.suggest_categorical(name, list(range(len(values))))
    return trial.suggest_int(name, 0, len(values) - 1)


def cell_of(trial, parameters, conditional):
    chosen = {}
    own = trial.suggest_categorical("depth", [1, 2]) == 2 if conditional else True
    for parameter in parameters:
        name = parameter["name"]
        if own or not name.endswith("_2"):
            chosen[name] = ask(trial, name, parameter["values"])
        else:
            chosen[name] = chosen[name[:-1] + "1"]
    cell = 0
    for parameter in parameters:
        cell = cell * len(parameter["values"]) + chosen[parameter["name"]]
    return cell


for table in tables:
    for conditional in (False, True):
        if conditional and not table["name"].startswith("hpolib"):
            continue
        label = table["name"] + ("-conditional" if conditional else "")
        if wanted and label not in wanted:
            continue
        repetitions = table["repetitions"]
        for seed in range(seeds):
            study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
            cells = []
            for index in range(trials):
                trial = study.ask()
                cell = cell_of(trial, table["parameters"], conditional)
                cells.append(cell)
                study.tell(trial, float(losses[table["offset"] + cell * repetitions + (seed + index) % repetitions]))
            print(json.dumps({"table": label, "seed": seed, "cells": cells}), flush=True)
