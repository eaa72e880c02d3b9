"""JAX: forward, loss, backward and Adam in one jitted function whose state is donated."""

import peer


def load():
    import jax

    def variants(layers, batch, task):
        if task != "step":
            raise ValueError("JAX is measured on training steps alone")
        layouts = ("NHWC", "NCHW") if any(spec["kind"] == "conv2d" for spec in layers) else ("NHWC",)
        return {layout: step(jax, layers, batch, layout) for layout in layouts}

    return f"jax {jax.__version__}", variants


def initial(jax, layers, layout):
    """Weights and moving averages, a dictionary a layer."""
    numpy, random = jax.numpy, jax.random
    key, channels, side, features = random.key(0), 1, peer.SIDE, peer.SIDE * peer.SIDE
    weights, moving = [], []
    for spec in layers:
        key, own = random.split(key)
        of_layer, averages = {}, {}
        match spec["kind"]:
            case "conv2d":
                k, filters = spec["kernelSize"], spec["filters"]
                kernel = random.normal(own, (k, k, channels, filters)) * (2 / (k * k * channels)) ** 0.5
                of_layer = {"kernel": kernel}
                if spec.get("useBias", True):
                    of_layer["bias"] = numpy.zeros(filters)
                channels = filters
                side -= 0 if spec["padding"] == "same" else k - 1
            case "max_pooling2d":
                side //= spec["poolSize"]
            case "flatten":
                features = channels * side * side
            case "batch_normalization":
                of_layer = {"gamma": numpy.ones(channels), "beta": numpy.zeros(channels)}
                averages = {"mean": numpy.zeros(channels), "variance": numpy.ones(channels)}
            case "dense":
                kernel = random.normal(own, (features, spec["units"])) * (2 / features) ** 0.5
                of_layer = {"kernel": kernel, "bias": numpy.zeros(spec["units"])}
                features = spec["units"]
        weights.append(of_layer)
        moving.append(averages)
    return weights, moving


def forward(jax, layers, layout, weights, moving, images):
    """Logits, and the moving averages after this batch."""
    numpy, lax = jax.numpy, jax.lax
    last = layout == "NHWC"
    channel = (1, 1, 1, -1) if last else (1, -1, 1, 1)
    value, averages = images, []
    for spec, own, before in zip(layers, weights, moving):
        after = before
        match spec["kind"]:
            case "conv2d":
                padding = spec["padding"].upper()
                value = lax.conv_general_dilated(
                    value, own["kernel"], (1, 1), padding, dimension_numbers=(layout, "HWIO", layout)
                )
                if "bias" in own:
                    value = value + own["bias"].reshape(channel)
            case "max_pooling2d":
                n = spec["poolSize"]
                window = (1, n, n, 1) if last else (1, 1, n, n)
                value = lax.reduce_window(value, -numpy.inf, lax.max, window, window, "VALID")
            case "batch_normalization":
                axes = (0, 1, 2) if last else (0, 2, 3)
                mean, variance = value.mean(axes), value.var(axes)
                after = {
                    "mean": 0.99 * before["mean"] + 0.01 * mean,
                    "variance": 0.99 * before["variance"] + 0.01 * variance,
                }
                scale = own["gamma"] * lax.rsqrt(variance + 0.001)
                value = value * scale.reshape(channel) + (own["beta"] - mean * scale).reshape(channel)
            case "flatten":
                value = value.reshape(value.shape[0], -1)
            case "dense":
                value = value @ own["kernel"] + own["bias"]
        if spec.get("activation") == "relu":
            value = jax.nn.relu(value)
        averages.append(after)
    return value, averages


def step(jax, layers, batch, layout):
    numpy, tree = jax.numpy, jax.tree
    weights, moving = initial(jax, layers, layout)

    def loss_of(weights, moving, images, labels):
        logits, averages = forward(jax, layers, layout, weights, moving, images)
        chosen = numpy.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], 1)
        return -chosen.mean(), averages

    def update(state, images, labels):
        weights, moving, first, second, count = state
        (loss, moving), gradients = jax.value_and_grad(loss_of, has_aux=True)(weights, moving, images, labels)
        count = count + 1
        rate = peer.LEARNING_RATE * numpy.sqrt(1 - 0.999**count) / (1 - 0.9**count)
        first = tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
        second = tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
        weights = tree.map(lambda w, m, v: w - rate * m / (numpy.sqrt(v) + 1e-7), weights, first, second)
        return (weights, moving, first, second, count), loss

    jitted = jax.jit(update, donate_argnums=0)
    zeros = [tree.map(numpy.zeros_like, weights) for _ in range(2)]
    state = (weights, moving, *zeros, numpy.zeros(()))
    shaped = (lambda images: images) if layout == "NHWC" else (lambda images: images.transpose(0, 3, 1, 2).copy())
    ready = [(numpy.asarray(shaped(images)), numpy.asarray(labels)) for images, labels in peer.batches(batch)]

    def run(count):
        nonlocal state
        for index in range(count):
            state, loss = jitted(state, *ready[index % len(ready)])
        loss.block_until_ready()

    return run


if __name__ == "__main__":
    peer.serve(load)
