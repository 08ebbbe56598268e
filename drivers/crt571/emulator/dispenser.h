#pragma once

#include "machine.h"

#include <kiosk/hal/paced_line.h>

#include <QJsonObject>

namespace kiosk::crt571::emulator
{

/// A dispenser on its line, and what is wrong with it. Answers the driver's frames, and a trainer's or a
/// test's requests (see README, "Emulator").
class Dispenser
{
public:
    Dispenser(hal::PacedLine &line, Machine machine, quint8 address, Milliseconds moveTime)
        : m_line(line), m_machine(std::move(machine)), m_address(address), m_moveTime(moveTime)
    {
    }

    void receive(const QByteArray &bytes);
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    struct Fault {
        QString name;
        QString command; ///< "status"; empty = any
        int count = 1;   ///< 0 = until cleared
        Milliseconds time{0};
        QByteArray code;
    };

    void answer(const Question &question, qsizetype size);
    /// What goes wrong before or instead of the answer; nothing where that is all that happens.
    [[nodiscard]] std::optional<Reply> replyTo(const Question &question, const Fault &fault);
    void sendAnswer(QByteArray frame, Milliseconds pause, const Fault &fault, qsizetype question);
    void losePower();
    [[nodiscard]] Fault takeFault(const QString &command);
    [[nodiscard]] QJsonObject addFault(const QJsonObject &request);
    [[nodiscard]] QJsonObject byHand(const QString &what, const QJsonObject &request);
    [[nodiscard]] QJsonObject state() const;

    hal::PacedLine &m_line;
    Machine m_machine;
    quint8 m_address;
    Milliseconds m_moveTime;
    FrameDecoder m_decoder;
    QList<Fault> m_faults;
    int m_requests = 0;
};

} // namespace kiosk::crt571::emulator
