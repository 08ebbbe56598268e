#pragma once

#include <kiosk/core/result.h>
#include <kiosk/core/sealed_memory.h>

#include <QJsonObject>
#include <QTimer>

#include <deque>

namespace kiosk::fprint::emulator
{

/// The sensor behind libfprint's virtual image device: libfprint listens at a socket, and the sensor sends it
/// pictures and what else a sensor tells. Needs an event loop; thread: its own.
class Sensor
{
public:
    /// `place`: the folder with `reader` (there as long as it is plugged in) and `sensor.sock`.
    explicit Sensor(QString place);
    ~Sensor() { unplug(); }

    [[nodiscard]] Status plug();
    void unplug();
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    void send(const QByteArray &bytes);
    void transmit();
    [[nodiscard]] bool connectToReader();
    [[nodiscard]] QString at(const char *name) const;

    QString m_place;
    FileDescriptor m_line;
    std::deque<QByteArray> m_sending;
    QTimer m_pace;
    int m_sent = 0;
};

} // namespace kiosk::fprint::emulator
