"""python torch_engine.py IMAGES LABELS BATCH ARM EPOCHS SEED [cpu|cuda]: seconds of each training epoch of the assignment's network.

PyTorch at its best on one core or one card: a single thread, the data as one tensor on the device, SGD(fused=True), nothing read back per step.
"""
import gzip
import sys
import time

import numpy as np
import torch
from torch import nn

images, labels, batch, arm, epochs, seed, device = [*sys.argv[1:], "cpu"][:7]
if device == "cuda" and not torch.cuda.is_available():
    sys.exit("This PyTorch finds no CUDA device.")
torch.set_num_threads(1)
torch.manual_seed(int(seed))


def read(path, head):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        return np.frombuffer(file.read(), np.uint8)[head:]


x = (torch.from_numpy(read(images, 16).reshape(-1, 784).copy()).float() / 255 - 0.5) / 0.5
x = x.to(device)
y = torch.from_numpy(read(labels, 8).astype(np.int64)).to(device)


def block(inputs, outputs):
    norm = [nn.BatchNorm1d(outputs)] if arm == "batch" else []
    return [nn.Linear(inputs, outputs, bias=arm != "batch"), *norm, nn.ReLU()]


network = nn.Sequential(*block(784, 128), *block(128, 64), nn.Linear(64, 10)).to(device)
optimizer = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9, fused=True)
loss_function = nn.CrossEntropyLoss()
for epoch in range(int(epochs)):
    started = time.perf_counter()
    losses = []
    for index in torch.randperm(len(x), device=device).split(int(batch)):
        optimizer.zero_grad()
        loss = loss_function(network(x[index]), y[index])
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    mean = torch.stack(losses).mean().item()
    print(f"{time.perf_counter() - started:.4f} {mean:.4f}", flush=True)
