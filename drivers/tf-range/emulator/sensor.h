#pragma once

#include <kiosk/hal/emulated_wire.h>

#include <QJsonObject>
#include <QTimer>

namespace kiosk::tfrange::emulator
{

/// A sensor that measures forty times a second, at its end of the line. Needs an event loop; thread: its own.
class Sensor
{
public:
    explicit Sensor(hal::EmulatedWire &wire);

    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    void measure();

    hal::EmulatedWire &m_wire;
    QTimer m_pace;
    int m_distance = 0; ///< in millimetres; 0: nothing in reach
    QString m_fault;    ///< until cleared
    int m_sent = 0;
};

} // namespace kiosk::tfrange::emulator
