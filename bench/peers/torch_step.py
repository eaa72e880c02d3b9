"""PyTorch, eager or (with the argument `compile`) torch.compile, with images channels first and channels last."""

import sys

import peer

COMPILED = "compile" in sys.argv[1:]


def load():
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(0)

    def variants(layers, batch, task):
        torch.compiler.reset()
        formats = {"channels first": torch.contiguous_format, "channels last": torch.channels_last}
        if not any(spec["kind"] == "conv2d" for spec in layers):
            formats = {"": torch.contiguous_format}
        make = evaluation if task == "evaluate" else step
        return {name: make(torch, layers, batch, format) for name, format in formats.items()}

    return f"torch {torch.__version__}", variants


def network(torch, layers, format):
    nn = torch.nn
    channels, side, features, modules = 1, peer.SIDE, peer.SIDE * peer.SIDE, []
    for spec in layers:
        match spec["kind"]:
            case "conv2d":
                padding, bias = spec["padding"], spec.get("useBias", True)
                modules.append(nn.Conv2d(channels, spec["filters"], spec["kernelSize"], padding=padding, bias=bias))
                channels = spec["filters"]
                side -= 0 if padding == "same" else spec["kernelSize"] - 1
            case "max_pooling2d":
                modules.append(nn.MaxPool2d(spec["poolSize"]))
                side //= spec["poolSize"]
            case "batch_normalization":
                modules.append(nn.BatchNorm2d(channels, eps=0.001, momentum=0.01))
            case "activation":
                pass
            case "flatten":
                modules.append(nn.Flatten())
                features = channels * side * side
            case "dense":
                modules.append(nn.Linear(features, spec["units"]))
                features = spec["units"]
            case kind:
                raise ValueError(kind)
        if spec.get("activation") == "relu":
            modules.append(nn.ReLU(inplace=True))
    model = nn.Sequential(*modules).to(memory_format=format)
    return torch.compile(model) if COMPILED else model


def as_tensors(torch, format, images, labels):
    first = torch.from_numpy(images.transpose(0, 3, 1, 2)).contiguous()
    return first.contiguous(memory_format=format), torch.from_numpy(labels).long()


def step(torch, layers, batch, format):
    model = network(torch, layers, format)
    optimizer = torch.optim.Adam(model.parameters(), lr=peer.LEARNING_RATE, eps=1e-7, fused=True)
    ready = [as_tensors(torch, format, *pair) for pair in peer.batches(batch)]

    def run(count):
        for index in range(count):
            images, labels = ready[index % len(ready)]
            optimizer.zero_grad(set_to_none=True)
            torch.nn.functional.cross_entropy(model(images), labels).backward()
            optimizer.step()

    return run


def evaluation(torch, layers, batch, format):
    model = network(torch, layers, format).eval()
    images, labels = as_tensors(torch, format, *peer.data(peer.EVALUATED))

    def run(count):
        with torch.inference_mode():
            for _ in range(count):
                for start in range(0, peer.EVALUATED, batch):
                    logits = model(images[start : start + batch])
                    wanted = labels[start : start + batch]
                    torch.nn.functional.cross_entropy(logits, wanted, reduction="sum").item()
                    (logits.argmax(1) == wanted).sum().item()

    return run


if __name__ == "__main__":
    peer.serve(load)
