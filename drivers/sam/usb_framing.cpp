#include "usb_framing.h"

#include "frame.h"

#include <QtEndian>

#include <algorithm>

namespace kiosk::sam
{

namespace
{

constexpr quint8 hidClass = 3;
constexpr char wrapperStart = '\x88';
constexpr char wrapperType = '\xB1';

struct Named {
    UsbFraming framing;
    const char *name;
};
constexpr Named names[] = {{UsbFraming::FourPipe, "four-pipe"},
                           {UsbFraming::BulkPair, "bulk-pair"},
                           {UsbFraming::Hid, "hid"},
                           {UsbFraming::WrappedHid, "wrapped-hid"}};

bool isHid(UsbFraming framing)
{
    return framing == UsbFraming::Hid || framing == UsbFraming::WrappedHid;
}

/// In ascending order of their addresses, which is the readers': header pipes come before body pipes.
QList<quint8> addresses(const hal::UsbInterface &interface, bool input, bool interrupt)
{
    QList<quint8> found;
    for (const hal::UsbEndpoint &endpoint : interface.endpoints)
        if (endpoint.isInput() == input && endpoint.interrupt == interrupt && endpoint.packetSize > 0)
            found.append(endpoint.address);
    std::sort(found.begin(), found.end());
    return found;
}

std::optional<UsbPipes> pipesOf(const hal::UsbInterface &interface, UsbFraming framing)
{
    const bool interrupt = isHid(framing);
    const auto outputs = addresses(interface, false, interrupt),
               inputs = addresses(interface, true, interrupt);
    if ((interface.classCode == hidClass) != interrupt)
        return std::nullopt;
    if (interrupt && !inputs.isEmpty())
        return UsbPipes{framing, interface, 0, outputs.value(0), 0, inputs[0]};
    if (framing == UsbFraming::FourPipe && outputs.size() >= 2 && inputs.size() >= 2)
        return UsbPipes{framing, interface, outputs[0], outputs[1], inputs[0], inputs[1]};
    if (framing == UsbFraming::BulkPair && !outputs.isEmpty() && !inputs.isEmpty())
        return UsbPipes{framing, interface, 0, outputs[0], 0, inputs[0]};
    return std::nullopt;
}

} // namespace

QString framingName(UsbFraming framing)
{
    const auto *named = std::find_if(std::begin(names), std::end(names),
                                     [&](const Named &one) { return one.framing == framing; });
    return QLatin1String(named->name);
}

std::optional<UsbFraming> framingNamed(QStringView name)
{
    for (const Named &one : names)
        if (name == QLatin1String(one.name))
            return one.framing;
    return std::nullopt;
}

Result<UsbPipes> choosePipes(const QList<hal::UsbInterface> &interfaces, std::optional<UsbFraming> known)
{
    const QList<UsbFraming> framings =
        known ? QList<UsbFraming>{*known}
              : QList<UsbFraming>{UsbFraming::FourPipe, UsbFraming::BulkPair, UsbFraming::Hid};
    for (const UsbFraming framing : framings)
        for (const hal::UsbInterface &interface : interfaces)
            if (const auto pipes = pipesOf(interface, framing))
                return *pipes;
    return fail(
        error::noDevice,
        known ? QStringLiteral("the USB device has no endpoints for framing %1").arg(framingName(*known))
              : QStringLiteral("the USB device is no reader: it has neither a pair of "
                               "bulk endpoints nor a HID input"));
}

QByteArray wrapFrame(QByteArrayView frame)
{
    QByteArray wrapped(6, '\0');
    wrapped[0] = wrapperStart;
    qToLittleEndian(quint16(frame.size() + 1), wrapped.data() + 3);
    wrapped[5] = wrapperType;
    wrapped.append(frame.data(), frame.size());
    quint16 sum = 0;
    for (const char byte : QByteArrayView(wrapped).sliced(1))
        sum = quint16(sum + quint8(byte));
    return wrapped.append(char(sum)).append(char(sum >> 8));
}

QList<QByteArray> reportsOf(QByteArrayView bytes)
{
    QList<QByteArray> reports;
    for (qsizetype at = 0; at < bytes.size(); at += hidReportSize)
        reports.append(bytes.sliced(at, std::min(hidReportSize, bytes.size() - at))
                           .toByteArray()
                           .leftJustified(hidReportSize, '\0'));
    return reports;
}

QByteArray PipeJoiner::take()
{
    QByteArray joined;
    for (;;) {
        if (m_bodyLeft > 0) {
            const qsizetype count = std::min(m_bodyLeft, m_bodies.size());
            joined += m_bodies.left(count);
            m_bodies.remove(0, count);
            m_bodyLeft -= count;
        }
        if (m_bodyLeft > 0)
            return joined;
        const qsizetype start = m_headers.indexOf(synchronisation);
        if (start < 0)
            m_headers = m_headers.right(synchronisation.size() - 1);
        else
            m_headers.remove(0, start);
        constexpr qsizetype size = synchronisation.size() + 2;
        if (start < 0 || m_headers.size() < size)
            return joined;
        m_bodyLeft = qFromBigEndian<quint16>(m_headers.constData() + synchronisation.size());
        joined += m_headers.left(size);
        m_headers.remove(0, size);
    }
}

void PipeJoiner::clear()
{
    m_headers.clear();
    m_bodies.clear();
    m_bodyLeft = 0;
}

} // namespace kiosk::sam
