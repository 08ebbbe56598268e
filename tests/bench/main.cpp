#include "card_reading.h"
#include "machine.h"
#include "measurements.h"
#include "processes.h"
#include "screen.h"

#include <kiosk/core/log.h>

#include <CLI/CLI.hpp>

#include <QDir>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTextStream>

namespace
{

using namespace kiosk;
using namespace kiosk::bench;

struct Options {
    std::string configuration = "devices.yaml";
    std::string pages;
    std::string budgets;
    std::string out;
    bool oursOnly = false;
    bool brief = false;
};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

/// Proves that everything can be measured; its times mean nothing.
constexpr Counts briefCounts{1, 2, 2, Milliseconds(1000), 1, 1};

using Collected = QHash<QString, Samples>;

Result<Collected> measure(const Options &options, QJsonObject &machine)
{
    machine = describeMachine();
    machine[QStringLiteral("screen")] = QStringLiteral("Xvfb 1080×1920, software rendering");
    const Counts counts = options.brief ? briefCounts : Counts();
    const QString configuration = QFileInfo(text(options.configuration)).absoluteFilePath();
    QTemporaryDir folder(QStringLiteral("/tmp/bench-XXXXXX")); // sockets have short paths
    const auto cards =
        measureCardReading(configuration, folder.filePath(QStringLiteral("card")), counts.cards);
    if (!cards)
        return cards.error();
    auto screen = Screen::start(QSize(1080, 1920));
    if (!screen)
        return screen.error();
    auto ruler = Ruler::create((*screen)->display());
    if (!ruler)
        return ruler.error();
    std::unique_ptr<Browser> browser;
    if (!options.oursOnly) {
        auto created = Browser::create((*screen)->display(), folder.filePath(QStringLiteral("browser")),
                                       QFileInfo(text(options.pages)).absoluteFilePath());
        if (!created)
            return created.error();
        browser = std::move(*created);
        machine[QStringLiteral("peer")] = browser->version();
    } else {
        machine[QStringLiteral("peer")] = QJsonValue();
    }
    auto simulators = Simulators::start(configuration, folder.filePath(QStringLiteral("sim")));
    if (!simulators)
        return simulators.error();
    Terminal terminal(**simulators, (*screen)->display(), folder.filePath(QStringLiteral("terminal")));
    Measurements measurements(**ruler, terminal, browser.get(),
                              {(*screen)->process(), (*simulators)->process()}, counts);
    measurements.of("card-wire-share").ours = *cards;
    if (const Status measured = measurements.run(); !measured) {
        folder.setAutoRemove(false);
        QTextStream(stderr) << "bench: what the terminal said is in "
                            << folder.filePath(QStringLiteral("terminal/run/log")) << '\n';
        return measured.error();
    }
    return measurements.samples();
}

bool run(const Options &options)
{
    const auto figures = loadFigures(text(options.budgets));
    QJsonObject machine;
    const auto samples = figures ? measure(options, machine) : Result<Collected>(figures.error());
    if (!samples) {
        QTextStream(stderr) << "bench: " << samples.error().detail << '\n';
        return false;
    }
    return tell(*figures, machine, *samples, text(options.out));
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv); // the citizen looks at pictures
    qunsetenv("QT_QPA_PLATFORM");
    kiosk::installLog(QStringLiteral("bench"));
    adoptOrphans();

    Options options;
    CLI::App app("Measures the budgets of the terminal side by side with Chromium.");
    app.add_option("--config", options.configuration, "devices.yaml of the terminal");
    app.add_option("--pages", options.pages, "Folder of the browser's pages");
    app.add_option("--budgets", options.budgets, "What is measured")->required();
    app.add_option("--out", options.out, "JSON goes here");
    app.add_flag("--ours-only", options.oursOnly, "Without the browser: no ratios");
    app.add_flag("--brief", options.brief, "Everything once, to see that it can be measured");
    try {
        app.parse(argc, argv);
        return run(options) ? 0 : 1;
    } catch (const CLI::ParseError &end) {
        return app.exit(end) == 0 ? 0 : 2;
    }
}
