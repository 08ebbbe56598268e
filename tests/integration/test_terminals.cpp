// The ten terminals of the standard's Table A.1 come up on their emulators, every device of them.
#include "running_terminal.h"

#include <kiosk/core/yaml_document.h>
#include <kiosk/hal/device_condition.h>

using namespace kiosk;
using kiosk::test::Answer;
using kiosk::test::Terminal;

namespace
{

const QStringList kinds{QStringLiteral("gov"),    QStringLiteral("hrss"),       QStringLiteral("sscard"),
                        QStringLiteral("other"),  QStringLiteral("bizlicense"), QStringLiteral("credit"),
                        QStringLiteral("medins"), QStringLiteral("photo"),      QStringLiteral("power"),
                        QStringLiteral("fin")};

bool allOnline(const QJsonArray &devices)
{
    return std::all_of(devices.begin(), devices.end(),
                       [](const QJsonValue &device) { return device[u"state"].toString() == u"online"; });
}

} // namespace

TEST_CASE("each kind of terminal starts, with every device of it well")
{
    const QString kind = GENERATE(from_range(kinds));
    CAPTURE(kind.toStdString());
    const auto file = YamlDocument::load(paths::share(QStringLiteral("terminals/%1.yaml").arg(kind)));
    REQUIRE(file);
    CHECK(file->root()[u"terminal"][u"type"].toString() == kind);

    Terminal terminal({QStringLiteral("--terminal"), kind});
    terminal.event(QStringLiteral("ready"));
    const qsizetype count = file->root()[u"devices"].toArray().size();
    const Answer devices =
        terminal.askUntil({QStringLiteral("devices"), QStringLiteral("--json")}, [&](const Answer &answer) {
            return answer.array().size() == count && allOnline(answer.array());
        });
    INFO(devices.out.toStdString() << devices.err.toStdString());
    CHECK(devices.array().size() == count);
    CHECK(allOnline(devices.array()));
}

TEST_CASE("on each kind of terminal documents go to plain A4 paper, whatever else it prints on")
{
    for (const QString &kind : kinds) {
        INFO(kind.toStdString());
        const auto file = YamlDocument::load(paths::share(QStringLiteral("terminals/%1.yaml").arg(kind)));
        REQUIRE(file);
        // As kiosk-deviced lists them.
        QJsonArray devices;
        for (const auto &device : file->root()[u"devices"].toArray()) {
            devices.append(QJsonObject{{QStringLiteral("id"), device[u"id"]},
                                       {QStringLiteral("class"), device[u"class"]},
                                       {QStringLiteral("papers"), hal::papersOf(device[u"trays"].toArray())},
                                       {QStringLiteral("state"), QStringLiteral("online")}});
        }
        const QJsonObject printer = hal::deviceOfClass(devices, u"document-printer");
        const bool has = std::any_of(devices.begin(), devices.end(), [](const QJsonValue &device) {
            return device[u"class"].toString() == u"document-printer";
        });
        CHECK(printer.isEmpty() != has);
    }
}

TEST_CASE("a kind of terminal that there is none of is said with those that there are")
{
    QProcess process;
    process.start(paths::program(QStringLiteral("kioskctl")),
                  {QStringLiteral("up"), QStringLiteral("--terminal"), QStringLiteral("tavern")});
    REQUIRE(process.waitForFinished(10'000));
    CHECK(process.exitCode() == 2);
    const QByteArray said = process.readAllStandardOutput() + process.readAllStandardError();
    for (const QString &kind : kinds)
        CHECK(said.contains(kind.toUtf8()));
}
