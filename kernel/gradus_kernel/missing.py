"""The kernel where there is no Java for the real one: every cell says what is missing and what to install on this system."""

import importlib.util
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import start

WORDS = {
    "en": {
        "title": "This notebook needs Java",
        "none": "There is no Java on this computer that can be found.",
        "old": "{home} is Java {version}; it takes {missing} or newer.",
        "part": "{home} is Java {version} without {missing}: a runtime only; it takes a JDK.",
        "jjava": "JJava, which runs the cells, is not beside the kernel. Install it: python -m pip install --force-reinstall gradus-kernel",
        "install": "Install a JDK:  {how}",
        "then": "Then choose Kernel > Restart Kernel. If the JDK lies in an unusual place, set JAVA_HOME to it before Jupyter starts.",
        "there": "Java is here now. Choose Kernel > Restart Kernel, and run the cell again.",
    },
    "zh": {
        "title": "这本笔记需要 Java",
        "none": "在这台电脑上没有找到 Java。",
        "old": "{home} 里是 Java {version}，而这里需要 {missing} 或更新的版本。",
        "part": "{home} 里是 Java {version}，但缺少 {missing}：它只是运行环境，而这里需要 JDK。",
        "jjava": "运行单元格的 JJava 不在内核旁边。请重新安装：python -m pip install --force-reinstall gradus-kernel",
        "install": "安装 JDK：{how}",
        "then": "装好以后，在菜单里重启内核。如果 JDK 装在不常见的位置，请在启动 Jupyter 之前把 JAVA_HOME 设为它的路径。",
        "there": "现在有 Java 了。请在菜单里重启内核，再运行一次这个单元格。",
    },
}


def advice(language):
    """What to say now, as lines; None where the real kernel could start."""
    words = WORDS.get(language, WORDS["en"])
    java, refused = start.find_java()
    if not java:
        found = [words["old" if other.version < start.OLDEST_JAVA else "part"].format(home=other.home, version=other.version, missing=other.missing()) for other in refused]
        return [*(found or [words["none"]]), words["install"].format(how=how_to_install()), words["then"]]
    return None if start.jjava_jar() else [words["jjava"]]


def how_to_install():
    """The command of this system."""
    if os.environ.get("CONDA_PREFIX"):
        return "conda install -c conda-forge openjdk"
    if sys.platform == "darwin":
        return "brew install --cask temurin"
    if os.name == "nt":
        return "winget install EclipseAdoptium.Temurin.21.JDK"
    system = start.read("/etc/os-release") or ""
    for names, command in {
        ("fedora", "rhel", "centos"): "sudo dnf install java-21-openjdk-devel",
        ("arch",): "sudo pacman -S jdk-openjdk",
        ("suse",): "sudo zypper install java-21-openjdk-devel",
        ("alpine",): "sudo apk add openjdk21",
        ("debian", "ubuntu"): "sudo apt install default-jdk-headless",
    }.items():
        if any(name in line for line in system.splitlines() if line.startswith(("ID=", "ID_LIKE=")) for name in names):
            return command
    return "https://adoptium.net"


def main(language, connection):
    if not importlib.util.find_spec("ipykernel"):
        sys.exit("Gradus: " + "\n".join(advice(language) or []))
    from ipykernel.kernelapp import IPKernelApp
    from ipykernel.kernelbase import Kernel

    class Missing(Kernel):
        implementation = "gradus"
        implementation_version = "0"
        banner = "Gradus"
        language_info = {"name": "java", "mimetype": "text/x-java-source", "file_extension": ".java"}

        def do_execute(self, code, silent, *_, **__):
            """The sentences in place of a result."""
            words = WORDS.get(language, WORDS["en"])
            lines = advice(language) or [words["there"]]
            error = {"ename": words["title"], "evalue": lines[0], "traceback": [words["title"], "", *lines]}
            if not silent:
                self.send_response(self.iopub_socket, "error", error)
            return {"status": "error", "execution_count": self.execution_count, **error}

    IPKernelApp.launch_instance(argv=["-f", connection], kernel_class=Missing)


if __name__ == "__main__":
    main(*sys.argv[1:])
