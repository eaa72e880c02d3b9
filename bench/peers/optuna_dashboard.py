"""Makes a study of so many completed trials and shows it with optuna-dashboard: FILE TRIALS EPOCHS."""

import os
import random
import sys
from socket import socket

# This file's folder would be found before the package of the same name.
sys.path = [path for path in sys.path if path != os.path.dirname(os.path.abspath(__file__))]

import optuna
from optuna_dashboard import run_server

file, trials, epochs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
optuna.logging.set_verbosity(optuna.logging.ERROR)
storage = f"sqlite:///{file}"
study = optuna.create_study(storage=storage, study_name="generated", direction="maximize")
draw = random.Random(trials)
distributions = {
    "optimizer": optuna.distributions.CategoricalDistribution(["sgd", "adam", "rmsprop", "adamw"]),
    "learning_rate": optuna.distributions.FloatDistribution(1e-4, 1e-2, log=True),
    "batch_size": optuna.distributions.IntDistribution(16, 512, log=True),
    "filters": optuna.distributions.IntDistribution(8, 64),
    "dropout": optuna.distributions.FloatDistribution(0, 0.5),
}


def trial():
    best = 0.8 + 0.12 * draw.random() ** 0.5
    return optuna.trial.create_trial(
        params={
            "optimizer": draw.choice(["sgd", "adam", "rmsprop", "adamw"]),
            "learning_rate": 10 ** draw.uniform(-4, -2),
            "batch_size": 2 ** draw.randrange(4, 10),
            "filters": 2 ** draw.randrange(3, 7),
            "dropout": draw.uniform(0, 0.5),
        },
        distributions=distributions,
        value=best,
        intermediate_values={epoch: best * (1 - 2.718 ** (-(epoch + 1) / 4)) for epoch in range(epochs)},
    )


study.add_trials([trial() for _ in range(trials)])
with socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
print(f"http://127.0.0.1:{port}", flush=True)
run_server(storage, host="127.0.0.1", port=port)
