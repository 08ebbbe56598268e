#include "apdus.h"

#include "../emulator.h"

#include <kiosk/hal/device.h>

#include <PCSC/winscard.h>

#include <array>

namespace kiosk::bench
{

namespace
{

constexpr Milliseconds within{10'000};
const QString reader = QStringLiteral("Bianmin Emulator 00 00");
// Its environment, the file of the card, and a record of it whose length is right at once: one exchange.
const QByteArray selectEnvironment = "00A404000F7378312E73682EC9E7BBE1B1A3D5CF";
const QByteArray selectFile = "00A4020002EF05";
const QByteArray readRecord = "00B207040B";
const QByteArray record = "07094130303030303030319000";

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// A side: both are asked the same.
class Chip
{
public:
    Chip() = default;
    Chip(const Chip &) = delete;
    Chip &operator=(const Chip &) = delete;
    virtual ~Chip() = default;
    [[nodiscard]] virtual Status powerOn() = 0;
    virtual void powerOff() = 0;
    [[nodiscard]] virtual Result<QByteArray> exchange(const QByteArray &command) = 0;
};

class OurChip : public Chip
{
public:
    explicit OurChip(hal::Device &device) : m_device(device) {}

    Status powerOn() override { return power("cold"); }
    void powerOff() override { (void)power("off").ok(); }
    Result<QByteArray> exchange(const QByteArray &command) override
    {
        hal::OperationContext context{Deadline::in(within), {}};
        const auto answer = m_device.execute(
            u"chipIo", {{{QStringLiteral("apdu"), QString::fromLatin1(command)}}, {}}, context);
        if (!answer)
            return answer.error();
        return answer->fields[u"response"].toString().toLatin1();
    }

private:
    Status power(const char *action)
    {
        hal::OperationContext context{Deadline::in(within), {}};
        const auto done = m_device.execute(
            u"chipPower", {{{QStringLiteral("action"), QLatin1String(action)}}, {}}, context);
        if (!done)
            return done.error();
        return {};
    }

    hal::Device &m_device;
};

Error failed(const char *what, long code)
{
    return fail(error::hardwareError,
                QStringLiteral("%1: %2").arg(QLatin1String(what), QLatin1String(pcsc_stringify_error(code))));
}

class BareChip : public Chip
{
public:
    ~BareChip() override
    {
        powerOff();
        if (m_context != 0)
            SCardReleaseContext(m_context);
    }

    Status powerOn() override
    {
        if (m_context == 0) {
            const long made = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &m_context);
            if (made != SCARD_S_SUCCESS)
                return failed("SCardEstablishContext", made);
        }
        const long connected = SCardConnect(m_context, reader.toUtf8().constData(), SCARD_SHARE_EXCLUSIVE,
                                            SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &m_card, &m_protocol);
        return connected == SCARD_S_SUCCESS ? Status() : failed("SCardConnect", connected);
    }
    void powerOff() override
    {
        if (m_card != 0)
            SCardDisconnect(std::exchange(m_card, 0), SCARD_UNPOWER_CARD);
    }
    Result<QByteArray> exchange(const QByteArray &command) override
    {
        const QByteArray bytes = QByteArray::fromHex(command);
        std::array<BYTE, MAX_BUFFER_SIZE> answer{};
        DWORD size = answer.size();
        const long code = SCardTransmit(m_card, m_protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1,
                                        reinterpret_cast<const BYTE *>(bytes.constData()),
                                        DWORD(bytes.size()), nullptr, answer.data(), &size);
        if (code != SCARD_S_SUCCESS)
            return failed("SCardTransmit", code);
        return QByteArray(reinterpret_cast<const char *>(answer.data()), qsizetype(size)).toHex();
    }

private:
    SCARDCONTEXT m_context = 0;
    SCARDHANDLE m_card = 0;
    DWORD m_protocol = 0;
};

Status turn(Chip &chip, int exchanges, QList<double> &times)
{
    KIOSK_TRY(chip.powerOn());
    for (const QByteArray &command : {selectEnvironment, selectFile}) {
        if (const auto selected = chip.exchange(command); !selected)
            return selected.error();
    }
    for (int i = 0; i < exchanges; ++i) {
        const auto begin = Clock::now();
        const auto answer = chip.exchange(readRecord);
        times.append(millisecondsSince(begin));
        if (!answer)
            return answer.error();
        if (*answer != record.toLower())
            return fail(error::protocolError,
                        QStringLiteral("the card says ") + QString::fromLatin1(*answer));
    }
    chip.powerOff();
    return {};
}

Status awaitCard(hal::Device &device)
{
    const Deadline deadline = Deadline::in(within);
    for (;;) {
        hal::OperationContext context{deadline, {}};
        const auto seen = device.execute(u"detect", {}, context);
        if (seen && seen->fields[u"media"].toString() == u"present")
            return {};
        KIOSK_TRY(context.pause(Deadline::in(cancelLatency)));
    }
}

} // namespace

Status measureApdus(const QString &folder, const DeviceCounts &counts, Collected &collected)
{
    const QString control = folder + QStringLiteral("/control"), run = folder + QStringLiteral("/pcscd");
    const auto emulator =
        Emulator::start(QStringLiteral("pcsc-emulator"),
                        {QStringLiteral("--run"), run, QStringLiteral("--control"), control}, control);
    if (!emulator)
        return emulator.error();
    KIOSK_TRY((*emulator)->tell({{QStringLiteral("do"), QStringLiteral("insert")},
                                 {QStringLiteral("card"), QStringLiteral("zhang")}}));
    hal::DeviceConfiguration configuration;
    configuration.id = QStringLiteral("social-security");
    configuration.deviceClass = QStringLiteral("smart-card-reader");
    configuration.driver = QStringLiteral("pcsc");
    configuration.connect = {{QStringLiteral("reader"), reader},
                             {QStringLiteral("server"), run + QStringLiteral("/pcscd.comm")}};
    const auto device = hal::createDevice(configuration);
    if (!device)
        return device.error();
    KIOSK_TRY(awaitCard(**device)); // and libpcsclite knows by now which daemon is meant
    OurChip ours(**device);
    BareChip bare;
    Samples samples;
    for (int round = 0; round < counts.rounds; ++round) {
        KIOSK_TRY(turn(ours, counts.exchanges, samples.ours));
        KIOSK_TRY(turn(bare, counts.exchanges, samples.peer));
    }
    collected[QStringLiteral("apdu")] = samples;
    collected[QStringLiteral("apdu-slowest")] = samples;
    return {};
}

} // namespace kiosk::bench
