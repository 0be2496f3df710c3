"""Builds the pip package, as pyproject.toml says: pip calls these functions. There is little to build, hence no library.

The kernels' files go where Jupyter looks, share/jupyter/kernels/gradus and gradus-zh, beside pip's own jjava; the package itself
is what `python -m gradus_kernel` runs.
"""

import base64
import hashlib
import io
import re
import tarfile
import zipfile
from pathlib import Path

import gradus

NAME = "gradus_kernel"
HERE = Path(__file__).resolve().parent
JAR = HERE / "gradus.jar"  # in a source package, which has no pom.xml and no target folder
WIDGETS = ("ipywidgets~=8.1", "anywidget~=0.11.0")  # whose protocol our scripts are written for
EXTRAS = {"widgets": WIDGETS, "lab": ("jupyterlab~=4.0", *WIDGETS)}
DAY = (2026, 1, 1, 0, 0, 0)  # so that the same sources give the same file


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    info, data = f"{NAME}-{version()}.dist-info", f"{NAME}-{version()}.data/data/"
    files = {f"{NAME}/{path.name}": path.read_bytes() for path in sorted((HERE / NAME).glob("*.py"))}
    files |= {data + path: content for path, content in kernel_files().items()}
    files[f"{info}/METADATA"] = metadata().encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: gradus\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/licenses/LICENSE"] = text_of("LICENSE")
    files[f"{info}/licenses/NOTICE"] = text_of("NOTICE")
    record = "".join(f"{path},sha256={digest(content)},{len(content)}\n" for path, content in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    wheel = f"{NAME}-{version()}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / wheel, "w") as archive:
        for path, content in files.items():
            packed = zipfile.ZIP_STORED if path.endswith(".jar") else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(path, DAY), content, packed)
    return wheel


def build_sdist(sdist_directory, config_settings=None):
    """All that build_wheel needs, the jar among it: sources of Java lie in the repository."""
    folder = f"{NAME}-{version()}"
    names = ["pyproject.toml", "wheel_of_gradus.py", "gradus.py", "browser.py", "requirements.txt"]
    files = {name: (HERE / name).read_bytes() for name in names}
    for pattern in ("specs/*/*.*", f"{NAME}/*.py"):
        files |= {path.relative_to(HERE).as_posix(): path.read_bytes() for path in sorted(HERE.glob(pattern))}
    files |= {"gradus.jar": jar().read_bytes(), "PKG-INFO": metadata().encode(), "LICENSE": text_of("LICENSE"), "NOTICE": text_of("NOTICE")}
    with tarfile.open(Path(sdist_directory) / f"{folder}.tar.gz", "w:gz") as archive:
        for path, content in files.items():
            entry = tarfile.TarInfo(f"{folder}/{path}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return f"{folder}.tar.gz"


def kernel_files():
    """What goes into the environment, by its place there. The second kernel starts the first one's files."""
    first = gradus.SPECS[0]
    files = {}
    for name in gradus.SPECS:
        place = f"share/jupyter/kernels/{name}/"
        files[place + "kernel.json"] = (HERE / "specs" / name / "kernel.json").read_bytes()
        for logo in sorted((HERE / "specs" / first).glob("logo-*")):
            files[place + logo.name] = logo.read_bytes()
    place = f"share/jupyter/kernels/{first}/"
    files[place + "gradus.jar"] = jar().read_bytes()
    for name in ("start.py", "missing.py"):
        files[place + name] = (HERE / NAME / name).read_bytes()
    # Empty until a kernel has had an idle moment; so pip knows them and takes them out with the rest.
    for name in ("gradus.jsa", "gradus.jsa.txt"):
        files[place + name] = b""
    return files


def jar():
    if JAR.exists():
        return JAR
    built = gradus.kernel_jar()
    if gradus.kernel_is_built():
        return built
    what = f"{gradus.shown(built)} is older than its sources" if built.exists() else f"There is no {gradus.shown(built)}"
    raise SystemExit(f"{what}. Please build it first, in {gradus.ROOT}: python3 kernel/gradus.py wheel")


def version():
    information = HERE / "PKG-INFO"
    if information.exists():
        return re.search(r"^Version: (.+)$", information.read_text(encoding="utf-8"), re.MULTILINE)[1]
    return gradus.version()


def metadata():
    jjava = re.search(r"^jjava==\S+$", (HERE / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)[0]
    return (
        f"Metadata-Version: 2.4\nName: gradus-kernel\nVersion: {version()}\nLicense-Expression: Apache-2.0\n"
        "License-File: LICENSE\nLicense-File: NOTICE\n"
        "Summary: A Java kernel for Jupyter that teaches deep learning, on top of JJava\n"
        f"Requires-Python: >=3.10\nRequires-Dist: {jjava}\n"
        + "".join(
            f"Provides-Extra: {extra}\n" + "".join(f'Requires-Dist: {needed}; extra == "{extra}"\n' for needed in packages)
            for extra, packages in EXTRAS.items()
        )
    )


def text_of(name):
    beside = HERE / name
    return (beside if beside.exists() else gradus.ROOT / name).read_bytes()


def digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
