#include <kiosk/hal/traffic.h>

#include <kiosk/core/paths.h>

#include <QCryptographicHash>
#include <QLibrary>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QTime>

#include <atomic>
#include <mutex>

namespace kiosk::hal
{

namespace
{

constexpr qsizetype shortest = 16; ///< payload that has a hash
constexpr qsizetype mostPlain = 64;

/// A process runs one driver, and its transports know nobody whom they could ask.
struct Tap {
    std::atomic<bool> open = false;
    std::mutex mutex;
    TrafficSink sink;
    QByteArray salt;
};
Tap &tap()
{
    static Tap only;
    return only;
}

QString timed(const QString &what)
{
    return QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz ")) + what;
}

QString arrow(Way way)
{
    return way == Way::Out ? QStringLiteral("> ") : QStringLiteral("< ");
}

QString hashOf(QByteArrayView bytes, const QByteArray &salt)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, salt);
    code.addData(bytes.data(), bytes.size());
    return QString::fromLatin1(code.result().left(4).toHex());
}

} // namespace

void tellBytes(Way way, QByteArrayView bytes)
{
    if (!tap().open || bytes.isEmpty())
        return;
    const std::lock_guard lock(tap().mutex);
    if (!tap().sink)
        return;
    QString line = arrow(way) + QStringLiteral("%1 B").arg(bytes.size());
    if (bytes.size() >= shortest)
        line += QStringLiteral(" #") + hashOf(bytes, tap().salt);
    tap().sink(timed(line));
}

void tellFrame(Way way, QByteArrayView plain, qsizetype hidden)
{
    if (!tap().open)
        return;
    const std::lock_guard lock(tap().mutex);
    if (!tap().sink)
        return;
    const QByteArrayView shown = plain.first(std::min(plain.size(), mostPlain));
    hidden += plain.size() - shown.size();
    QString line = arrow(way) + QString::fromLatin1(shown.toByteArray().toHex(' '));
    if (hidden > 0)
        line += QStringLiteral(" +%1 B").arg(hidden);
    tap().sink(timed(line));
}

void tapTraffic(TrafficSink sink)
{
    const std::lock_guard lock(tap().mutex);
    tap().salt.resize(32);
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(tap().salt.data()),
                                         reinterpret_cast<quint32 *>(tap().salt.data() + tap().salt.size()));
    tap().open = bool(sink);
    tap().sink = std::move(sink);
}

bool tapDriver(const QString &driver, const TrafficSink &sink)
{
    QLibrary library(paths::driverLibrary(driver));
    library.setLoadHints(QLibrary::PreventUnloadHint);
    using EntryPoint = void (*)(const TrafficSink *);
    const auto entryPoint = reinterpret_cast<EntryPoint>(library.resolve("kioskTraffic"));
    if (entryPoint != nullptr)
        entryPoint(&sink);
    return entryPoint != nullptr;
}

QString trafficStep(const QString &words)
{
    return timed(QStringLiteral("-- ") + words);
}

} // namespace kiosk::hal
