"""
The figures that mnist-figures.test.ts compares with, from PyTorch itself: the assignment's network at batch size 64 for
three epochs from fresh weights, without and with batch normalization. Prints the mean training loss and the test
accuracy of each epoch for every seed, and their means and deviations over the seeds.

    python test/parity/measure-mnist-figures.py MNIST-FOLDER [SEEDS]
"""

import gzip
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

EPOCHS = 3
BATCH = 64
folder = Path(sys.argv[1])
seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 12
torch.set_num_threads(1)


def read(name, head):
    raw, packed = folder / name, folder / f"{name}.gz"
    data = raw.read_bytes() if raw.exists() else gzip.decompress(packed.read_bytes())
    return np.frombuffer(data, np.uint8, offset=head)


def half(prefix):
    images = read(f"{prefix}-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32)
    labels = read(f"{prefix}-labels-idx1-ubyte", 8).astype(np.int64)
    return (torch.tensor(images) / 255 - 0.5) / 0.5, torch.tensor(labels)


def network(normalizes):
    hidden = [
        layer
        for inputs, units in [(784, 128), (128, 64)]
        for layer in [nn.Linear(inputs, units), *([nn.BatchNorm1d(units)] if normalizes else []), nn.ReLU()]
    ]
    return nn.Sequential(*hidden, nn.Linear(64, 10))


def train(normalizes, seed):
    """Mean training loss and test accuracy of each epoch."""
    torch.manual_seed(seed)
    model = network(normalizes)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, fused=True)
    losses, accuracies = [], []
    for _ in range(EPOCHS):
        model.train()
        steps = []
        for batch in torch.randperm(len(images)).split(BATCH):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            steps.append(loss.item())
        losses.append(np.mean(steps))
        model.eval()
        with torch.no_grad():
            accuracies.append((model(test_images).argmax(1) == test_labels).double().mean().item())
    return losses + accuracies


images, labels = half("train")
test_images, test_labels = half("t10k")
print(f"PyTorch {torch.__version__}: losses of {EPOCHS} epochs, then test accuracies")
for normalizes in [False, True]:
    print("with BN" if normalizes else "without BN")
    runs = np.array([train(normalizes, seed) for seed in range(1, seeds + 1)])
    for row in runs:
        print("          ", row.round(4))
    print("mean      ", runs.mean(0).round(4))
    print("deviation ", runs.std(0, ddof=1).round(4))
