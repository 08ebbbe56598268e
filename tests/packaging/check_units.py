"""What is under deploy/ for an installed terminal, against the tree: systemd takes the units and finds none of them
exposed; they start the daemons by the rules of services.yaml; the D-Bus policy knows every method of kiosk/ipc and no
other. usage: check_units.py SOURCE BUILD. Prints each finding; exit code 1 if there is one."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import yaml

THRESHOLD = 25  # tenths of systemd-analyze's exposure, 0 to 100
DAEMONS = ("serviced", "deviced", "shell")
CONTRACTS = {"Shell1": "org.bianmin.Shell", "Devices1": "org.bianmin.Devices", "Services1": "org.bianmin.Services",
             "DeviceSettings1": "org.bianmin.Devices", "DeviceTraffic1": "org.bianmin.Devices", "Staff1": "org.bianmin.Services", "Stock1": "org.bianmin.Services",
             "Support1": "org.bianmin.Services"}


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def values(unit, key):
    return re.findall(rf"^{key}=(.*)$", unit.read_text(encoding="utf-8"), re.M)


def milliseconds(text):
    number, unit = re.fullmatch(r"(\d+)(ms|s)", text).groups()
    return int(number) * (1 if unit == "ms" else 1000)


def units_are_taken(source, build):
    with tempfile.TemporaryDirectory() as folder:
        for unit in (source / "deploy/systemd").glob("kiosk*.*"):
            text = unit.read_text(encoding="utf-8").replace("=/usr/bin/", f"={build}/bin/")
            pathlib.Path(folder, unit.name).write_text(text, encoding="utf-8")
        for unit in sorted(pathlib.Path(folder).iterdir()):
            result = run("systemd-analyze", "verify", "--man=no", str(unit))
            ours = [line for line in result.stderr.splitlines() if "kiosk" in line]
            if result.returncode or ours:
                yield f"systemd-analyze verify {unit.name}: {ours or result.stderr}"


def units_are_closed(source, _build):
    for unit in (source / "deploy/systemd").glob("*.service"):
        result = run("systemd-analyze", "security", "--offline=true", f"--threshold={THRESHOLD}", str(unit))
        if result.returncode:
            yield f"{unit.name}: {result.stdout.splitlines()[-1]} {result.stderr}"


def same_rules_as_services_yaml(source, _build):
    table = yaml.safe_load((source / "kiosk/ctl/services.yaml").read_text(encoding="utf-8"))
    services = {service["id"]: service for service in table["services"]}
    for name in DAEMONS:
        unit = source / f"deploy/systemd/kiosk-{name}.service"
        service = services[name]
        wanted = {
            "TimeoutStartSec": service["ready"]["within_ms"],
            "WatchdogSec": service["watchdog_ms"],
            "RestartSec": service["restart"]["first_ms"],
        }
        for key, value in wanted.items():
            if [milliseconds(text) for text in values(unit, key)] != [value]:
                yield f"{unit.name}: {key} is not {value} ms as in services.yaml"
        environment = " ".join(values(unit, "Environment"))
        for key, value in service["environment"].items():
            if f"{key}={value}" not in environment:
                yield f"{unit.name}: no {key}={value} as in services.yaml"


def a_training_gives_the_terminal_back(source, _build):
    """However it ends, and after a power cut; and the terminal is never stopped for a training that does not begin."""
    unit = source / "deploy/systemd/kiosk-training.service"
    for key in ("OnSuccess", "OnFailure"):
        if values(unit, key) != ["kiosk.target"]:
            yield f"{unit.name}: {key} does not start the terminal again"
    stopped = " ".join(values(unit, "Conflicts")).split()
    for name in ("kiosk.target", *(f"kiosk-{daemon}.service" for daemon in DAEMONS)):
        if name not in stopped:
            yield f"{unit.name}: {name} would go on beside it"
    text = unit.read_text(encoding="utf-8")
    for word in ("Condition", "Assert", "[Install]", "Restart="):
        if re.search(rf"^{re.escape(word)}", text, re.M):
            yield f"{unit.name}: {word} may leave nothing on the screen, or the training after a power cut"


def a_training_is_asked_for_where_it_is_watched(source, _build):
    units = source / "deploy/systemd"
    asked = re.findall(r"--training-request (\S+)", " ".join(values(units / "kiosk-shell.service", "ExecStart")))
    if values(units / "kiosk-training.path", "PathExists") != asked:
        yield f"kiosk-training.path: does not watch {asked} of kiosk-shell.service"


def policy_knows_every_method(source, _build):
    allowed = {}
    for rule in xml.etree.ElementTree.parse(source / "deploy/dbus/org.bianmin.conf").iter("allow"):
        if "send_destination" in rule.attrib:
            key = (rule.get("send_destination"), rule.get("send_interface"))
            allowed.setdefault(key, set()).add(rule.get("send_member"))
    for contract, owner in CONTRACTS.items():
        interface = f"org.bianmin.{contract}"
        contract_file = source / f"kiosk/ipc/{interface}.xml"
        methods = {method.get("name") for method in xml.etree.ElementTree.parse(contract_file).iter("method")}
        named = allowed.pop((owner, interface), set())
        for method in sorted(methods ^ named, key=str):
            yield f"org.bianmin.conf: {interface}.{method} is in one of policy and contract only"
    for owner, interface in allowed:
        yield f"org.bianmin.conf: {interface} of {owner} is no contract between daemons"


def udev_knows_every_usb_driver(source, build):
    rules = (build / "packaging/70-bianmin.rules").read_text(encoding="utf-8")
    for manifest in (source / "drivers").glob("*/driver.yaml"):
        text = manifest.read_text(encoding="utf-8")
        for vid, pid in re.findall(r"vid:\s*0x([0-9a-fA-F]{4}),\s*pid:\s*0x([0-9a-fA-F]{4})", text):
            if f'ATTR{{idVendor}}=="{vid.lower()}", ATTR{{idProduct}}=="{pid.lower()}"' not in rules:
                yield f"70-bianmin.rules: {vid}:{pid} of {manifest.parent.name} is not there"


def users_can_be_made(source, _build):
    with tempfile.TemporaryDirectory() as root:
        pathlib.Path(root, "etc").mkdir()
        result = run("systemd-sysusers", f"--root={root}", str(source / "deploy/systemd/sysusers.conf"))
        passwd = pathlib.Path(root, "etc/passwd")
        users = passwd.read_text(encoding="utf-8") if passwd.exists() else ""
        for name in DAEMONS:
            if f"kiosk-{name}:" not in users:
                yield f"sysusers.conf: no user kiosk-{name}: {result.stderr}"


def usb_rules_parse(source, _build):
    if shutil.which("usbguard-rule-parser"):
        result = run("usbguard-rule-parser", "-f", str(source / "deploy/usbguard/rules.conf.example"))
        if result.returncode:
            yield f"usbguard: {result.stdout}{result.stderr}"


def main():
    source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    checks = (
        units_are_taken,
        units_are_closed,
        same_rules_as_services_yaml,
        a_training_gives_the_terminal_back,
        a_training_is_asked_for_where_it_is_watched,
        policy_knows_every_method,
        udev_knows_every_usb_driver,
        users_can_be_made,
        usb_rules_parse,
    )
    findings = [finding for check in checks for finding in check(source, build)]
    print("\n".join(findings))
    sys.exit(1 if findings else 0)


main()
