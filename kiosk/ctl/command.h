#pragma once

#include <kiosk/core/yaml_document.h>
#include <kiosk/ctl/exit_codes.h>

#include <CLI/CLI.hpp>

#include <QJsonArray>

namespace kiosk::ctl
{

/// Ends the command with this exit code.
[[noreturn]] void finish(ExitCode code);
/// Says what went wrong, with the technician's text and remedy of the catalogue, and ends the command. With
/// --json the same as an object {"error", "message", "remedy", "detail"} on standard output.
[[noreturn]] void finish(const Error &error, bool json);

void print(const QString &line);
void printJson(const QJsonObject &object);
void printJson(const QJsonArray &array);
[[nodiscard]] QJsonArray toJson(const QList<Finding> &findings);

/// Columns that line up, also with Chinese text in them. The first row is the heading.
void printTable(const QList<QStringList> &rows);

/// `--json` of a subcommand.
void addJsonFlag(CLI::App &command, bool &json);

[[nodiscard]] inline QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

} // namespace kiosk::ctl
