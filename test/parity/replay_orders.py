"""
Prints, for folders that `bnw export --pytorch` wrote, how far PyTorch's losses move when the same pixels come in other
orders: the largest difference of any step, over the reverse and two random orders. One line of JSON.

    python replay_orders.py FOLDER ...
"""

import importlib.util
import json
import pathlib
import sys

import torch


def replay_of(folder):
    spec = importlib.util.spec_from_file_location("replay", folder / "replay.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def largest_movement(folder):
    replay = replay_of(folder)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    learning_rates = replay.array("learning-rates")
    images, labels = replay.load_images("train", config["normalize"])
    network = replay.build_network(config)
    optimizer = replay.build_optimizer(config["optimizer"], network)
    losses = list(replay.train(network, optimizer, images, labels, learning_rates))
    pixels = images.shape[1]
    generator = torch.Generator().manual_seed(0)
    orders = [torch.arange(pixels - 1, -1, -1)] + [torch.randperm(pixels, generator=generator) for _ in range(2)]
    return max(replay.difference_from_itself(config, images, labels, learning_rates, losses, order) for order in orders)


print(json.dumps([largest_movement(pathlib.Path(folder)) for folder in sys.argv[1:]]))
