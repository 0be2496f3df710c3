"""Puts the kernels where other Jupyters find them, those that pip may not touch among them, or takes them out again.

  python -m gradus_kernel install [WHERE]
  python -m gradus_kernel uninstall [WHERE]

WHERE is one of
  --user         your home, where every Jupyter of yours looks; the default
  --sys-prefix   the environment of this Python
  --prefix DIR   any prefix, such as /usr/local or another environment: its share/jupyter/kernels

Jupyter in the environment that pip has put this package into finds the kernels without it. What is put elsewhere is a copy
that needs neither the package nor its environment any more, and no path in it is absolute.
"""

import argparse
import importlib.metadata
import os
import shutil
import sys
import tempfile

from gradus_kernel import missing, start

NAMES = ("gradus", "gradus-zh")


def main():
    parser = argparse.ArgumentParser("python -m gradus_kernel", usage=argparse.SUPPRESS, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("install", "uninstall"), help=argparse.SUPPRESS)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--user", action="store_true", help=argparse.SUPPRESS)
    where.add_argument("--sys-prefix", action="store_true", help=argparse.SUPPRESS)
    where.add_argument("--prefix", metavar="DIR", help=argparse.SUPPRESS)
    options = parser.parse_args()
    kernels = os.path.join(folder(options), "kernels")
    try:
        return install(kernels) if options.command == "install" else uninstall(kernels)
    except OSError as failure:
        sys.exit(f"That failed: {failure}")


def folder(options):
    """Jupyter's folder there."""
    prefix = sys.prefix if options.sys_prefix else options.prefix
    if prefix and not os.path.isdir(prefix):
        sys.exit(f"There is no folder {prefix}")
    if prefix:
        return os.path.join(os.path.abspath(prefix), "share", "jupyter")
    return start.user_data()


def install(kernels):
    """A whole copy beside the old one, then in its place: a kernel that runs may be reading that."""
    own = files_of_package()
    for name in reversed(NAMES):  # the first one last: the second starts its files
        target = os.path.join(kernels, name)
        if os.path.isdir(target) and os.path.samefile(target, own[name]):
            continue  # pip has put it there
        os.makedirs(kernels, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kernels, prefix=".gradus-") as fresh:
            shutil.copytree(own[name], os.path.join(fresh, name), ignore=shutil.ignore_patterns("gradus.jsa*", "__pycache__"))
            if name == NAMES[0] and own["jjava"]:
                shutil.copyfile(own["jjava"], os.path.join(fresh, name, "jjava.jar"))
            if os.path.isdir(target):
                shutil.move(target, os.path.join(fresh, "old"))
            shutil.move(os.path.join(fresh, name), target)
    print(f"The kernels {' and '.join(NAMES)} are in {kernels}.")
    lacking = missing.advice("en")
    if lacking:
        print("They can't run Java yet:\n  " + "\n  ".join(lacking))
    return 1 if lacking else 0


def uninstall(kernels):
    """Takes out what `install` has put there, and what the kernels keep to start quickly."""
    own = files_of_package()
    there = [os.path.join(kernels, name) for name in NAMES if os.path.isdir(os.path.join(kernels, name))]
    if any(os.path.samefile(path, own[os.path.basename(path)]) for path in there):
        sys.exit("These kernels belong to pip: python -m pip uninstall gradus-kernel takes them out.")
    for path in there:
        shutil.rmtree(path)
        print(f"Removed {path}")
    if not there:
        print(f"There is no kernel of Gradus in {kernels}")
    shutil.rmtree(start.cache(), ignore_errors=True)
    return 0


def files_of_package():
    """The folders of both kernels as pip has placed them, by name, and JJava's jar."""
    package = importlib.metadata.distribution("gradus-kernel")
    specs = {name: None for name in NAMES}
    for file in package.files or []:
        for name in NAMES:
            if file.parts[-3:] == ("kernels", name, "kernel.json"):
                specs[name] = os.path.dirname(os.path.realpath(file.locate()))
    if None in specs.values():
        sys.exit("The files of the kernels are not where pip puts them: python -m pip install --force-reinstall gradus-kernel")
    jjava = os.path.join(os.path.dirname(specs[NAMES[0]]), "java", "jjava.jar")
    return {**specs, "jjava": jjava if os.path.isfile(jjava) else None}


if __name__ == "__main__":
    sys.exit(main())
