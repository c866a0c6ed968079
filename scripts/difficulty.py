"""How hard a data set is: python scripts/difficulty.py NAME=FOLDER [NAME=FOLDER ...] [--seeds 3]

Each folder holds the four IDX files under MNIST's names, raw or gzip (`npm run digits:export -- FOLDER` writes the
embedded set so). Trains on the first 20,000 images of each, 5 epochs of batch 64, SGD 0.01 with momentum 0.9:
logistic regression, and the assignment's network 784-128-64-10 without and with batch normalization. Prints the mean
and standard deviation of the test accuracy over the seeds as a Markdown table. Needs torch and numpy.
"""

import argparse
import gzip
from pathlib import Path

import numpy as np
import torch
from torch import nn

TRAIN_COUNT, EPOCHS, BATCH = 20_000, 5, 64


def read_idx(folder: Path, name: str, header: int) -> np.ndarray:
    raw = folder / name
    data = raw.read_bytes() if raw.exists() else gzip.decompress((folder / f"{name}.gz").read_bytes())
    return np.frombuffer(data, np.uint8)[header:]


def read_split(folder: Path, prefix: str, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    images = read_idx(folder, f"{prefix}-images-idx3-ubyte", 16).reshape(-1, 784)[:count]
    labels = read_idx(folder, f"{prefix}-labels-idx1-ubyte", 8)[:count]
    normalized = (torch.from_numpy(images.astype(np.float32)) / 255 - 0.5) / 0.5
    return normalized, torch.from_numpy(labels.astype(np.int64))


def logistic() -> nn.Module:
    return nn.Linear(784, 10)


def network(normalize: bool) -> nn.Module:
    layers: list[nn.Module] = []
    for inputs, outputs in ((784, 128), (128, 64)):
        layers += [nn.Linear(inputs, outputs), *([nn.BatchNorm1d(outputs)] if normalize else []), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(64, 10))


def test_accuracy(build, train, test, seed: int) -> tuple[float, torch.Tensor]:
    torch.manual_seed(seed)
    model = build()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(train[0])).split(BATCH):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(train[0][rows]), train[1][rows]).backward()
            optimizer.step()
    model.eval()
    with torch.no_grad():
        predicted = model(test[0]).argmax(1)
    return 100 * (predicted == test[1]).float().mean().item(), predicted


def most_confused(labels: torch.Tensor, predicted: torch.Tensor) -> str:
    pairs = torch.bincount(labels * 10 + predicted, minlength=100).reshape(10, 10).fill_diagonal_(0)
    worst = pairs.flatten().argsort(descending=True)[:8].tolist()
    return ", ".join(f"{k // 10} read as {k % 10}: {pairs.flatten()[k]}" for k in worst)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--confusion", action="store_true", help="also list what BN's network confuses most")
    options = parser.parse_args()
    torch.set_num_threads(1)
    models = {
        "logistic regression": logistic,
        "784-128-64-10": lambda: network(False),
        "784-128-64-10 with BN": lambda: network(True),
    }
    print(f"PyTorch {torch.__version__}, {options.seeds} seeds, test accuracy in percent: mean ± standard deviation\n")
    print("| data set | " + " | ".join(models) + " |")
    print("| --- |" + " --- |" * len(models))
    for item in options.sets:
        name, folder = item.split("=", 1)
        train, test = read_split(Path(folder), "train", TRAIN_COUNT), read_split(Path(folder), "t10k", 10_000)
        cells = []
        for build in models.values():
            results = [test_accuracy(build, train, test, seed) for seed in range(options.seeds)]
            accuracies = np.array([accuracy for accuracy, _ in results])
            cells.append(f"{accuracies.mean():.1f} ± {accuracies.std(ddof=1):.1f}" if len(accuracies) > 1 else f"{accuracies[0]:.1f}")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
        if options.confusion:
            print(most_confused(test[1], results[-1][1]))


if __name__ == "__main__":
    main()
