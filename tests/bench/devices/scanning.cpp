#include "scanning.h"

#include <kiosk/hal/device.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

namespace kiosk::bench
{

namespace
{

constexpr Milliseconds within{60'000};
constexpr int resolution = 300;
const QString grid = QStringLiteral("test-picture=Grid");
// The back end waits so long after each of its eleven buffers of a page: two seconds in all.
const QStringList paced{grid, QStringLiteral("read-delay=yes"), QStringLiteral("read-delay-duration=180000")};

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

Result<double> ours(const QStringList &options)
{
    hal::DeviceConfiguration configuration;
    configuration.id = QStringLiteral("scanner");
    configuration.deviceClass = QStringLiteral("document-scanner");
    configuration.driver = QStringLiteral("sane");
    configuration.connect = {{QStringLiteral("scanner"), QStringLiteral("test:0")}};
    configuration.settings = {{QStringLiteral("options"), QJsonArray::fromStringList(options)}};
    const auto device = hal::createDevice(configuration);
    if (!device)
        return device.error();
    hal::OperationContext context{Deadline::in(within), {}};
    const auto begin = Clock::now();
    KIOSK_TRY((*device)->open(context));
    const auto pages =
        (*device)->execute(u"scan", {{{QStringLiteral("resolution"), resolution}}, {}}, context);
    const double taken = millisecondsSince(begin);
    if (!pages)
        return pages.error();
    return taken;
}

Status configureSane(const QString &folder)
{
    QFile backEnds(folder + QStringLiteral("/dll.conf"));
    QFile settings(folder + QStringLiteral("/test.conf"));
    if (!QDir().mkpath(folder + QStringLiteral("/dll.d")) || !settings.open(QIODevice::WriteOnly) ||
        !backEnds.open(QIODevice::WriteOnly) || backEnds.write("test\n") < 0)
        return fail(error::notEnoughSpace, folder + QStringLiteral(" cannot be written"));
    return {};
}

Result<double> scanimage(const QString &folder, const QStringList &options)
{
    QStringList arguments{QStringLiteral("--device-name=test:0"),
                          QStringLiteral("--mode=Color"),
                          QStringLiteral("--resolution=%1").arg(resolution),
                          QStringLiteral("-x200"),
                          QStringLiteral("-y200"),
                          QStringLiteral("--format=jpeg"),
                          QStringLiteral("--output-file=%1/page.jpg").arg(folder)};
    for (const QString &option : options)
        arguments.append(QStringLiteral("--") + option);
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SANE_CONFIG_DIR"), folder);
    process.setProcessEnvironment(environment);
    const auto begin = Clock::now();
    process.start(QStringLiteral("scanimage"), arguments);
    if (!process.waitForFinished(int(within.count())) || process.exitCode() != 0)
        return fail(error::deviceNotReady,
                    QStringLiteral("scanimage: ") + QString::fromUtf8(process.readAllStandardError()));
    return millisecondsSince(begin);
}

} // namespace

Status measureScanning(const QString &folder, const DeviceCounts &counts, Collected &collected)
{
    KIOSK_TRY(configureSane(folder));
    const bool peer = !QStandardPaths::findExecutable(QStringLiteral("scanimage")).isEmpty();
    for (const auto &[figure, options] :
         {std::pair(QStringLiteral("scan"), paced), {QStringLiteral("scan-work"), QStringList{grid}}}) {
        Samples &samples = collected[figure];
        if (!peer)
            samples.note = QStringLiteral("scanimage is not installed");
        for (int scan = 0; scan < counts.rounds * counts.scans; ++scan) {
            const auto our = ours(options);
            if (!our)
                return our.error();
            samples.ours.append(*our);
            const auto theirs = peer ? scanimage(folder, options) : Result<double>(0.0);
            if (!theirs)
                return theirs.error();
            if (peer)
                samples.peer.append(*theirs);
        }
    }
    return {};
}

} // namespace kiosk::bench
