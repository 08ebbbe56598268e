#pragma once

#include "interpreter.h"

#include <kiosk/hal/emulated_wire.h>

#include <QJsonObject>
#include <QTimer>

namespace kiosk::escpos::emulator
{

/// The printer as people play with it. Thread: that of its event loop.
class Printer
{
public:
    /// keepsBuffer: a printer that does not know how to forget (DLE DC4, DLE ENQ).
    Printer(hal::EmulatedWire &wire, const QString &folder, bool keepsBuffer);

    void receive(const QByteArray &bytes);
    /// USB's GET_PORT_STATUS.
    [[nodiscard]] quint8 portStatus() const;
    /// A request of EmulatorControl; README.md has them.
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    void work();
    void doLater(const QJsonObject &request);
    void reply(const QByteArray &bytes, bool isStatus);
    [[nodiscard]] bool change(const QString &what, const QJsonObject &request);
    [[nodiscard]] bool changeMachine(const QString &what);
    [[nodiscard]] QJsonObject state() const;

    hal::EmulatedWire &m_wire;
    Roll m_roll;
    Interpreter m_interpreter;
    QTimer m_timer;
    bool m_powered = true;
    bool m_mute = false;
    bool m_deaf = false;
    int m_garbage = 0; ///< so many status answers are something else
    int m_noise = 0;   ///< so many answers come among noise
    Milliseconds m_lineTime{0};
    Milliseconds m_late{0};
    QList<std::pair<int, QJsonObject>> m_later; ///< by lines printed
};

} // namespace kiosk::escpos::emulator
