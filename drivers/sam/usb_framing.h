#pragma once

#include <kiosk/core/result.h>
#include <kiosk/hal/usb_device.h>

#include <QByteArray>
#include <QList>

#include <optional>

/// How frames travel over USB (see README, "USB"), as pure functions of bytes and descriptors. Thread: any.
namespace kiosk::sam
{

enum class UsbFraming {
    FourPipe,   ///< the 7 bytes of preamble and length on pipes of their own, the rest on others
    BulkPair,   ///< the whole frame
    Hid,        ///< in reports, padded with zeros
    WrappedHid, ///< the same with an envelope around the frame
};

/// "four-pipe", "bulk-pair", "hid", "wrapped-hid".
[[nodiscard]] QString framingName(UsbFraming framing);
[[nodiscard]] std::optional<UsbFraming> framingNamed(QStringView name);

/// Preamble and length.
inline constexpr qsizetype frameHeader = 7;
inline constexpr qsizetype hidReportSize = 64;

/// Which endpoints of which interface carry what. `headerOut` and `headerIn` are 0 but for four pipes; `out`
/// is 0 where reports go to the reader by control transfers.
struct UsbPipes {
    UsbFraming framing = UsbFraming::BulkPair;
    hal::UsbInterface interface;
    quint8 headerOut = 0;
    quint8 out = 0;
    quint8 headerIn = 0;
    quint8 in = 0;
};

/// By the descriptors: an interface with two bulk pairs, else one with a bulk pair, else a HID interface with
/// an input. `known` is what the descriptors do not tell, from driver.yaml; it must fit them. Errors:
/// noDevice (no interface can carry frames).
[[nodiscard]] Result<UsbPipes> choosePipes(const QList<hal::UsbInterface> &interfaces,
                                           std::optional<UsbFraming> known);

/// 88 | number LE16 | length LE16 | B1 | frame | sum LE16, where length counts B1 and the frame and the sum
/// everything from the number to the frame's end. One source, which shows number 0 only.
[[nodiscard]] QByteArray wrapFrame(QByteArrayView frame);
/// Whole reports, the last one filled up with zeros.
[[nodiscard]] QList<QByteArray> reportsOf(QByteArrayView bytes);

/// Puts headers and bodies, which come on two pipes and so in any order, together again: behind each header
/// go as many bytes of the body pipe as it announces. What is no header is dropped.
class PipeJoiner
{
public:
    void feedHeader(QByteArrayView bytes) { m_headers.append(bytes.data(), bytes.size()); }
    void feedBody(QByteArrayView bytes) { m_bodies.append(bytes.data(), bytes.size()); }
    /// All that is in order by now.
    [[nodiscard]] QByteArray take();
    void clear();

private:
    QByteArray m_headers;
    QByteArray m_bodies;
    qsizetype m_bodyLeft = 0;
};

} // namespace kiosk::sam
