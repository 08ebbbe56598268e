"""Makes the Debian packages of a build tree and looks into them: everything a terminal needs is there once, the
demonstration is apart, scripts and dependencies are there, and what was unpacked runs. usage: check_packages.py SOURCE
BUILD. Prints each finding; exit code 1 if there is one."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PACKAGES = ("core", "drivers", "modules", "training", "demo")
CORE = (
    "usr/bin/kiosk-shell",
    "usr/bin/kiosk-modulehost",
    "usr/bin/kiosk-deviced",
    "usr/bin/kiosk-devicehost",
    "usr/bin/kiosk-serviced",
    "usr/bin/kioskctl",
    "usr/lib/systemd/system/kiosk.target",
    "usr/lib/systemd/system/kiosk-shell.service",
    "usr/lib/systemd/system/kiosk-deviced.service",
    "usr/lib/systemd/system/kiosk-serviced.service",
    "usr/lib/sysusers.d/bianmin.conf",
    "usr/lib/tmpfiles.d/bianmin.conf",
    "usr/lib/udev/rules.d/70-bianmin.rules",
    "usr/share/dbus-1/system.d/org.bianmin.conf",
)
TRAINING = (
    "usr/bin/kiosk-trainer",
    "usr/bin/kiosk-platform",
    "usr/bin/sam-emulator",
    "usr/bin/cups-emulator",
    "usr/share/kiosk/exercises.yaml",
    "usr/share/kiosk/terminals/gov.yaml",
    "usr/lib/systemd/system/kiosk-training.service",
    "usr/lib/systemd/system/kiosk-training.path",
)
NEVER_ON_A_TERMINAL = re.compile(
    r"emulator|kiosk-(platform|citizen|panel|gallery|train)|exercises|citizens|scenario|cards/|test|fuzz"
)


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=True, **options).stdout


def files_of(package):
    lines = run("sh", "-c", f"dpkg-deb --fsys-tarfile '{package}' | tar --list").splitlines()
    return {line.removeprefix("./") for line in lines if not line.endswith("/")}


def field(package, name):
    return run("dpkg-deb", "--field", str(package), name).strip()


def contents(packages, build):
    files = {name: files_of(path) for name, path in packages.items()}
    for name, files_wanted in (("core", CORE), ("training", TRAINING)):
        for wanted in files_wanted:
            if wanted not in files[name]:
                yield f"bianmin-{name} has no {wanted}"
    for name in ("core", "drivers", "modules"):
        for file in files[name]:
            if NEVER_ON_A_TERMINAL.search(file):
                yield f"bianmin-{name} has {file}"
    shared = [path for path in (build / "share/kiosk").rglob("*") if path.is_file()]
    for path in shared:
        file = "usr/share/kiosk/" + path.relative_to(build / "share/kiosk").as_posix()
        owners = [name for name in PACKAGES if file in files[name]]
        if len(owners) != 1:
            yield f"{file} is in {owners or 'no package'}"


def dependencies(packages, source):
    lines = (source / "deploy/packages").read_text(encoding="utf-8").splitlines()
    wanted = {line.split()[1] for line in lines if line.startswith(("run ", "terminal "))}
    depends = {entry.split()[0] for entry in field(packages["core"], "Depends").split(",")}
    for missing in sorted((wanted | {"libqt6waylandcompositor6", "libseccomp2", "libsystemd0"}) - depends):
        yield f"bianmin-core does not depend on {missing}"
    needs = {"drivers": "core", "modules": "core", "training": "core", "demo": "training"}
    for name, needed in needs.items():
        if f"bianmin-{needed} (= " not in field(packages[name], "Depends"):
            yield f"bianmin-{name} does not depend on its bianmin-{needed}"


def unpacked(packages, source, folder):
    root = pathlib.Path(folder, "root")
    for name in ("core", "drivers", "modules"):
        run("dpkg-deb", "--extract", str(packages[name]), str(root))
    control = pathlib.Path(folder, "control")
    run("dpkg-deb", "--control", str(packages["core"]), str(control))
    for script in ("postinst", "prerm"):
        if not os.access(control / script, os.X_OK):
            yield f"bianmin-core has no {script}"
    for program in [*(root / "usr/bin").iterdir(), *(root / "usr/lib/kiosk/drivers").iterdir()]:
        if "RUNPATH" in run("readelf", "--dynamic", str(program)):
            yield f"{program.name} looks for libraries where it was built"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    run(str(root / "usr/bin/kioskctl"), "validate", str(source / "devices.yaml"), env=environment)


def main():
    source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        run("cpack", "-G", "DEB", "-B", folder, "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip", cwd=build)
        packages = {name: next(pathlib.Path(folder).glob(f"bianmin-{name}_*.deb")) for name in PACKAGES}
        findings = [
            *contents(packages, build),
            *dependencies(packages, source),
            *unpacked(packages, source, folder),
        ]
    print("\n".join(findings))
    sys.exit(1 if findings else 0)


main()
