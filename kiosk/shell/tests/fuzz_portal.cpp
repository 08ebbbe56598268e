// Whatever a hostile module says on its socket: the real portal behind the real adaptor, over D-Bus.
#include <kiosk/ipc/bus.h>
#include <kiosk/shell/portal.h>
#include <kiosk/shell/portal_arguments.h>

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusServer>
#include <QEventLoop>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

constexpr std::array steps{"identify", "verify", "api", "print", "take", "evaluate", "pay", ""};
const QString granted = QStringLiteral("huji/idcard.query");

/// A portal with one module that may print and ask the platform one thing, and the module's end of the
/// socket.
class Harness
{
public:
    Harness() : m_server(QStringLiteral("unix:tmpdir=/tmp")), m_portal(m_bounds)
    {
        QObject::connect(&m_server, &QDBusServer::newConnection, &m_portal,
                         [this](const QDBusConnection &connection) {
                             m_portal.attach(connection);
                             m_attached.quit();
                         });
        m_module = QDBusConnection::connectToPeer(m_server.address(), QStringLiteral("module"));
        m_attached.exec();
        Manifest manifest;
        manifest.grants.devices.insert(QStringLiteral("document-printer"), {QStringLiteral("print")});
        manifest.grants.platform.append(granted);
        m_portal.expect(manifest, QStringLiteral("HUJI-01"));
        m_portal.admit();
        QObject::connect(&m_portal, &Portal::requested, &m_portal,
                         [this](quint64 request, const QString &step, const Payload &arguments) {
                             check(step, arguments);
                             m_portal.complete(request, arguments);
                         });
    }

    /// Sends one call and waits for its answer.
    QDBusMessage call(const QString &method, const QVariantList &arguments)
    {
        QDBusMessage message = QDBusMessage::createMethodCall(QString(), QString::fromLatin1(ipc::portalPath),
                                                              QStringLiteral("org.bianmin.Portal1"), method);
        message.setArguments(arguments);
        QDBusPendingCallWatcher watcher(m_module.asyncCall(message));
        QEventLoop loop;
        QObject::connect(&watcher, &QDBusPendingCallWatcher::finished, &loop, &QEventLoop::quit);
        if (!watcher.isFinished())
            loop.exec();
        return watcher.reply();
    }

private:
    /// What was let through is what the manifest grants.
    static void check(const QString &step, const Payload &arguments)
    {
        if (step == u"identify" || step == u"pay" || step.isEmpty())
            std::abort();
        if (step == u"api" && readApiArguments(arguments.fields).call != granted)
            std::abort();
        if (step == u"print") {
            const PrintArguments print = readPrintArguments(arguments.fields);
            if (arguments.blobs.size() != 1 || print.copies < 1 || print.copies > 3 || print.pages < 1)
                std::abort();
        }
    }

    /// None: it is the words that are looked at, and there are many of them.
    static constexpr int any = std::numeric_limits<int>::max();
    const ModuleBounds m_bounds{
        .callsPerSecond = any, .callsWaiting = any, .documents = any, .refusals = any};
    QDBusServer m_server;
    Portal m_portal;
    QDBusConnection m_module{QString()};
    QEventLoop m_attached;
};

Harness &harness()
{
    static int count = 1;
    static char name[] = "fuzz-portal";
    static char *arguments[] = {name, nullptr};
    static QCoreApplication application(count, arguments);
    static Harness harness;
    return harness;
}

} // namespace

/// One byte for method and step, the rest is the payload's memory.
extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const Payload payloads[] = {
        {{{QStringLiteral("call"), granted},
          {QStringLiteral("timeout_s"), 5},
          {QStringLiteral("arguments"), QJsonObject{{QStringLiteral("purpose"), QStringLiteral("x")}}}},
         {}},
        {{{QStringLiteral("copies"), 2}, {QStringLiteral("pages"), 1}, {QStringLiteral("duplex"), true}},
         {"%PDF-1.4"}},
        {{{QStringLiteral("what"), QJsonArray{QStringLiteral("paper"), QStringLiteral("idcard")}}}, {}}};
    const QByteArray image = char(index % 64) + encodePayload(payloads[index % 3]);
    const std::size_t size = std::min(capacity, std::size_t(image.size()));
    std::memcpy(buffer, image.constData(), size);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QString step = QString::fromLatin1(steps.at(data[0] % steps.size()));
    const QByteArray rest(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const auto sealed = sealMemory(rest);
    if (!sealed)
        std::abort();
    Harness &portal = harness();
    switch (data[0] / steps.size() % 8) {
    case 0:
        (void)portal.call(QStringLiteral("Cancel"), {qulonglong(size)});
        break;
    case 1:
        (void)portal.call(QStringLiteral("TakeResult"), {qulonglong(size)});
        break;
    case 2:
        (void)portal.call(QStringLiteral("StepEntered"), {QString::fromUtf8(rest.left(100))});
        break;
    case 3:
        (void)portal.call(QStringLiteral("Finish"), {step, QString::fromUtf8(rest.left(100))});
        break;
    default:
        const QDBusMessage reply =
            portal.call(QStringLiteral("Begin"), {step, QVariant::fromValue(ipc::toDBus(*sealed))});
        if (reply.type() == QDBusMessage::ReplyMessage)
            (void)portal.call(QStringLiteral("TakeResult"), reply.arguments());
    }
    return 0;
}
