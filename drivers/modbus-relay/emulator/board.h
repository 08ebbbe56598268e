#pragma once

#include <kiosk/hal/emulated_wire.h>

#include <QJsonObject>

namespace kiosk::modbus::emulator
{

/// A board with eight outputs and eight inputs, address 1, at its end of the line. Needs an event loop;
/// thread: its own.
class Board
{
public:
    explicit Board(hal::EmulatedWire &wire) : m_wire(wire) {}

    void receive(const QByteArray &bytes);
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    [[nodiscard]] QByteArray answer(const QByteArray &question);
    void send(QByteArray frame);

    hal::EmulatedWire &m_wire;
    QByteArray m_received;
    quint8 m_outputs = 0, m_inputs = 0;
    QString m_fault; ///< until cleared
    int m_questions = 0, m_lost = 0;
};

} // namespace kiosk::modbus::emulator
