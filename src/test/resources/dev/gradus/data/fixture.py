"""Makes python.safetensors: a small file as the Python package writes it, with each type of number that is read.

python fixture.py        (needs safetensors and numpy; made with safetensors 0.8.0, numpy 2.4.6)
"""

import os

import numpy as np
from safetensors import TensorSpec, serialize_file

ARRAYS = {
    "2.weight": ("float32", np.array([[1.5, -2.25, 3e-8], [0.1, 7, -0.0]], np.float32)),
    "2.bias": ("float32", np.array([0.5, -1], np.float32)),
    "steps": ("int64", np.array(9007199254740993, np.int64)),
    "exact": ("float64", np.array([0.1, 1e300, -5e-324])),
    "half": ("float16", np.array([1, -2.5, 65504, 6e-8, 0.333251953125, np.inf], np.float16)),
    # bfloat16 is the upper half of a float32: 1, −2.5, 3.140625
    "brain": ("bfloat16", np.array([0x3F80, 0xC020, 0x4049], np.uint16)),
    "none": ("float32", np.zeros((0, 3), np.float32)),
    'odd "näme"\n': ("float32", np.array([[[4.0]]], np.float32)),
}
serialize_file(
    {
        name: TensorSpec(dtype=dtype, shape=array.shape, data_ptr=array.ctypes.data, data_len=array.nbytes)
        for name, (dtype, array) in ARRAYS.items()
    },
    os.path.join(os.path.dirname(os.path.abspath(__file__)), "python.safetensors"),
    metadata={"made by": "Python\t\u0001"},
)
