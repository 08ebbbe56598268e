#include "pcsc_fixture.h"

#include <QTemporaryDir>

using namespace kiosk;

namespace
{

/// libpcsclite knows one socket as long as its process lives, so all emulators of a test, one after another,
/// are in one place.
QString inFolder(const char *name)
{
    static const QTemporaryDir folder;
    return folder.filePath(QLatin1String(name));
}

} // namespace

PcscFixture::PcscFixture(const char *slot) : m_slot(QString::fromLatin1(slot))
{
    startEmulator();
    m_configuration.id = QStringLiteral("social-security");
    m_configuration.deviceClass = QStringLiteral("smart-card-reader");
    m_configuration.driver = QStringLiteral("pcsc");
    m_configuration.connect = {{QStringLiteral("reader"), m_slot == u"contact"
                                                              ? QStringLiteral("Bianmin Emulator 00 00")
                                                              : QStringLiteral("Bianmin Emulator * 01")},
                               {QStringLiteral("slot"), m_slot},
                               {QStringLiteral("server"), inFolder("pcscd/pcscd.comm")}};
    m_device = another();
}

PcscFixture::~PcscFixture()
{
    m_device.reset();
    stopEmulator();
}

void PcscFixture::startEmulator()
{
    m_emulator.start(
        QStringLiteral("pcsc-emulator"),
        {QStringLiteral("--run"), inFolder("pcscd"), QStringLiteral("--control"), inFolder("control")},
        inFolder("control"));
}

void PcscFixture::stopEmulator()
{
    m_emulator.stop();
}

std::unique_ptr<hal::Device> PcscFixture::another(const char *reader) const
{
    auto configuration = m_configuration;
    if (reader != nullptr)
        configuration.connect.insert(QStringLiteral("reader"), QLatin1String(reader));
    auto device = hal::createDevice(configuration);
    if (!device)
        FAIL(qUtf8Printable(device.error().detail));
    return std::move(*device);
}

QJsonObject PcscFixture::tell(QJsonObject request) const
{
    request.insert(QStringLiteral("slot"), m_slot);
    const auto reply = hal::askEmulator(inFolder("control"), request, Deadline::in(20s));
    if (!reply)
        FAIL(qUtf8Printable(reply.error().detail));
    return *reply;
}

void PcscFixture::insert(const char *card) const
{
    tell({{QStringLiteral("do"), QStringLiteral("insert")}, {QStringLiteral("card"), QLatin1String(card)}});
}

void PcscFixture::remove() const
{
    tell({{QStringLiteral("do"), QStringLiteral("remove")}});
}

void PcscFixture::fault(const char *name, QJsonObject more) const
{
    more.insert(QStringLiteral("do"), QStringLiteral("fault"));
    more.insert(QStringLiteral("name"), QLatin1String(name));
    tell(more);
}

void PcscFixture::clear() const
{
    tell({{QStringLiteral("do"), QStringLiteral("clear")}});
}

QJsonObject PcscFixture::slotState() const
{
    return tell({{QStringLiteral("do"), QStringLiteral("state")}})[m_slot].toObject();
}

Result<Payload> PcscFixture::run(const char *operation, Milliseconds time, const QJsonObject &fields)
{
    hal::OperationContext context{Deadline::in(time), cancel,
                                  [this](const QString &stage, const QJsonObject &) {
                                      stages.append(stage);
                                      if (atStage)
                                          atStage(stage);
                                  }};
    return m_device->execute(QString::fromLatin1(operation), {fields, {}}, context);
}

QJsonObject PcscFixture::read()
{
    const auto result = run("readSocialSecurityCard");
    if (!result)
        FAIL(qUtf8Printable(result.error().code.name().toString() + QStringLiteral(": ") +
                            result.error().detail));
    return result->fields[u"card"].toObject();
}

QString PcscFixture::failure(const char *operation, Milliseconds time, const QJsonObject &fields)
{
    const auto result = run(operation, time, fields);
    return result ? QStringLiteral("success") : result.error().code.name().toString();
}

QString PcscFixture::transmit(const char *apdu, Milliseconds time)
{
    const auto result = run("chipIo", time, {{QStringLiteral("apdu"), QLatin1String(apdu)}});
    return result ? result->fields[u"response"].toString() : result.error().code.name().toString();
}

QString PcscFixture::power(const char *action)
{
    const auto result = run("chipPower", 20s, {{QStringLiteral("action"), QLatin1String(action)}});
    return result ? result->fields[u"atr"].toString() : result.error().code.name().toString();
}

QString PcscFixture::statusWord(const char *key)
{
    hal::OperationContext context{Deadline::in(5s), {}};
    const auto status = m_device->status(context);
    return status ? (*status)[QLatin1String(key)].toString() : status.error().code.name().toString();
}

bool PcscFixture::becomes(const char *key, const char *word)
{
    const Deadline deadline = Deadline::in(10s);
    while (statusWord(key) != QLatin1String(word)) {
        if (deadline.passed())
            return false;
    }
    return true;
}
