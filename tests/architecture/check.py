"""Rules of the tree that a compiler does not know: who includes whom, what a driver's folder has, where packages are
named. Prints file:line: reason of each breach; exit code 1 if there is one."""
import pathlib
import re
import sys
import tempfile

# Folder → what it may include besides itself. First match of the path counts.
MAY_INCLUDE = {
    "kiosk/core": [],
    "kiosk/hal": ["kiosk/core"],
    "kiosk/ipc": ["kiosk/core"],
    "kiosk/sdk": ["kiosk/core", "kiosk/ipc"],
    "kiosk/modulehost": ["kiosk/core", "kiosk/ipc", "kiosk/sdk"],
    "kiosk/shell": ["kiosk/core", "kiosk/hal", "kiosk/ipc", "kiosk/sdk/automation"],
    "kiosk/deviced": ["kiosk/core", "kiosk/hal", "kiosk/ipc"],
    "kiosk/serviced": ["kiosk/core", "kiosk/ipc"],
    "kiosk/trainer": ["kiosk/core", "kiosk/hal", "kiosk/ipc"],
    "kiosk/ctl": ["kiosk/core", "kiosk/hal", "kiosk/ipc"],
    "drivers/": ["kiosk/core", "kiosk/hal"],
    "qml": ["kiosk/core"],
    "deploy/platform": ["kiosk/core", "kiosk/ipc", "kiosk/hal", "kiosk/serviced"],
    "deploy/citizen": ["kiosk/core", "kiosk/hal", "kiosk/ipc"],
    "deploy/panel": ["kiosk/core", "kiosk/hal"],
}
INCLUDE = re.compile(r'^\s*#include\s+[<"]((?:kiosk|drivers|modules)/[^>"]+)[>"]', re.M)
DRIVER_README = ["Device", "Connections", "Settings", "Protocol", "Emulator", "Tests", "Sources"]


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def sources(root, *suffixes):
    for folder in ("kiosk", "drivers", "modules", "qml", "deploy", "tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path, path.relative_to(root).as_posix()


def include_direction(root):
    for path, name in sources(root, ".h", ".cpp"):
        if "/tests/" in name or name.startswith("tests/"):
            continue
        owner = next((folder for folder in MAY_INCLUDE if name.startswith(folder)), None)
        if owner is None:
            continue
        own = "/".join(name.split("/")[:2])
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            if not any(match[1].startswith(f + "/") for f in MAY_INCLUDE[owner] + [own]):
                yield f"{name}:{line_of(text, match.start())}: {own} may not include {match[1]}"


def shell_knows_no_names(root):
    """No driver and no module is named in the shell, nor in any folder below it."""
    names = [p.name for kind in ("drivers", "modules") for p in (root / kind).glob("*") if p.is_dir()]
    if not names:
        return
    quoted = re.compile(r"""["'/](?:%s)["'/.]""" % "|".join(map(re.escape, names)))
    for path, name in sources(root, ".h", ".cpp", ".qml"):
        if not name.startswith(("kiosk/", "qml/")) or "/tests/" in name:
            continue
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(r"\s*(//|\*)", line) or "#include" in line:
                continue
            code = line.split("//")[0]
            if quoted.search(code):
                yield f"{name}:{number}: names a driver or a module: {code.strip()}"


def driver_folders(root):
    for folder in sorted((root / "drivers").glob("*")):
        if not folder.is_dir():
            continue
        for needed in ("CMakeLists.txt", "driver.yaml", "README.md", "emulator", "tests"):
            if not (folder / needed).exists():
                yield f"drivers/{folder.name}: has no {needed}"
        readme = folder / "README.md"
        if readme.exists():
            headings = re.findall(r"^##? (.+)$", readme.read_text(encoding="utf-8"), re.M)
            for heading in DRIVER_README:
                if not any(heading.lower() in found.lower() for found in headings):
                    yield f"drivers/{folder.name}/README.md: has no heading '{heading}'"


def packages_in_one_place(root):
    """Nothing but deploy/packages names a Debian package: only deploy/install calls apt."""
    call = re.compile(r"\b(apt-get|apt|dpkg)\s+(install|-i)\b(?!.*\.deb)") # our own packages are files
    for folder in ("kiosk", "drivers", "modules", "qml", "deploy", "tests", ".ci", "."):
        files = (root / folder).glob("*") if folder == "." else (root / folder).rglob("*")
        for path in sorted(files):
            name = path.relative_to(root).as_posix()
            if not path.is_file() or name in ("deploy/install", "tests/architecture/check.py"):
                continue
            if path.suffix not in ("", ".sh", ".py", ".md", ".txt", ".cmake", ".yaml", ".yml", ".cpp"):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if call.search(line):
                    yield f"{name}:{number}: packages are installed by deploy/install only: {line.strip()}"


UNNAMED = re.compile(r"\nnamespace\n\{(.*?)\n\} // namespace\n", re.S)
FUNCTION = re.compile(r"^(?!struct|class|enum|using|template)[\w:][\w:<>,&* ]*[ &*](\w+)\(([^;{]*?)\)(?: const)?(?: noexcept)?\n\{", re.M)


def no_overloads_across_files(root):
    """Files of a folder may be compiled as one unit: functions of one name in their unnamed namespaces become
    overloads, and a call may go to the other file's."""
    seen = {}
    for path, name in sources(root, ".cpp"):
        if "/tests/" in name or name.startswith("tests/"):
            continue
        text = path.read_text(encoding="utf-8")
        for body in UNNAMED.finditer(text):
            for function in FUNCTION.finditer(body[1]):
                place = f"{name}:{line_of(text, body.start(1) + function.start())}"
                first = seen.setdefault((path.parent, function[1]), (name, place))
                if first[0] != name:
                    yield f"{place}: {function[1]} is a function of {first[1]}, too: give it a name of its own"


RULES = [include_direction, shell_knows_no_names, driver_folders, packages_in_one_place, no_overloads_across_files]


def self_test():
    """Each rule finds the breach made for it."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {
            "kiosk/core/a.h": "#include <kiosk/hal/device.h>\n",
            "kiosk/shell/b.cpp": 'load("sam");\n// "sam" is fine here\n',
            "drivers/sam/README.md": "# sam\n",
            "deploy/x": "apt-get install foo\n",
            "kiosk/ipc/c.cpp": "\nnamespace\n{\nvoid tell(int one)\n{\n}\n} // namespace\n",
            "kiosk/ipc/d.cpp": "\nnamespace\n{\nvoid tell(bool one)\n{\n}\n} // namespace\n",
        }.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        counts = [len(list(rule(root))) for rule in RULES]
        expected = [1, 1, len(DRIVER_README) + 4, 1, 1]
        assert counts == expected, f"{counts} instead of {expected}"


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        return 0
    root = pathlib.Path(sys.argv[1])
    breaches = [breach for rule in RULES for breach in rule(root)]
    print("\n".join(breaches))
    return 1 if breaches else 0


sys.exit(main())
