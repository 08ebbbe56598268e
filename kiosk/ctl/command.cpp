#include <kiosk/ctl/command.h>

#include <kiosk/core/error_catalogue.h>

#include <QJsonDocument>
#include <QTextStream>

namespace kiosk::ctl
{

namespace
{

/// Columns of a terminal window: a character of the East Asian blocks takes two.
int columns(const QString &text)
{
    int result = 0;
    for (const uint character : text.toUcs4())
        result += (character >= 0x1100 && character != 0x2026) && (character < 0x2000 || character >= 0x2E80)
                      ? 2
                      : 1;
    return result;
}

ExitCode exitCode(const Error &error)
{
    if (error.code == error::noDevice || error.code == error::noRecord)
        return ExitNoSuchThing;
    return ExitFailed;
}

} // namespace

void finish(ExitCode code)
{
    throw CLI::RuntimeError(code);
}

void finish(const Error &error, bool json)
{
    const ErrorEntry &entry = describe(error.code);
    if (json) {
        printJson(QJsonObject{{QStringLiteral("error"), error.code.name().toString()},
                              {QStringLiteral("message"), entry.technician},
                              {QStringLiteral("remedy"), entry.remedy},
                              {QStringLiteral("detail"), error.detail}});
    } else {
        QTextStream(stderr) << entry.number << ' ' << entry.technician << "\n  " << error.detail << "\n  → "
                            << entry.remedy << '\n';
    }
    finish(exitCode(error));
}

void print(const QString &line)
{
    QTextStream(stdout) << line << '\n';
}

void printJson(const QJsonObject &object)
{
    QTextStream(stdout) << QJsonDocument(object).toJson();
}

void printJson(const QJsonArray &array)
{
    QTextStream(stdout) << QJsonDocument(array).toJson();
}

QJsonArray toJson(const QList<Finding> &findings)
{
    QJsonArray result;
    for (const auto &finding : findings)
        result.append(QJsonObject{{QStringLiteral("file"), finding.file},
                                  {QStringLiteral("line"), finding.line},
                                  {QStringLiteral("reason"), finding.reason}});
    return result;
}

void printTable(const QList<QStringList> &rows)
{
    QList<int> widths;
    for (const auto &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i >= widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], columns(row[i]));
        }
    }
    for (const auto &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line +=
                row[i] + (i + 1 < row.size() ? QString(widths[i] - columns(row[i]) + 2, u' ') : QString());
        print(line);
    }
}

void addJsonFlag(CLI::App &command, bool &json)
{
    command.add_flag("--json", json, "Answer as JSON");
}

} // namespace kiosk::ctl
