#pragma once

#include <kiosk/hal/emulated_wire.h>
#include <kiosk/hal/symbology.h>

#include <QJsonObject>

namespace kiosk::serialscanner::emulator
{

/// A scanner at its end of the line. Needs an event loop; thread: its own.
class Scanner
{
public:
    struct Model {
        QByteArray prefix, suffix;
        bool aim = false;
        QByteArray triggerOn, triggerOff; ///< empty: it looks all the time
        QByteArray identify;              ///< answered with "EMULATED SCANNER"
    };
    Scanner(hal::EmulatedWire &wire, Model model) : m_wire(wire), m_model(std::move(model)) {}

    void receive(const QByteArray &bytes);
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    [[nodiscard]] bool looks() const { return m_model.triggerOn.isEmpty() || m_triggered; }
    [[nodiscard]] QJsonObject show(const QJsonObject &request);
    void sendCode(const QByteArray &line, const QString &fault);
    [[nodiscard]] QJsonObject setFault(const QString &name);
    [[nodiscard]] QJsonObject state() const;

    hal::EmulatedWire &m_wire;
    Model m_model;
    QByteArray m_received;
    bool m_triggered = false;
    QString m_fault; ///< until cleared: hang, impostor
    int m_shown = 0, m_triggers = 0, m_questions = 0;
};

} // namespace kiosk::serialscanner::emulator
