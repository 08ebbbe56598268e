#pragma once

#include <kiosk/hal/emulated_wire.h>
#include <kiosk/hal/usb_gadget.h>

namespace kiosk::escpos::emulator
{

/// The printer's end of a USB cable: 04B8:0202, printer class, one bulk endpoint each way, bound to the
/// kernel's usblp.
class BulkWire final : public hal::EmulatedWire
{
public:
    /// The folder for UMOCKDEV_DIR appears at `place`. `portStatus` answers GET_PORT_STATUS. Class 0xFF is a
    /// device that is no printer.
    BulkWire(QString place, quint8 classCode, Received received, std::function<quint8()> portStatus);

    Status plug() override { return m_gadget.plug(); }
    void unplug() override;
    bool plugged() const override { return m_gadget.plugged(); }
    void send(const QList<Piece> &pieces, qsizetype question) override;
    /// hang-question: the next transfers to the printer are not taken.
    bool refuseQuestions(const QString &fault, int count) override;
    void acceptQuestions() override { m_gadget.refuseOutput(0, 0); }
    QString description() const override { return QStringLiteral("USB"); }

    hal::UsbGadget &gadget() { return m_gadget; }

private:
    hal::UsbGadget m_gadget;
    QTimer m_timer;
    QList<Piece> m_late;
};

} // namespace kiosk::escpos::emulator
