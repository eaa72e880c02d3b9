"""One of the processes of an Optuna study that trains CNNs with Keras: TPE asks, Hyperband prunes.

    python optuna_keras.py JOURNAL SEED DATA TARGET PROCESS

A line of JSON for each epoch; it ends when an epoch has reached the target, wherever it was trained. Optuna's journal is the
storage that its documentation recommends for several processes on one machine.
"""

import gzip
import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"

import numpy as np
import optuna
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)
import keras
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend

JOURNAL, SEED, DATA, TARGET = sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4])
EPOCHS = 15
TRAINED = 50_000


def read(name, header):
    with gzip.open(os.path.join(DATA, name)) as file:
        return np.frombuffer(file.read(), dtype=np.uint8)[header:]


images = read("train-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28, 1).astype(np.float32) / 255
labels = read("train-labels-idx1-ubyte.gz", 8).astype(np.int32)
order = np.random.default_rng(0).permutation(len(labels))
training, validation = order[:TRAINED], order[TRAINED:]
validated = tf.data.Dataset.from_tensor_slices((images[validation], labels[validation])).batch(1000).cache()


def optimizer_of(name, rate):
    match name:
        case "sgd":
            return keras.optimizers.SGD(rate, momentum=0.8, nesterov=True)
        case "rmsprop":
            return keras.optimizers.RMSprop(rate)
        case "adam":
            return keras.optimizers.Adam(rate)


class Report(keras.callbacks.Callback):
    def __init__(self, trial):
        super().__init__()
        self.trial = trial

    def on_epoch_end(self, epoch, logs=None):
        value = float(logs["val_accuracy"])
        print(json.dumps({"trial": self.trial.number, "epoch": epoch + 1, "val_accuracy": value}), flush=True)
        self.trial.report(value, epoch + 1)
        if value >= TARGET:
            self.trial.study.stop()
        if self.trial.should_prune():
            raise optuna.TrialPruned()


def objective(trial):
    optimizer = trial.suggest_categorical("optimizer", ["sgd", "rmsprop", "adam"])
    rate = trial.suggest_float("learning_rate", 1e-4, 1e-1, log=True)
    batch = trial.suggest_categorical("batch_size", [16, 32, 64, 128, 256, 512])
    filters = trial.suggest_categorical("filters", [16, 32, 64, 128])
    units = trial.suggest_categorical("units", [50, 100, 200])
    names = ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal"]
    initializer = trial.suggest_categorical("kernel_initializer", names)
    keras.backend.clear_session()
    keras.utils.set_random_seed(SEED * 1000 + trial.number)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(filters, 3, activation="relu", kernel_initializer=initializer),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(units, activation="relu", kernel_initializer=initializer),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer_of(optimizer, rate), "sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    trained = (
        tf.data.Dataset.from_tensor_slices((images[training], labels[training]))
        .cache()
        .shuffle(TRAINED, seed=trial.number)
        .batch(batch)
        .prefetch(2)
    )
    history = model.fit(trained, validation_data=validated, epochs=EPOCHS, verbose=0, callbacks=[Report(trial)])
    return max(history.history["val_accuracy"])


optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.create_study(
    study_name="race",
    storage=JournalStorage(JournalFileBackend(JOURNAL)),
    sampler=optuna.samplers.TPESampler(seed=SEED * 2 + int(sys.argv[5]), constant_liar=True),
    pruner=optuna.pruners.HyperbandPruner(min_resource=1, max_resource=EPOCHS, reduction_factor=3),
    direction="maximize",
    load_if_exists=True,
)
study.optimize(objective, n_trials=None)
