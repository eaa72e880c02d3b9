"""Keras on TensorFlow: train_on_batch and fit over tf.data, without and with XLA."""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"

import peer


def load():
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    import keras

    def variants(layers, batch, task):
        keras.backend.clear_session()
        make = evaluations if task == "evaluate" else steps
        return {
            f"{name}{', XLA' if jit else ''}": run
            for jit in (False, True)
            for name, run in make(tf, keras, lambda jit=jit: compiled(keras, layers, jit), batch).items()
        }

    return f"keras {keras.__version__}, tensorflow {tf.__version__}", variants


def compiled(keras, layers, jit):
    model = keras.Sequential([keras.Input((peer.SIDE, peer.SIDE, 1)), *(layer(keras, spec) for spec in layers)])
    model.compile(
        optimizer=keras.optimizers.Adam(peer.LEARNING_RATE),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=jit,
    )
    return model


def layer(keras, spec):
    match spec["kind"]:
        case "conv2d":
            return keras.layers.Conv2D(
                spec["filters"],
                spec["kernelSize"],
                padding=spec["padding"],
                activation=spec["activation"],
                use_bias=spec.get("useBias", True),
            )
        case "max_pooling2d":
            return keras.layers.MaxPooling2D(spec["poolSize"])
        case "batch_normalization":
            return keras.layers.BatchNormalization()
        case "activation":
            return keras.layers.Activation(spec["activation"])
        case "flatten":
            return keras.layers.Flatten()
        case "dense":
            return keras.layers.Dense(spec["units"], activation=spec["activation"])
    raise ValueError(spec["kind"])


def steps(tf, keras, model, batch):
    ready = peer.batches(batch)
    dataset = tf.data.Dataset.from_tensor_slices(peer.data(peer.TRAINED)).batch(batch).cache().repeat().prefetch(2)
    one_by_one, fitted = model(), model()

    def train_on_batch(count):
        for step in range(count):
            one_by_one.train_on_batch(*ready[step % len(ready)])

    def fit(count):
        fitted.fit(dataset, epochs=1, steps_per_epoch=count, shuffle=False, verbose=0)

    return {"train_on_batch": train_on_batch, "fit": fit}


def evaluations(tf, keras, model, batch):
    images, labels = peer.data(peer.EVALUATED)
    evaluated = model()

    def of(size):
        dataset = tf.data.Dataset.from_tensor_slices((images, labels)).batch(size).cache().prefetch(2)

        def run(count):
            for _ in range(count):
                evaluated.evaluate(dataset, verbose=0)

        return run

    return {f"batches of {size}": of(size) for size in (32, 100, 500)}


if __name__ == "__main__":
    peer.serve(load)
