"""
Reference values for what surrounds the layers: optimizers (PyTorch in float64, and float32's error against it),
learning-rate schedules and initialization.

    OMP_NUM_THREADS=1 python test/parity/make-training-fixtures.py
"""

from unittest.mock import patch

import numpy as np
import torch
from torch.optim import lr_scheduler

from fixture_format import input32, outputs, write

STEPS = 5
ELEMENTS = 33
FIXED = [0.1] * STEPS
SGD = {"type": "sgd", "momentum": 0.9, "nesterov": False}
ADAM = {"type": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
OPTIMIZERS = [  # name, optimizer, weight decay, learning rate of each step
    ("SGD without momentum", {**SGD, "momentum": 0}, 0, FIXED),
    ("SGD without momentum, weight decay", {**SGD, "momentum": 0}, 0.05, FIXED),
    ("SGD with momentum", SGD, 0, FIXED),
    ("SGD with momentum, weight decay", SGD, 0.05, FIXED),
    ("SGD with momentum, a rate that changes", SGD, 0, [0.1, 0.05, 0.2, 0.01, 0.1]),
    ("SGD with Nesterov momentum", {**SGD, "nesterov": True}, 0, FIXED),
    ("SGD with Nesterov momentum, weight decay", {**SGD, "momentum": 0.5, "nesterov": True}, 0.05, FIXED),
    ("Adam", ADAM, 0, FIXED),
    ("Adam with other betas", {**ADAM, "beta1": 0.5, "beta2": 0.9}, 0, FIXED),
    ("Adam with beta1 0", {**ADAM, "beta1": 0.0}, 0, FIXED),
    ("Adam with a large epsilon", {**ADAM, "epsilon": 1e-3}, 0, FIXED),
    ("Adam with weight decay", ADAM, 0.05, FIXED),
    ("Adam, a rate that changes", ADAM, 0, [0.1, 0.05, 0.2, 0.01, 0.1]),
]


def build(optimizer, weight_decay, parameters):
    if optimizer["type"] == "sgd":
        return torch.optim.SGD(parameters, lr=1, weight_decay=weight_decay,
                               momentum=optimizer["momentum"], nesterov=optimizer["nesterov"])
    return torch.optim.Adam(parameters, lr=1, weight_decay=weight_decay, eps=optimizer["epsilon"],
                            betas=(optimizer["beta1"], optimizer["beta2"]))


def five_steps(name, optimizer, weight_decay, learning_rates):
    random = np.random.default_rng(5)
    start = random.standard_normal(ELEMENTS).astype(np.float32)
    # From 1e-10 to 1 in size, so that Adam's epsilon matters for some.
    gradients = random.standard_normal((STEPS, ELEMENTS)) * 10 ** random.uniform(-10, 0, ELEMENTS)
    gradients = gradients.astype(np.float32)

    def run(dtype):
        parameter = torch.tensor(start, dtype=dtype, requires_grad=True)
        engine = build(optimizer, weight_decay, [parameter])
        after = []
        for rate, gradient in zip(learning_rates, gradients):
            engine.param_groups[0]["lr"] = rate
            parameter.grad = torch.tensor(gradient, dtype=dtype)
            engine.step()
            after.append(parameter.detach().clone())
        return {"after": torch.stack(after)}

    return {"name": name, "optimizer": optimizer, "weightDecay": weight_decay, "learningRates": learning_rates,
            "inputs": {"start": input32(start), "gradients": input32(gradients)},
            "outputs": outputs(run(torch.float64), run(torch.float32))}


SCHEDULE_STEPS = 40
STEPS_PER_EPOCH = 4


def warmup(steps):
    return lambda engine: lr_scheduler.LinearLR(engine, start_factor=1 / steps, total_iters=steps - 1)


def milestones(epochs, factor):
    return lambda engine: lr_scheduler.MultiStepLR(engine, [e * STEPS_PER_EPOCH for e in epochs], factor)


def cosine(final_factor):
    return lambda engine: lr_scheduler.CosineAnnealingLR(engine, SCHEDULE_STEPS, eta_min=final_factor)


SCHEDULES = [  # our words, PyTorch's scheduler or schedulers (all stepped after every step)
    ({"shape": {"type": "step", "epochs": [3, 7], "factor": 0.1}, "warmupSteps": 0}, [milestones([3, 7], 0.1)]),
    ({"shape": {"type": "step", "epochs": [1, 2, 9], "factor": 0.5}, "warmupSteps": 0},
     [milestones([1, 2, 9], 0.5)]),
    ({"shape": {"type": "cosine", "finalFactor": 0}, "warmupSteps": 0}, [cosine(0)]),
    ({"shape": {"type": "cosine", "finalFactor": 0.05}, "warmupSteps": 0}, [cosine(0.05)]),
    ({"shape": {"type": "constant"}, "warmupSteps": 7}, [warmup(7)]),
    ({"shape": {"type": "step", "epochs": [1, 5], "factor": 0.1}, "warmupSteps": 10},
     [warmup(10), milestones([1, 5], 0.1)]),
    ({"shape": {"type": "cosine", "finalFactor": 0}, "warmupSteps": 5}, [warmup(5), cosine(0)]),
]


def schedule(words, schedulers):
    """The learning rate of each of 40 steps, 4 an epoch, from a base rate of 1."""
    engine = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    chained = lr_scheduler.ChainedScheduler([make(engine) for make in schedulers])
    factors = []
    for _ in range(SCHEDULE_STEPS):
        factors.append(engine.param_groups[0]["lr"])
        engine.step()
        chained.step()
    return {"schedule": words, "stepsPerEpoch": STEPS_PER_EPOCH, "factors": factors}


def drawn_from(initialize):
    """The upper bound of every uniform_ and the deviation of every normal_ that an initializer of PyTorch calls."""
    scales = []

    def note(tensor, lower_or_mean, scale, **_):
        scales.append(scale)
        return tensor

    with patch.object(torch.Tensor, "uniform_", note), patch.object(torch.Tensor, "normal_", note):
        initialize()
    return scales


def initialization(inputs, width):
    """The bounds and the deviation that PyTorch's initializers draw from, as they hand them to the generator."""
    init, weight = torch.nn.init, torch.empty(width, inputs)
    linear_weight, linear_bias = drawn_from(lambda: torch.nn.Linear(inputs, width))
    [he] = drawn_from(lambda: init.kaiming_normal_(weight, nonlinearity="relu"))
    [glorot] = drawn_from(lambda: init.xavier_uniform_(weight))
    return {"inputs": inputs, "outputs": width, "linearWeightBound": linear_weight, "linearBiasBound": linear_bias,
            "heDeviation": he, "glorotBound": glorot}


if __name__ == "__main__":
    torch.set_num_threads(1)
    write("optimizers", [five_steps(*case) for case in OPTIMIZERS])
    write("schedules", [schedule(*case) for case in SCHEDULES])
    shapes = [(784, 128), (128, 64), (64, 10), (7, 129), (129, 7), (1, 10)]
    write("initialization", [initialization(*shape) for shape in shapes])
