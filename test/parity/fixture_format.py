"""How the parity fixtures are written: JSON with arrays as base64 of their little-endian bytes."""

import base64
import json
import pathlib
import platform

import numpy as np
import torch

FOLDER = pathlib.Path(__file__).parent / "fixtures"

# Above so many elements only every `stride`-th one of a reference output is stored (the stride is prime, so
# that it visits every column).
STORED_ELEMENTS = 1000
STRIDES = [1, 5, 11, 23, 53, 211]


def input32(values):
    """An input: what float32 holds, exactly."""
    values = np.asarray(values, np.float32)
    return {"shape": list(values.shape), "float32": text(values)}


def input16(values):
    """An input of multiples of 2⁻¹² below 8 in size: no round numbers, in half the bytes."""
    whole = np.round(np.asarray(values, np.float64) * 2**12)
    return {"shape": list(whole.shape), "int16": text(whole.astype(np.int16)), "scale": 2.0**-12}


def labels(values):
    values = np.asarray(values, np.int32)
    return {"shape": list(values.shape), "int32": text(values)}


def output(reference, float32):
    """A float64 reference with the relative error of PyTorch's float32 against it."""
    reference = as_numpy(reference)
    difference = np.linalg.norm(as_numpy(float32).astype(np.float64).ravel() - reference.ravel())
    norm = np.linalg.norm(reference.ravel())
    stride = next(s for s in STRIDES if reference.size / s <= STORED_ELEMENTS)
    return {
        "shape": list(reference.shape),
        "stride": stride,
        "float64": text(reference.ravel()[::stride]),
        "float32Error": float(difference / norm) if norm > 0 else float(difference),
    }


def outputs(reference, float32):
    """Each named output of the float64 run with the error of the float32 run."""
    return {name: output(reference[name], float32[name]) for name in reference}


def as_numpy(value):
    return value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value, np.float64)


def text(values):
    return base64.b64encode(values.astype(values.dtype.newbyteorder("<")).tobytes()).decode()


def write(name, cases):
    """Writes fixtures/<name>.json with the versions that made it, one case a line."""
    versions = {"python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__}
    lines = ",\n".join(json.dumps(case) for case in cases)
    path = FOLDER / f"{name}.json"
    path.write_text(f'{{"versions": {json.dumps(versions)},\n"cases": [\n{lines}\n]}}\n')
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size / 1000:.0f} kB")
