"""
Reference values for the layers and the loss: PyTorch in float64, and how far PyTorch in float32 is from it.

    OMP_NUM_THREADS=1 python test/parity/make-layer-fixtures.py

Weights are stored as the workbench holds them, [inputs, outputs]; PyTorch's Linear holds the transpose.
"""

import numpy as np
import torch
import torch.nn.functional as F

from fixture_format import input16, input32, labels, outputs, write

DENSE_SHAPES = [  # batch, inputs, outputs
    (2, 1, 7), (2, 129, 10), (2, 7, 1), (3, 7, 129), (3, 10, 1), (13, 129, 129), (13, 1, 1), (13, 10, 10),
    (64, 10, 7), (64, 129, 1), (64, 7, 10), (16, 784, 128),
]
NORMALIZATION_SHAPES = [(batch, width) for batch in (2, 3, 13, 64) for width in (1, 7, 10, 129)]
PLAIN = {"momentum": 0.1, "epsilon": 1e-5, "affine": True}
NORMALIZATION_SETTINGS = [
    (2, 10, {**PLAIN, "momentum": 0.3, "epsilon": 1e-3}),
    (3, 7, {**PLAIN, "momentum": 0.3}),
    (13, 10, {**PLAIN, "epsilon": 1e-3}),
    (2, 7, {**PLAIN, "affine": False}),
    (13, 129, {**PLAIN, "affine": False}),
    (64, 1, {"momentum": 0.3, "epsilon": 1e-3, "affine": False}),
]


def in_both(compute, inputs):
    """The same computation on the same float32 inputs, in float64 and in float32."""
    tensors = [[torch.tensor(value, dtype=dtype) for value in inputs] for dtype in (torch.float64, torch.float32)]
    return outputs(*(compute(*group) for group in tensors))


def normal(random, *shape, scale=1.0, shift=0.0):
    return (random.standard_normal(shape) * scale + shift).astype(np.float32)


def dense(batch, inputs, width):
    random = np.random.default_rng([1, batch, inputs, width])
    w = np.round(normal(random, inputs, width) * 2**12 / inputs**0.5) / 2**12
    x, b, dy = normal(random, batch, inputs), normal(random, width), normal(random, batch, width)

    def compute(x, w, b, dy):
        x, weight, b = x.requires_grad_(), w.t().contiguous().requires_grad_(), b.requires_grad_()
        y = F.linear(x, weight, b)
        y.backward(dy)
        return {"y": y, "dx": x.grad, "dw": weight.grad.t().contiguous(), "db": b.grad}

    stored = {"x": input32(x), "w": input16(w), "b": input32(b), "dy": input32(dy)}
    return {"name": f"dense {batch}×{inputs}→{width}", "inputs": stored,
            "outputs": in_both(compute, [x, w, b, dy])}


ACTIVATIONS = {"relu": F.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "gelu": F.gelu}


def activation(name, batch, width, scale):
    random = np.random.default_rng([2, batch, width])
    x, dy = normal(random, batch, width, scale=scale), normal(random, batch, width)
    x[np.abs(x) < 1e-3] = 0.25  # ReLU's kink: an input of 1e-8 may fall on either side
    if scale > 1:
        x.ravel()[:8] = [-100, -89, -30, -10, 10, 30, 89, 100]

    def compute(x, dy):
        x = x.requires_grad_()
        y = ACTIVATIONS[name](x)
        y.backward(dy)
        return {"y": y, "dx": x.grad}

    return {"name": f"{name} {batch}×{width}, inputs of scale {scale}", "activation": name,
            "inputs": {"x": input32(x), "dy": input32(dy)}, "outputs": in_both(compute, [x, dy])}


def batch_normalization(batch, width, settings):
    """Forward and backward of the first of three batches; running statistics after it and after all three."""
    random = np.random.default_rng([3, batch, width])
    x = normal(random, 3, batch, width, scale=1.5, shift=0.7)
    dy = normal(random, batch, width)
    gamma, beta = normal(random, width, scale=0.5, shift=1), normal(random, width)
    affine = [gamma, beta] if settings["affine"] else []

    def compute(x, dy, *affine):
        layer = torch.nn.BatchNorm1d(width, settings["epsilon"], settings["momentum"], settings["affine"]).to(x.dtype)
        if affine:
            layer.weight.data, layer.bias.data = affine
        first = x[0].clone().requires_grad_()
        y = layer(first)
        y.backward(dy)
        result = {"y": y, "dx": first.grad}
        if affine:
            result.update(dgamma=layer.weight.grad, dbeta=layer.bias.grad)
        result.update(runningMean1=layer.running_mean.clone(), runningVariance1=layer.running_var.clone())
        layer(x[1]), layer(x[2])
        result.update(runningMean3=layer.running_mean.clone(), runningVariance3=layer.running_var.clone())
        layer.eval()
        result["evaluated"] = layer(x[0])  # with the running statistics after three updates
        return result

    stored = {"x": input32(x), "dy": input32(dy)}
    if affine:
        stored.update(gamma=input32(gamma), beta=input32(beta))
    words = ", ".join(f"{key} {value}" for key, value in settings.items())
    return {"name": f"batch normalization {batch}×{width}, {words}", **settings, "inputs": stored,
            "outputs": in_both(compute, [x, dy, *affine])}


def cross_entropy(batch, classes, scale):
    random = np.random.default_rng([4, batch, classes])
    logits = normal(random, batch, classes, scale=scale)
    if scale > 10:
        logits = np.clip(logits, -50, 50)
        logits[0, 0], logits[0, -1] = 50, -50
    truth = random.integers(0, classes, batch)

    def compute(logits):
        logits = logits.requires_grad_()
        loss = F.cross_entropy(logits, torch.tensor(truth))
        loss.backward()
        return {"loss": loss, "dlogits": logits.grad}

    return {"name": f"cross-entropy {batch}×{classes}, logits of scale {scale}",
            "inputs": {"logits": input32(logits), "labels": labels(truth)}, "outputs": in_both(compute, [logits])}


if __name__ == "__main__":
    torch.set_num_threads(1)
    write("dense", [dense(*shape) for shape in DENSE_SHAPES])
    shapes = [(2, 7, 1.0), (3, 1, 1.0), (13, 10, 20.0), (13, 129, 2.0)]
    write("activation", [activation(name, *shape) for name in ACTIVATIONS for shape in shapes])
    plain = [(*shape, PLAIN) for shape in NORMALIZATION_SHAPES]
    write("batch-normalization", [batch_normalization(*case) for case in plain + NORMALIZATION_SETTINGS])
    write("cross-entropy", [cross_entropy(batch, classes, scale) for scale in (2.0, 40.0)
                            for batch, classes in ((2, 10), (3, 2), (13, 129), (64, 10), (1, 7))])
