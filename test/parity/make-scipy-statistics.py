"""
Reference values for the statistics: SciPy in float64.

    python test/parity/make-scipy-statistics.py
"""

import json
import pathlib
import platform

import numpy as np
import scipy
from scipy import special, stats

PATH = pathlib.Path(__file__).parent / "fixtures" / "scipy-statistics.json"


def samples():
    """Pairs as they come out of experiments: accuracies that are shares of test images, and losses."""
    random = np.random.default_rng(2015)
    for n in (2, 3, 5, 6, 10, 14):
        for images in (200, 10_000):
            baseline = np.round(random.normal(0.96, 0.004, n) * images) / images
            treated = np.round((baseline + random.normal(0.003, 0.004, n)) * images) / images
            yield f"{n} accuracies on {images} images", baseline, treated
        baseline = np.round(random.normal(0.12, 0.01, n), 8)
        yield f"{n} losses", baseline, np.round(baseline + random.normal(-0.004, 0.006, n), 8)
    yield "zeros and ties", np.full(7, 0.5), np.array([0.5, 0.75, 0.25, 0.5, 0.75, 0.75, 1.0])
    yield "large numbers", np.array([1000, 2000, 3000, 4000.0]), np.array([1100, 2300, 2950, 4400.0])


def interval(values, confidence):
    half = stats.t.ppf((1 + confidence) / 2, len(values) - 1) * stats.sem(values)
    return [values.mean() - half, values.mean() + half]


def wilcoxon(differences):
    """All sign patterns of the non-zero differences: exact with ties, which SciPy's `exact` method is not."""
    differences = np.round(differences, 12)
    differences = differences[differences != 0]
    if len(differences) < 2:
        return [None, 1.0][len(differences)]  # SciPy asks for two; a single one has two patterns, both as far out
    every = stats.PermutationMethod(n_resamples=np.inf)
    return stats.wilcoxon(differences, zero_method="wilcox", method=every).pvalue


def paired(name, baseline, treated, family=5):
    test = stats.ttest_rel(treated, baseline)
    differences = treated - baseline
    m = len(differences) - 1
    correction = np.exp(special.gammaln(m / 2) - special.gammaln((m - 1) / 2)) / np.sqrt(m / 2) if m > 1 else None
    effect = differences.mean() / differences.std(ddof=1) * correction if m > 1 else None
    return {"name": name, "baseline": list(baseline), "treated": list(treated), "familySize": family,
            "mean": differences.mean(), "deviation": differences.std(ddof=1), "t": test.statistic, "p": test.pvalue,
            "interval": interval(differences, 0.95), "simultaneousInterval": interval(differences, 1 - 0.05 / family),
            "wilcoxonP": wilcoxon(differences), "effectSize": effect}


def untied(n, seed):
    """Without ties and zeros, by SciPy's own exact distribution."""
    differences = np.round(np.random.default_rng(seed).normal(0.3, 1, n), 6)
    return {"differences": list(differences), "p": stats.wilcoxon(differences, method="exact").pvalue}


def student(degrees, t, probability):
    return {"degreesOfFreedom": degrees, "t": t, "p": 2 * stats.t.sf(t, degrees), "probability": probability,
            "quantile": stats.t.ppf(probability, degrees)}


def holm(p_values):
    """By its definition in SciPy's arrays (SciPy has no Holm of its own)."""
    order = np.argsort(p_values)
    steps = np.asarray(p_values)[order] * np.arange(len(p_values), 0, -1)
    adjusted = np.empty(len(p_values))
    adjusted[order] = np.minimum(1, np.maximum.accumulate(steps))
    return {"p": list(p_values), "adjusted": list(adjusted)}


def comparison(name, seeds):
    """A made comparison with a known answer: an effect at the small batch, none at the large one."""
    random = np.random.default_rng(2028)
    batch_sizes, effects = [16, 64], [0.02, 0.0]
    none = [np.round(random.normal(0.95, 0.004, 5), 4)[:seeds] for _ in batch_sizes]
    batch = [np.round(base + effect + random.normal(0, 0.004, 5)[:seeds], 4) for base, effect in zip(none, effects)]
    tests = [stats.ttest_rel(treated, base) for base, treated in zip(none, batch)]
    adjusted = holm([test.pvalue for test in tests])["adjusted"]
    together = 1 - 0.05 / len(batch_sizes)
    lines = [{"p": test.pvalue, "adjustedP": p, "difference": (treated - base).mean(),
              "interval": list(test.confidence_interval(0.95)),
              "simultaneousInterval": list(test.confidence_interval(together))}
             for test, p, base, treated in zip(tests, adjusted, none, batch)]
    return {"name": name, "batchSizes": batch_sizes,
            "accuracies": [{"none": list(base), "batch": list(treated)} for base, treated in zip(none, batch)],
            "lines": lines,
            "cells": [{"none": interval(base, 0.95), "batch": interval(treated, 0.95)}
                      for base, treated in zip(none, batch)]}


if __name__ == "__main__":
    values = {
        "versions": {"python": platform.python_version(), "scipy": scipy.__version__, "numpy": np.__version__},
        "paired": [paired(*sample) for sample in samples()],
        "wilcoxon": [untied(n, n) for n in (1, 2, 3, 4, 5, 8, 12, 25, 50)],
        "student": [student(degrees, t, probability) for degrees in (1, 2, 4, 9, 29, 99)
                    for t, probability in ((0.0, 0.5), (0.7, 0.8), (2.5, 0.975), (12.0, 0.995), (300.0, 0.9995))],
        "comparisons": [comparison("five seeds", 5), comparison("two seeds", 2)],
        "holm": [holm(p) for p in ([0.04], [0.01, 0.02, 0.03], [0.5, 0.001, 0.04, 0.04, 0.9], [0.3, 0.3, 0.001])],
    }
    PATH.write_text(json.dumps(values, indent=1) + "\n")
    print(f"{PATH.name}: {PATH.stat().st_size / 1000:.0f} kB")
