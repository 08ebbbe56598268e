#!/usr/bin/env python3
"""The udev rules with every USB device that a driver of the tree names. Called by CMake:
generate_rules.py TEMPLATE OUT driver.yaml…"""
import pathlib
import sys

import yaml

RULES = """SUBSYSTEM=="usb", ENV{{DEVTYPE}}=="usb_device", ATTR{{idVendor}}=="{vid}", ATTR{{idProduct}}=="{pid}", \\
  GROUP="kiosk-device", MODE="0660", TAG-="uaccess", ENV{{ID_SMARTCARD_READER}}=""
KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{{idVendor}}=="{vid}", ATTRS{{idProduct}}=="{pid}", \\
  GROUP="kiosk-device", MODE="0660", TAG-="uaccess\""""


def usb_ids(value):
    """Of the products that a driver knows, in whatever form its quirks are."""
    if isinstance(value, dict):
        if "vid" in value and "pid" in value:
            yield f"{value['vid']:04x}", f"{value['pid']:04x}"
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from usb_ids(entry)


template, out, *manifests = map(pathlib.Path, sys.argv[1:])
blocks = []
for manifest in manifests:
    driver = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    ids = list(usb_ids(driver.get("quirks")))
    if ids:
        rules = [RULES.format(vid=vid, pid=pid) for vid, pid in ids]
        blocks.append("\n".join([f"# {driver['summary']}: drivers/{driver['name']}/driver.yaml", *rules]))
text = template.read_text(encoding="utf-8")
out.write_text(text.replace("@USB_DEVICES@", "\n\n".join(blocks)), encoding="utf-8")
