"""Makes an experiment of so many finished runs and shows it with MLflow's server: FOLDER TRIALS EPOCHS."""

import os
import sys
from uuid import UUID

# Before MLflow is loaded: it reports its use to its makers otherwise, and starts workers for jobs that nobody has.
os.environ |= {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "DO_NOT_TRACK": "true",
    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
}

from generated import EPOCH_MS, arguments, free_port, insert, trials
from mlflow.store.tracking.dbmodels import models
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore


def rows_of(run, experiment_id, folder):
    """A run as `create_run` and `log_batch` store it."""
    run_uuid = UUID(int=run.number + 1).hex
    name = f"run-{run.number}"
    yield models.SqlRun.__table__, {
        "run_uuid": run_uuid,
        "name": name,
        "source_type": "UNKNOWN",
        "source_name": "",
        "entry_point_name": "",
        "user_id": "unknown",
        "status": "FINISHED",
        "start_time": run.start_ms,
        "end_time": run.end_ms,
        "source_version": "",
        "lifecycle_stage": "active",
        "artifact_uri": f"{folder}/artifacts/{run_uuid}",
        "experiment_id": experiment_id,
    }
    yield models.SqlTag.__table__, {"run_uuid": run_uuid, "key": "mlflow.runName", "value": name}
    for key, value in run.params.items():
        yield models.SqlParam.__table__, {"run_uuid": run_uuid, "key": key, "value": str(value)}
    for step, metrics in enumerate(run.epochs):
        for key, value in metrics.items():
            metric = {
                "run_uuid": run_uuid,
                "key": key,
                "value": value,
                "timestamp": run.start_ms + (step + 1) * EPOCH_MS,
                "step": step,
                "is_nan": False,
            }
            yield models.SqlMetric.__table__, metric
            if step == len(run.epochs) - 1:
                yield models.SqlLatestMetric.__table__, metric


folder, count, epochs = arguments()
uri = f"sqlite:///{folder}/mlflow.db"
store = SqlAlchemyStore(uri, f"{folder}/artifacts")
experiment_id = int(store.create_experiment("generated"))
with store.engine.begin() as connection:
    insert(connection, trials(count, epochs), lambda run: rows_of(run, experiment_id, folder))
port = free_port()
print(f"http://127.0.0.1:{port}", flush=True)
server = ["server", "--backend-store-uri", uri, "--default-artifact-root", f"{folder}/artifacts"]
server += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
os.execv(sys.executable, [sys.executable, "-m", "mlflow", *server])
