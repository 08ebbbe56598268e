#!/usr/bin/env python3
"""errors.yaml → error_codes.h (one constant a code) and error_entries.inc (the texts). Called by CMake."""
import json
import sys

import yaml

source, header, entries = sys.argv[1:4]
with open(source, encoding="utf-8") as file:
    catalogue = yaml.safe_load(file)

numbers = [entry["number"] for entry in catalogue.values()]
double = {number for number in numbers if numbers.count(number) > 1}
if double:
    sys.exit(f"{source}: number used twice: {', '.join(sorted(double))}")

with open(header, "w", encoding="utf-8") as file:
    file.write("#pragma once\n// Generated from errors.yaml; do not edit.\n#include <QStringView>\n\n"
               "namespace kiosk\n{\n\n"
               "/// A key of errors.yaml. Only the constants below exist, so a code cannot be misspelt.\n"
               "class ErrorCode\n{\npublic:\n"
               "    [[nodiscard]] constexpr QStringView name() const { return m_name; }\n"
               "    friend constexpr bool operator==(ErrorCode a, ErrorCode b) { return a.m_index == b.m_index; }\n"
               "    [[nodiscard]] constexpr int index() const { return m_index; }\n"
               "    constexpr ErrorCode(int index, QStringView name) : m_index(index), m_name(name) {}\n\n"
               "private:\n    int m_index;\n    QStringView m_name;\n};\n\nnamespace error\n{\n")
    for index, (code, entry) in enumerate(catalogue.items()):
        file.write(f"/// {entry['technician']}\ninline constexpr ErrorCode {code}{{{index}, u\"{code}\"}};\n")
    file.write("} // namespace error\n\n} // namespace kiosk\n")

with open(entries, "w", encoding="utf-8") as file:
    for code, entry in catalogue.items():
        texts = [entry[key] for key in ("number", "completion", "severity")]
        rest = [entry[key] for key in ("citizen", "next", "citizen_en", "next_en", "technician", "remedy")]
        quote = lambda text: "QStringLiteral(" + json.dumps(text, ensure_ascii=False) + ")"
        file.write("{error::%s, %s, %s, %s},\n" % (
            code, ", ".join(map(quote, texts)), "true" if entry["retryable"] else "false", ", ".join(map(quote, rest))))
