"""The kernels "Java (Gradus)" and "Java (Gradus, 中文)". `python -m gradus_kernel --help` says how they get into other Jupyters."""
