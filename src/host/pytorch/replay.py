"""
Replays one training run of BatchNorm Workbench in PyTorch, from the same initial weights and on the same images
in the same order, and compares the loss of every step with the one that the workbench recorded.

    python replay.py                   the first 200 steps
    python replay.py --steps 1000      more of them (or "all")

Needs torch and numpy. It ends with status 1 when the two losses differ by more than the tolerance somewhere in
the first 200 steps. Later steps are shown but not judged: both sides round to float32, though not in the same
order, and training makes any such difference, however small, grow.

Two things can put a run above the tolerance with nobody at fault. A ReLU whose input is 0 to the last digit passes its
gradient in one program and not in the other, for that step's image and unit. And with Adam and batch normalization, the
weight of a pixel that is equal in every image of a batch has, before a normalization, a gradient of exactly 0; rounding
makes it some 1e-9 instead, and Adam, which divides a gradient by its own size, makes of that a step of full length in
either direction. So when the two losses differ, PyTorch is compared with itself as well: trained again with the
pixels in reverse order, which changes nothing but the order of its sums.
"""

import argparse
import json
import math
import pathlib
import sys

import numpy as np
import torch
from torch import nn

FOLDER = pathlib.Path(__file__).parent
JUDGED_STEPS = 200
ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "gelu": nn.GELU, "identity": nn.Identity}


def array(name):
    return np.load(FOLDER / f"{name}.npy")


def initial(layer, name):
    """One of the arrays that the run began with, for example weights/0.gamma.npy."""
    return torch.from_numpy(array(f"weights/{layer['index']}.{name}"))


def build_layer(layer):
    """A PyTorch layer that holds the run's initial values."""
    if layer["type"] == "activation":
        return ACTIVATIONS[layer["activation"]]()
    if layer["type"] == "dense":
        dense = nn.Linear(layer["inputs"], layer["outputs"], bias=layer["bias"])
        # The workbench holds weights as [inputs, outputs], PyTorch as [outputs, inputs].
        dense.weight.data = initial(layer, "weight").t().contiguous()
        if layer["bias"]:
            dense.bias.data = initial(layer, "bias")
        return dense
    norm = nn.BatchNorm1d(layer["features"], layer["epsilon"], layer["momentum"], layer["affine"])
    if layer["affine"]:
        norm.weight.data, norm.bias.data = initial(layer, "gamma"), initial(layer, "beta")
    norm.running_mean.copy_(initial(layer, "runningMean"))
    norm.running_var.copy_(initial(layer, "runningVariance"))
    return norm


def build_network(config):
    return nn.Sequential(*[build_layer(layer) for layer in config["layers"]])


def build_optimizer(settings, network):
    """Weight decay is an L2 term in the gradient; γ, β and biases can be left out of it."""
    weights = [layer.weight for layer in network if isinstance(layer, nn.Linear)]
    others = [p for p in network.parameters() if all(p is not w for w in weights)]
    decay = settings["weightDecay"]
    groups = [{"params": weights, "weight_decay": decay},
              {"params": others, "weight_decay": decay if settings["decayNormAndBias"] else 0.0}]
    if settings["type"] == "sgd":
        # The learning rate is set before each step.
        return torch.optim.SGD(groups, lr=1.0, momentum=settings["momentum"], nesterov=settings["nesterov"])
    betas = (float(settings["beta1"]), float(settings["beta2"]))
    return torch.optim.Adam(groups, lr=1.0, betas=betas, eps=settings["epsilon"])


def load_images(split, normalize):
    """A pixel p in 0..255 becomes (p / 255 - mean) / std."""
    images = torch.from_numpy(array(f"data/{split}-images")).flatten(1).float()
    labels = torch.from_numpy(array(f"data/{split}-labels")).long()
    return (images / 255 - normalize["mean"]) / normalize["std"], labels


def batches():
    """The images of every batch, epoch after epoch. The sizes are given because the last of an epoch may differ."""
    sizes = array("batch-sizes")
    for order in torch.from_numpy(array("order")).long():
        start = 0
        for size in sizes.tolist():
            yield order[start : start + size]
            start += size


def train(network, optimizer, images, labels, learning_rates):
    """Yields the loss of each step, taken before its update."""
    network.train()
    for batch, learning_rate in zip(batches(), learning_rates.tolist()):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate
        loss = nn.functional.cross_entropy(network(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        yield loss.item()


def difference(ours, theirs):
    if math.isfinite(ours) and math.isfinite(theirs):
        return abs(ours - theirs)
    return 0.0 if not math.isfinite(ours) and not math.isfinite(theirs) else math.inf


@torch.no_grad()
def test_accuracy(network, normalize):
    """In evaluation mode: batch normalization uses its running statistics."""
    network.eval()
    images, labels = load_images("test", normalize)
    predicted = torch.cat([network(part).argmax(1) for part in images.split(1000)])
    return (predicted == labels).double().mean().item()


def arguments(all_steps):
    parser = argparse.ArgumentParser(description="Replays a run of BatchNorm Workbench in PyTorch.")
    parser.add_argument("--steps", default=str(JUDGED_STEPS), help=f'how many steps to replay, or "all" ({all_steps})')
    parser.add_argument("--tolerance", type=float, default=1e-4,
                        help=f"the largest difference allowed in the first {JUDGED_STEPS} steps (default: 1e-4)")
    chosen = parser.parse_args()
    if chosen.steps != "all" and not (chosen.steps.isdecimal() and int(chosen.steps) > 0):
        parser.error(f'argument --steps: "{chosen.steps}" is neither a number above 0 nor "all"')
    chosen.steps = all_steps if chosen.steps == "all" else min(int(chosen.steps), all_steps)
    return chosen


def difference_from_itself(config, images, labels, learning_rates, losses, order):
    """How far PyTorch's losses move when the pixels, and with them the weights' rows, come in another order."""
    network = build_network(config)
    network[0].weight.data = network[0].weight.data[:, order].contiguous()
    optimizer = build_optimizer(config["optimizer"], network)
    again = train(network, optimizer, images[:, order].contiguous(), labels, learning_rates)
    return max(difference(one, other) for one, other in zip(losses, again))


def main():
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    recorded, learning_rates = array("losses"), array("learning-rates")
    chosen = arguments(len(learning_rates))
    network = build_network(config)
    optimizer = build_optimizer(config["optimizer"], network)
    images, labels = load_images("train", config["normalize"])

    print(network)
    print(f"{'step':>6} {'workbench':>15} {'PyTorch':>15} {'difference':>12}")
    losses, differences = [], []
    for step, theirs in enumerate(train(network, optimizer, images, labels, learning_rates[: chosen.steps])):
        losses.append(theirs)
        if step < len(recorded):
            differences.append(difference(float(recorded[step]), theirs))
            print(f"{step:6} {recorded[step]:15.9g} {theirs:15.9g} {differences[-1]:12.3g}")
        else:
            print(f"{step:6} {'not recorded':>15} {theirs:15.9g}")

    if chosen.steps == len(learning_rates):
        print(f"Test accuracy in PyTorch, in evaluation mode: {test_accuracy(network, config['normalize']):.4f}")
    if not differences:
        print("The workbench has recorded no losses of this run: there is nothing to compare.")
        return 0
    judged = max(differences[:JUDGED_STEPS])
    print(f"Largest difference: {max(differences):.3g} over {len(differences)} steps")
    if len(differences) > JUDGED_STEPS:
        print(f"Largest difference in the first {JUDGED_STEPS} steps: {judged:.3g}")
    within = judged <= chosen.tolerance
    print(f"{'Within' if within else 'ABOVE'} the tolerance of {chosen.tolerance:g}")
    if not within:
        judged_rates = learning_rates[: min(chosen.steps, JUDGED_STEPS)]
        backwards = torch.arange(images.shape[1] - 1, -1, -1)
        own = difference_from_itself(config, images, labels, judged_rates, losses, backwards)
        print(f"PyTorch itself moves by {own:.3g} when the same pixels come in reverse order (see the top of replay.py)")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
