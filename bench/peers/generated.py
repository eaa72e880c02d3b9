"""Trials with curves that look like learning, the same for the same number, for the dashboards of others."""

import os
import random
import sys
import time
from itertools import islice
from socket import socket

OPTIMIZERS = ["sgd", "adam", "rmsprop", "adamw"]
EPOCH_MS = 4500


class Trial:
    """Parameters, and of each epoch the metrics that ours has: loss, accuracy, val_loss, val_accuracy."""

    def __init__(self, number, draw, epochs, start_ms):
        self.number = number
        self.start_ms = start_ms
        self.end_ms = start_ms + epochs * EPOCH_MS
        self.params = {
            "optimizer": draw.choice(OPTIMIZERS),
            "learning_rate": 10 ** draw.uniform(-4, -2),
            "batch_size": 2 ** draw.randrange(4, 10),
            "filters": 2 ** draw.randrange(3, 7),
            "dropout": draw.uniform(0, 0.5),
        }
        best = 0.8 + 0.12 * draw.random() ** 0.5
        self.epochs = [metrics(best * (1 - 2.718 ** (-(epoch + 1) / 4)), epoch) for epoch in range(epochs)]


def metrics(accuracy, epoch):
    return {
        "loss": 2.3 * (1 - accuracy) + 0.02,
        "accuracy": min(1, accuracy + 0.002 * epoch),
        "val_loss": 2.3 * (1 - accuracy) + 0.05 + 0.001 * epoch,
        "val_accuracy": accuracy,
    }


def trials(count, epochs):
    """One after another, the last ending about now."""
    draw = random.Random(count)
    begin = int(time.time() * 1000) - count * epochs * EPOCH_MS
    for number in range(count):
        yield Trial(number, draw, epochs, begin + number * epochs * EPOCH_MS)


def insert(connection, trials, rows_of):
    """Inserts the (table, values) pairs of trials, many at once: the clients' own way takes minutes for 10,000."""
    while some := list(islice(trials, 500)):
        tables = {}
        for trial in some:
            for table, values in rows_of(trial):
                tables.setdefault(table, []).append(values)
        for table, values in tables.items():
            connection.execute(table.insert(), values)


def arguments():
    """FOLDER TRIALS EPOCHS."""
    folder, count, epochs = sys.argv[1:4]
    return os.path.abspath(folder), int(count), int(epochs)


def free_port():
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
