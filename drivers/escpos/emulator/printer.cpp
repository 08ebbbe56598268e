#include "printer.h"

#include <kiosk/hal/emulator_control.h>

#include <QJsonArray>

namespace kiosk::escpos::emulator
{

Printer::Printer(hal::EmulatedWire &wire, const QString &folder, bool keepsBuffer)
    : m_wire(wire), m_roll(folder),
      m_interpreter(
          m_roll, [this](const QByteArray &bytes, bool isStatus) { reply(bytes, isStatus); }, keepsBuffer)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, [this] { work(); });
}

void Printer::receive(const QByteArray &bytes)
{
    if (!m_powered || m_deaf)
        return;
    m_interpreter.receive(bytes);
    work();
}

void Printer::reply(const QByteArray &bytes, bool isStatus)
{
    if (!m_powered || m_mute)
        return;
    QByteArray answer = bytes;
    if (isStatus && m_garbage > 0) {
        --m_garbage;
        answer = QByteArray("\xFF\x81\xC3");
    } else if (m_noise > 0) {
        --m_noise;
        answer = "\xA5" + bytes;
    }
    m_wire.send({{m_late, answer}}, 0);
}

void Printer::work()
{
    // One line after the other, each in its time; what was asked for after so many lines comes between them.
    while (m_powered && !m_timer.isActive()) {
        const int lines = m_roll.lines();
        if (!m_interpreter.step())
            return;
        if (m_roll.lines() == lines)
            continue;
        while (!m_later.isEmpty() && m_later.first().first <= m_roll.lines())
            doLater(m_later.takeFirst().second);
        if (m_lineTime.count() > 0)
            m_timer.start(m_lineTime);
    }
}

void Printer::doLater(const QJsonObject &request)
{
    if (request[u"do"] != QStringLiteral("unplug"))
        return (void)control(request);
    // The wire may be handing over these very bytes.
    QMetaObject::invokeMethod(
        &m_timer, [this] { m_wire.unplug(); }, Qt::QueuedConnection);
}

quint8 Printer::portStatus() const
{
    const Condition &condition = m_interpreter.condition;
    const bool error = condition.cutterError || condition.unrecoverable || condition.recoverable;
    return quint8((condition.paperOut ? 0x20 : 0) | (m_interpreter.online() ? 0x10 : 0) | (error ? 0 : 0x08));
}

bool Printer::changeMachine(const QString &what)
{
    Condition &now = m_interpreter.condition;
    if (what == u"paper-out")
        now.paperOut = true;
    else if (what == u"near-end")
        now.nearEnd = true;
    else if (what == u"load") {
        m_roll.tear();
        now.paperOut = now.nearEnd = now.coverOpen = false;
    } else if (what == u"open")
        now.coverOpen = true;
    else if (what == u"close")
        now.coverOpen = false;
    else if (what == u"jam-cutter")
        now.cutterStuck = true;
    else if (what == u"unjam")
        now.cutterStuck = false;
    else if (what == u"recoverable")
        now.recoverable = true;
    else if (what == u"break")
        now.unrecoverable = true;
    else if (what == u"repair")
        now.unrecoverable = now.recoverable = now.hot = false;
    else if (what == u"hot")
        now.hot = true;
    else if (what == u"offline" || what == u"online")
        now.offline = what == u"offline";
    else
        return false;
    return true;
}

bool Printer::change(const QString &what, const QJsonObject &request)
{
    if (what == u"power-off") {
        m_powered = false;
        m_interpreter.losePower();
    } else if (what == u"power-on") {
        m_powered = true;
    } else if (what == u"unplug") {
        m_wire.unplug();
    } else if (what == u"plug") {
        return m_wire.plug().ok();
    } else if (what == u"mute") {
        m_mute = true;
    } else if (what == u"hang") {
        m_deaf = m_mute = true;
    } else if (what == u"garbage") {
        m_garbage = request[u"count"].toInt(1);
    } else if (what == u"noise") {
        m_noise = request[u"count"].toInt(1);
    } else if (what == u"slow") {
        m_lineTime = Milliseconds(request[u"ms"].toInt(100));
    } else if (what == u"late") {
        m_late = Milliseconds(request[u"ms"].toInt(100));
    } else if (what == u"refuse") {
        return m_wire.refuseQuestions(QStringLiteral("hang-question"), request[u"count"].toInt(0));
    } else if (what == u"clear") {
        m_mute = m_deaf = false;
        m_garbage = m_noise = 0;
        m_lineTime = m_late = Milliseconds(0);
        m_later.clear();
        m_wire.acceptQuestions();
    } else {
        return changeMachine(what);
    }
    return true;
}

QJsonObject Printer::control(const QJsonObject &request)
{
    const QString what = request[u"do"].toString();
    if (what == u"state")
        return state();
    if (const int lines = request[u"after_lines"].toInt(); lines > 0) {
        QJsonObject later = request;
        later.remove(u"after_lines");
        m_later.append({m_roll.lines() + lines, later});
        return {};
    }
    if (!change(what, request))
        return hal::EmulatorControl::refuse(QStringLiteral("'%1' cannot be done").arg(what));
    // Not within a step of work() itself.
    QMetaObject::invokeMethod(
        &m_timer, [this] { work(); }, Qt::QueuedConnection);
    return {};
}

QJsonObject Printer::state() const
{
    return {{QStringLiteral("pieces"), m_roll.pieces()},
            {QStringLiteral("open"), QJsonArray::fromStringList(m_roll.open())},
            {QStringLiteral("lines"), m_roll.lines()},
            {QStringLiteral("online"), m_powered && m_interpreter.online()},
            {QStringLiteral("powered"), m_powered},
            {QStringLiteral("plugged"), m_wire.plugged()},
            {QStringLiteral("lost"), m_interpreter.lost()},
            {QStringLiteral("unknown"), m_interpreter.unknown()},
            {QStringLiteral("wire"), m_wire.description()}};
}

} // namespace kiosk::escpos::emulator
