#!/usr/bin/env python3
"""Turns tokens.json into the typed groups of the Theme singleton.

A token is a number, or a table of numbers by layout variant (portrait, landscape, elder, elderLandscape); a
missing variant falls back as VARIANTS says. tokens.json says under "growth" how the lengths of a group follow uiScale
(theme_group.h has the rules) and names the exceptions; times and enumerations never follow it.
"""
import json
import re
import sys

VARIANTS = {
    "portrait": ["portrait"],
    "landscape": ["landscape", "portrait"],
    "elder": ["elder", "portrait"],
    "elderLandscape": ["elderLandscape", "elder", "landscape", "portrait"],
}
NAMES = {name for chain in VARIANTS.values() for name in chain}


def camel(*parts):
    words = [p for part in parts for p in re.split(r"[-_ ]", part) if p]
    return words[0] + "".join(w[0].upper() + w[1:] for w in words[1:])


def flatten(table, prefix=()):
    """Yields (name, {variant: number}) for every number below table."""
    for key, value in table.items():
        if key.startswith("$") or isinstance(value, str):
            continue
        path = (*prefix, key)
        if isinstance(value, (int, float)):
            yield camel(*path), {"portrait": value}
        elif isinstance(value, list):
            for part, number in zip(("width", "height"), value):
                yield camel(*path, part), {"portrait": number}
        elif set(value) <= NAMES:
            if isinstance(next(iter(value.values())), list):
                for index, part in enumerate(("width", "height")):
                    yield camel(*path, part), {v: n[index] for v, n in value.items()}
            else:
                yield camel(*path), value
        else:
            yield from flatten(value, path)


def resolve(value):
    return [next(value[v] for v in chain if v in value) for chain in VARIANTS.values()]


def by_variant(tables):
    """{variant: {name: number}} to {name: {variant: number}}."""
    result = {}
    for variant, table in tables.items():
        for name, number in table.items():
            result.setdefault(name, {})[variant] = number
    return result


def group(name, tokens, measure, cpp_type="qreal"):
    lines = [f"class {name} : public ThemeGroup", "{", "    Q_OBJECT", "    QML_ANONYMOUS"]
    for token in tokens:
        lines.append(f"    Q_PROPERTY({cpp_type} {token} READ {token} NOTIFY changed FINAL)")
    lines += ["", "public:", "    using ThemeGroup::ThemeGroup;"]
    for token, value in tokens.items():
        numbers = ", ".join(str(n) for n in resolve(value))
        body = f"{measure(token)}({{{{{numbers}}}}})"
        if cpp_type == "int":
            body = f"static_cast<int>({body})"
        lines.append(f"    [[nodiscard]] {cpp_type} {token}() const {{ return {body}; }}")
    lines += ["};", ""]
    return lines


def growth(tokens, name, names):
    """The measure of each token of a group."""
    rules = tokens["growth"].get(name, {"rest": "scaled"})
    by_name = {token: measure for measure, listed in rules.items() if measure != "rest" for token in listed}
    unknown = set(by_name) - set(names)
    if unknown:
        sys.exit(f"growth.{name}: there is no {', '.join(sorted(unknown))}")
    return lambda token: by_name.get(token, rules["rest"])


def colours(name, table):
    standard, contrast = table["standard"], table["highContrast"]
    technician = standard | table["technician"]
    lines = [f"class {name} : public ThemeGroup", "{", "    Q_OBJECT", "    QML_ANONYMOUS"]
    for token in standard:
        lines.append(f"    Q_PROPERTY(QColor {token} READ {token} NOTIFY changed FINAL)")
    lines += ["", "public:", "    using ThemeGroup::ThemeGroup;"]
    for token in standard:
        lines.append(f"    [[nodiscard]] QColor {token}() const "
                     f"{{ return colour({argb(standard[token])}, {argb(contrast[token])}, "
                     f"{argb(technician[token])}); }}")
    lines += ["};", ""]
    return lines


def plain(_):
    return "plain"


def argb(text):
    digits = text.lstrip("#")
    alpha = digits[6:8] or "FF"
    return f"0x{alpha}{digits[:6]}U"


def main(source, target):
    with open(source, encoding="utf-8") as file:
        tokens = json.load(file)
    types = {k: v for k, v in tokens["type"].items() if k in NAMES}
    layout = by_variant({k: v for k, v in tokens["layout"].items() if k in NAMES})
    out = ["// Made from tokens.json by generate_theme.py.", "#pragma once", "",
           '#include "theme_group.h"', "", "#include <QHash>", ""]
    out += colours("ThemeColor", tokens["color"])
    out += group("ThemeType", by_variant(types) | {"attractHero": {"portrait": tokens["type"]["attractHero"]}},
                 lambda _: "scaled", "int")
    out += group("ThemeLineHeight", dict(flatten(tokens["type"]["lineHeight"])), plain)
    out += group("ThemeLayout", layout, growth(tokens, "layout", layout))
    for name in ("spacing", "radius", "border", "target", "size", "grid"):
        table = dict(flatten(tokens[name]))
        out += group("Theme" + name[0].upper() + name[1:], table, growth(tokens, name, table))
    out += group("ThemeRatio", dict(flatten(tokens["ratio"])), plain)
    out += group("ThemeMotion", dict(flatten(tokens["motion"])), plain, "int")
    out += group("ThemeTime", dict(flatten(tokens["time"])), plain, "int")
    out += ["// What type and what holds it grow by in the large type size.",
            f"inline constexpr double largeType = {tokens['type']['large']};", ""]
    out += ["// Hue of a category by its id: line, soft.",
            "inline const QHash<QString, std::pair<QRgb, QRgb>> &categoryHues()", "{",
            "    static const QHash<QString, std::pair<QRgb, QRgb>> hues{"]
    for name, hue in tokens["color"]["category"].items():
        out.append(f'        {{QStringLiteral("{name}"), {{{argb(hue["line"])}, {argb(hue["soft"])}}}}},')
    out += ["    };", "    return hues;", "}", ""]
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(out))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
