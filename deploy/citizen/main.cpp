#include "citizen.h"

#include <kiosk/core/log.h>

#include <CLI/CLI.hpp>

#include <QDir>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

namespace
{

using namespace kiosk::citizen;

struct Options {
    std::vector<std::string> scenarios;
    std::string orientation;
    std::string screen = "headless";
    std::string configuration = "devices.yaml";
    std::string folder;
    std::string out = "build/demo";
};

QJsonObject play(const Scenario &scenario, const Options &options, Album &album)
{
    auto terminal = TerminalRun::start(
        {QFileInfo(QString::fromStdString(options.configuration)).absoluteFilePath(), scenario.orientation,
         QString::fromStdString(options.screen), QString::fromStdString(options.folder), scenario.training});
    if (!terminal)
        return {{QStringLiteral("name"), scenario.name},
                {QStringLiteral("title"), scenario.title},
                {QStringLiteral("orientation"), scenario.orientation},
                {QStringLiteral("outcome"), QStringLiteral("failed")},
                {QStringLiteral("reason"), terminal.error().detail},
                {QStringLiteral("steps"), QJsonArray()}};
    QJsonObject result = Citizen(scenario, (*terminal)->address(), album).run();
    result.insert(QStringLiteral("emulators"), (*terminal)->emulators());
    if (result[u"outcome"].toString() == u"failed")
        (*terminal)->saveLogs(QString::fromStdString(options.out) + QStringLiteral("/log/") + scenario.name);
    if (!(*terminal)->stop())
        result.insert(QStringLiteral("stop"), QStringLiteral("the terminal did not end well"));
    return result;
}

/// Which printer the pages came from: the demonstration uses a real CUPS where it may.
QString printerOf(const QJsonObject &result)
{
    for (const auto &emulator : result[u"emulators"].toObject()) {
        const QString kind = emulator[u"printer"].toString();
        if (kind == u"cups")
            return QStringLiteral("a real CUPS queue with a real IPP Everywhere printer");
        if (!kind.isEmpty())
            return QStringLiteral("%1 (%2)").arg(kind, emulator[u"why"].toString());
    }
    return QStringLiteral("none");
}

/// The scenarios asked for; without names all of them, or those of the orientation asked for.
QList<Scenario> choose(const Options &options)
{
    QStringList names;
    for (const auto &name : options.scenarios)
        names.append(QString::fromStdString(name));
    const bool all = names.isEmpty();
    QList<Scenario> chosen;
    for (const QString &name : all ? scenarioNames() : names) {
        auto scenario = Scenario::load(scenarioFile(name));
        if (!scenario)
            throw CLI::ValidationError("--scenario", scenario.error().detail.toStdString());
        const QString orientation = QString::fromStdString(options.orientation);
        if (all && !orientation.isEmpty() && scenario->orientation != orientation)
            continue;
        if (!orientation.isEmpty())
            scenario->orientation = orientation;
        chosen.append(*scenario);
    }
    return chosen;
}

bool playAll(const Options &options)
{
    const QList<Scenario> scenarios = choose(options);
    Album album(QString::fromStdString(options.out));
    QTextStream out(stdout);
    QJsonArray results;
    bool ok = !scenarios.isEmpty();
    for (const Scenario &scenario : scenarios) {
        out << scenario.name << "  " << scenario.title << " … " << Qt::flush;
        const QJsonObject result = play(scenario, options, album);
        const bool passed = result[u"outcome"].toString() == u"passed";
        ok = ok && passed;
        out << (passed ? QStringLiteral("passed, %1 ms").arg(result[u"ms"].toInt())
                       : QStringLiteral("FAILED: %1").arg(result[u"reason"].toString()))
            << Qt::endl;
        results.append(result);
        QFile summary(album.folder() + QStringLiteral("/summary.json"));
        if (summary.open(QIODevice::WriteOnly))
            summary.write(
                QJsonDocument(QJsonObject{{QStringLiteral("ok"), ok && results.size() == scenarios.size()},
                                          {QStringLiteral("scenarios"), results}})
                    .toJson());
    }
    if (!results.isEmpty())
        out << "printed on: " << printerOf(results.first().toObject()) << Qt::endl;
    out << "pictures, printed pages and summary.json: " << album.folder() << Qt::endl;
    return ok;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // pictures are read here, nothing is shown
    QGuiApplication application(argc, argv);
    qunsetenv("QT_QPA_PLATFORM"); // the terminal has a screen
    kiosk::installLog(QStringLiteral("kiosk-citizen"));

    Options options;
    CLI::App app("Plays scripted citizens, each at a terminal of their own. Exit code 0 only if all went as "
                 "it should.");
    app.add_option("--scenario", options.scenarios, "Name or file; default: all");
    app.add_option("--orientation", options.orientation)->check(CLI::IsMember({"portrait", "landscape"}));
    app.add_option("--screen", options.screen)->check(CLI::IsMember({"headless", "window", "fullscreen"}));
    app.add_option("--config", options.configuration, "devices.yaml of the terminal");
    app.add_option("--folder", options.folder, "The terminal's run/ and state/ go here, and stay; short");
    app.add_option("--out", options.out, "Folder of screens/, printed/ and summary.json");
    try {
        app.parse(argc, argv);
        return playAll(options) ? 0 : 1;
    } catch (const CLI::ParseError &end) {
        return app.exit(end) == 0 ? 0 : 2;
    }
}
