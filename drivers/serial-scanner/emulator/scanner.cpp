#include "scanner.h"

#include <kiosk/hal/emulator_control.h>

#include <algorithm>

namespace kiosk::serialscanner::emulator
{

namespace
{

using Piece = hal::EmulatedWire::Piece;

constexpr Milliseconds stall{30}; ///< a busy USB adapter's
constexpr qsizetype endless = 6000;

} // namespace

void Scanner::receive(const QByteArray &bytes)
{
    if (m_fault == u"hang")
        return;
    m_received.append(bytes);
    const auto heard = [this](const QByteArray &command) {
        const qsizetype at = command.isEmpty() ? -1 : m_received.indexOf(command);
        if (at >= 0)
            m_received.remove(0, at + command.size());
        return at >= 0;
    };
    if (heard(m_model.identify)) {
        ++m_questions;
        m_wire.send({{.bytes = m_fault == u"impostor" ? "ATI modem\r\n" : "EMULATED SCANNER\r\n"}},
                    m_model.identify.size());
    }
    if (heard(m_model.triggerOn)) {
        ++m_triggers;
        m_triggered = true;
    }
    if (heard(m_model.triggerOff))
        m_triggered = false;
    m_received = m_received.last(std::min(m_received.size(), qsizetype(64)));
}

QJsonObject Scanner::control(const QJsonObject &request)
{
    const QString action = request[u"do"].toString();
    if (action == u"show" || action == u"insert")
        return show(request);
    if (action == u"garbage") {
        m_wire.send({{.bytes = QByteArray::fromHex("00ff1b5b80fe")}}, 0);
        return {};
    }
    if (action == u"fault")
        return setFault(request[u"name"].toString());
    if (action == u"unplug")
        return setFault(action);
    if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        return hal::EmulatorControl::answer(m_wire.plug());
    }
    if (action == u"state")
        return state();
    return hal::EmulatorControl::refuseUnknown(request);
}

QJsonObject Scanner::show(const QJsonObject &request)
{
    const QString format = request[u"format"].toString(QStringLiteral("qrCode"));
    const auto symbology = hal::symbologyFrom(format);
    if (!symbology)
        return hal::EmulatorControl::refuse(QStringLiteral("no format '%1'").arg(format));
    if (!m_wire.plugged() || m_fault == u"hang" || !looks())
        return hal::EmulatorControl::refuse(QStringLiteral("the scanner does not look"));
    QByteArray data = request.contains(u"hex") ? QByteArray::fromHex(request[u"hex"].toString().toLatin1())
                                               : request[u"text"].toString().toUtf8();
    if (m_model.aim)
        data.prepend(hal::aimOf(*symbology));
    ++m_shown;
    sendCode(m_model.prefix + data + m_model.suffix, request[u"fault"].toString());
    return {};
}

void Scanner::sendCode(const QByteArray &line, const QString &fault)
{
    const qsizetype half = line.size() / 2;
    if (fault == u"no-suffix")
        m_wire.send({{.bytes = line.chopped(m_model.suffix.size())}}, 0);
    else if (fault == u"half")
        m_wire.send({{.bytes = line.first(half)}}, 0);
    else if (fault == u"slow")
        m_wire.send({{.bytes = line.first(half)}, {.pause = stall, .bytes = line.sliced(half)}}, 0);
    else if (fault == u"too-long")
        m_wire.send({{.bytes = m_model.prefix + QByteArray(endless, '7') + m_model.suffix}}, 0);
    else if (fault == u"twice")
        m_wire.send({{.bytes = line + line}}, 0);
    else
        m_wire.send({{.bytes = line}}, 0);
}

QJsonObject Scanner::setFault(const QString &name)
{
    if (name == u"unplug")
        m_wire.unplug();
    else if (name == u"hang" || name == u"impostor")
        m_fault = name;
    else
        return hal::EmulatorControl::refuse(QStringLiteral("no fault '%1'").arg(name));
    return {};
}

QJsonObject Scanner::state() const
{
    return {{QStringLiteral("plugged"), m_wire.plugged()},
            {QStringLiteral("looks"), looks()},
            {QStringLiteral("shown"), m_shown},
            {QStringLiteral("triggers"), m_triggers},
            {QStringLiteral("questions"), m_questions},
            {QStringLiteral("fault"), m_fault}};
}

} // namespace kiosk::serialscanner::emulator
