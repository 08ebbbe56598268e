#pragma once

#include "../usb_framing.h"

#include <kiosk/hal/emulated_wire.h>
#include <kiosk/hal/usb_gadget.h>

namespace kiosk::sam::emulator
{

/// The reader's end of a USB cable, in each of the ways that readers frame.
class UsbWire final : public hal::EmulatedWire
{
public:
    struct Product {
        UsbFraming framing = UsbFraming::FourPipe;
        bool reportsByControl = false; ///< a HID reader without an output endpoint
        quint16 vendor = 0;
        quint16 product = 0;
        QByteArray port = "1-2";
    };
    /// The product of each framing: 0400:C35A, 2B8B:2721, 10C4:0007.
    [[nodiscard]] static Product productOf(UsbFraming framing);

    /// The folder for UMOCKDEV_DIR appears at `place`.
    UsbWire(QString place, const Product &product, Received received);

    Status plug() override { return m_gadget.plug(); }
    void unplug() override;
    bool plugged() const override { return m_gadget.plugged(); }
    void send(const QList<Piece> &pieces, qsizetype question) override;
    QStringList faults() const override;
    bool refuseQuestions(const QString &fault, int count) override;
    void acceptQuestions() override { m_gadget.refuseOutput(0, 0); }
    QString description() const override;

    hal::UsbGadget &gadget() { return m_gadget; }

private:
    using Time = std::chrono::steady_clock::time_point;

    void written(quint8 endpoint, const QByteArray &bytes);
    void deliver();
    void sendPiece(const Piece &piece);
    void sendPackets(quint8 endpoint, QByteArrayView bytes, const QString &fault);

    Product m_product;
    Received m_received;
    QByteArray m_question; ///< a wrapped one that is not whole yet
    std::deque<std::pair<Time, Piece>> m_queue;
    Time m_busyUntil{};
    QTimer m_timer;
    qsizetype m_sent = 0; ///< of the frame that is under way
    QByteArray m_report;  ///< what does not fill a report yet
    hal::UsbGadget m_gadget;
};

} // namespace kiosk::sam::emulator
