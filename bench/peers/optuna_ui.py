"""Makes a study of so many completed trials and shows it with optuna-dashboard: FOLDER TRIALS EPOCHS."""

from datetime import datetime, timezone

import optuna
from generated import OPTIMIZERS, arguments, free_port, insert, trials
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.storages._rdb import models
from optuna_dashboard import run_server

DISTRIBUTIONS = {
    "optimizer": CategoricalDistribution(OPTIMIZERS),
    "learning_rate": FloatDistribution(1e-4, 1e-2, log=True),
    "batch_size": IntDistribution(16, 512, log=True),
    "filters": IntDistribution(8, 64),
    "dropout": FloatDistribution(0, 0.5),
}
JSON = {name: optuna.distributions.distribution_to_json(one) for name, one in DISTRIBUTIONS.items()}


def time_of(ms):
    return datetime.fromtimestamp(ms / 1000, timezone.utc).replace(tzinfo=None)


def rows_of(trial, study_id):
    """A trial as `Study.add_trial` stores it; optuna knows one value per step, the objective's."""
    trial_id = trial.number + 1
    yield models.TrialModel.__table__, {
        "trial_id": trial_id,
        "number": trial.number,
        "study_id": study_id,
        "state": optuna.trial.TrialState.COMPLETE,
        "datetime_start": time_of(trial.start_ms),
        "datetime_complete": time_of(trial.end_ms),
    }
    yield models.TrialValueModel.__table__, {
        "trial_id": trial_id,
        "objective": 0,
        "value": trial.epochs[-1]["val_accuracy"],
        "value_type": models.TrialValueModel.TrialValueType.FINITE,
    }
    for name, value in trial.params.items():
        yield models.TrialParamModel.__table__, {
            "trial_id": trial_id,
            "param_name": name,
            "param_value": DISTRIBUTIONS[name].to_internal_repr(value),
            "distribution_json": JSON[name],
        }
    for step, metrics in enumerate(trial.epochs):
        yield models.TrialIntermediateValueModel.__table__, {
            "trial_id": trial_id,
            "step": step,
            "intermediate_value": metrics["val_accuracy"],
            "intermediate_value_type": models.TrialIntermediateValueModel.TrialIntermediateValueType.FINITE,
        }


folder, count, epochs = arguments()
optuna.logging.set_verbosity(optuna.logging.ERROR)
storage = optuna.storages.RDBStorage(f"sqlite:///{folder}/study.db")
study = optuna.create_study(storage=storage, study_name="generated", direction="maximize")
with storage.engine.begin() as connection:
    insert(connection, trials(count, epochs), lambda trial: rows_of(trial, study._study_id))
port = free_port()
print(f"http://127.0.0.1:{port}", flush=True)
run_server(storage, host="127.0.0.1", port=port)
