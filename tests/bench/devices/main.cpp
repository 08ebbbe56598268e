#include "../machine.h"
#include "apdus.h"
#include "code_frames.h"
#include "host_memory.h"
#include "preview.h"
#include "scanning.h"

#include <kiosk/core/log.h>

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTextStream>

namespace
{

using namespace kiosk;
using namespace kiosk::bench;

struct Options {
    std::string hosts;
    std::string codes;
    std::string budgets;
    std::string out;
    bool brief = false;
};

/// Proves that everything can be measured; its times mean nothing.
constexpr DeviceCounts briefCounts{1, 5, Milliseconds(500), 1, 10};

Result<Collected> measure(const Options &options)
{
    const DeviceCounts counts = options.brief ? briefCounts : DeviceCounts();
    const QTemporaryDir folder(QStringLiteral("/tmp/bench-XXXXXX")); // sockets have short paths
    const auto below = [&](const char *name) {
        QDir(folder.path()).mkdir(QLatin1String(name));
        return folder.filePath(QLatin1String(name));
    };
    Collected collected;
    KIOSK_TRY(measureApdus(below("apdu"), counts, collected));
    KIOSK_TRY(measurePreview(below("view"), counts, collected));
    KIOSK_TRY(measureScanning(below("scan"), counts, collected));
    KIOSK_TRY(measureCodeFrames(QString::fromStdString(options.codes), counts, collected));
    KIOSK_TRY(measureHostMemory(QString::fromStdString(options.hosts), below("host"), counts, collected));
    return collected;
}

int run(const Options &options)
{
    const QJsonObject machine = describeMachine(); // its load, before this begins
    const auto figures = loadFigures(QString::fromStdString(options.budgets));
    const auto collected = figures ? measure(options) : Result<Collected>(figures.error());
    if (!collected) {
        QTextStream(stderr) << "bench: " << collected.error().detail << '\n';
        return 1;
    }
    return tell(*figures, machine, *collected, QString::fromStdString(options.out)) ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    kiosk::installLog(QStringLiteral("bench"));
    Options options;
    CLI::App app("Measures the devices' drivers side by side with the libraries that they are made of.");
    app.add_option("--hosts", options.hosts, "devices.yaml of ten devices")->required();
    app.add_option("--codes", options.codes, "Folder of photographs of QR codes; default: drawn ones");
    app.add_option("--budgets", options.budgets, "What is measured")->required();
    app.add_option("--out", options.out, "JSON goes here");
    app.add_flag("--brief", options.brief, "Everything once, to see that it can be measured");
    try {
        app.parse(argc, argv);
        return run(options);
    } catch (const CLI::ParseError &end) {
        return app.exit(end) == 0 ? 0 : 2;
    }
}
