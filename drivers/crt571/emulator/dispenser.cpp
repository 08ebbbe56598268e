#include "dispenser.h"

#include <kiosk/hal/emulator_control.h>

#include <QJsonArray>

#include <algorithm>
#include <map>

namespace kiosk::crt571::emulator
{

namespace
{

using hal::EmulatorControl;
using Piece = hal::EmulatedWire::Piece;

struct Known {
    Command command;
    const char *name;
};
constexpr Known commands[] = {
    {command::initialise, "initialise"}, {command::status, "status"},       {command::toContact, "to-chip"},
    {command::toAntenna, "to-chip"},     {command::toBin, "to-bin"},        {command::toGate, "to-gate"},
    {command::chipCold, "chip-power"},   {command::chipWarm, "chip-power"}, {command::chipOff, "chip-off"},
    {command::chipIo, "chip-io"},
};

QString nameOf(Command command)
{
    for (const Known &known : commands)
        if (known.command == command)
            return QLatin1String(known.name);
    return QStringLiteral("other");
}

const QStringList faultNames{
    QStringLiteral("checksum"), QStringLiteral("length-huge"),   QStringLiteral("truncated"),
    QStringLiteral("noise"),    QStringLiteral("split"),         QStringLiteral("late"),
    QStringLiteral("twice"),    QStringLiteral("silent"),        QStringLiteral("deaf"),
    QStringLiteral("nak"),      QStringLiteral("noisy-nak"),     QStringLiteral("no-acknowledge"),
    QStringLiteral("jam"),      QStringLiteral("by-hand"),       QStringLiteral("power-cut"),
    QStringLiteral("dark"),     QStringLiteral("unplug-midway"), QStringLiteral("wrong-address"),
    QStringLiteral("error"),    QStringLiteral("error45"),
};

// What a cable catches, with the beginning of a frame in it, and the bytes that mean something by themselves.
const QByteArray noise = QByteArray::fromHex("00FFF200AA7F");
const QByteArray noisyRefusal = QByteArray::fromHex("7F1500");

Machine::Place placeNamed(const QString &name)
{
    return name == u"gate"   ? Machine::Place::Gate
           : name == u"chip" ? Machine::Place::Chip
                             : Machine::Place::None;
}

QJsonArray toArray(const QList<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array.append(number);
    return array;
}

} // namespace

void Dispenser::receive(const QByteArray &bytes)
{
    if (!m_machine.powered())
        return;
    m_decoder.feed(bytes);
    for (auto event = m_decoder.next(); event != FrameDecoder::Event::NeedsMore; event = m_decoder.next()) {
        if (event == FrameDecoder::Event::Damaged)
            m_line.send({Piece{0ms, QByteArray(1, refuse)}}, 0);
        const auto question = event == FrameDecoder::Event::Frame && m_decoder.address() == m_address
                                  ? questionFrom(m_decoder.body())
                                  : std::nullopt;
        if (question)
            answer(*question, m_decoder.body().size() + frameOverhead);
        if (!m_machine.powered())
            return m_decoder.clear();
    }
}

void Dispenser::answer(const Question &question, qsizetype size)
{
    ++m_requests;
    const Fault fault = takeFault(nameOf(question.command));
    if (fault.name == u"deaf")
        return;
    if (fault.name == u"nak")
        return m_line.send({Piece{0ms, QByteArray(1, refuse)}}, size);
    if (fault.name == u"noisy-nak")
        m_line.send({Piece{0ms, noisyRefusal}}, size);
    if (fault.name != u"no-acknowledge")
        m_line.send({Piece{0ms, QByteArray(1, acknowledge)}}, size);
    const int before = m_machine.moves();
    const auto reply = replyTo(question, fault);
    if (!reply)
        return;
    QByteArray frame = encodeReply(fault.name == u"wrong-address" ? m_address ^ 1 : m_address, *reply);
    if (fault.name == u"error45") {
        QByteArray body = frame.mid(4, frame.size() - frameOverhead);
        body[0] = 0x45;
        frame = encodeFrame(m_address, body);
    }
    sendAnswer(frame, m_machine.moves() > before ? m_moveTime : 0ms, fault, size);
}

std::optional<Reply> Dispenser::replyTo(const Question &question, const Fault &fault)
{
    const QString &name = fault.name;
    if (name == u"dark") {
        losePower();
        return std::nullopt;
    }
    if (name == u"error" || name == u"error45")
        return m_machine.refusal(question.command, fault.code);
    if (name == u"jam") {
        m_machine.jam();
        return m_machine.refusal(question.command, "10");
    }
    if (name == u"by-hand") {
        m_machine.pushTo(Machine::Place::None);
        return m_machine.refusal(question.command, "16");
    }
    const Reply reply = m_machine.answer(question);
    if (name == u"silent")
        return std::nullopt;
    if (name == u"power-cut") {
        losePower();
        return std::nullopt;
    }
    return reply;
}

void Dispenser::sendAnswer(QByteArray frame, Milliseconds pause, const Fault &fault, qsizetype question)
{
    const QString &name = fault.name;
    if (name == u"unplug-midway") {
        m_line.send({Piece{0ms, frame.left(frame.size() / 2)}}, question);
        return m_line.unplug();
    }
    if (name == u"checksum")
        frame.back() = char(frame.back() ^ 0x5A);
    else if (name == u"length-huge")
        frame[2] = 0x01;
    else if (name == u"truncated")
        frame.truncate(frame.size() / 2);
    else if (name == u"noise")
        frame.prepend(noise);
    QList<Piece> pieces{Piece{name == u"late" ? pause + fault.time : pause, frame}};
    if (name == u"split") {
        const qsizetype third = frame.size() / 3;
        pieces = {Piece{pause, frame.left(third)}, Piece{fault.time, frame.mid(third, third)},
                  Piece{fault.time, frame.mid(2 * third)}};
    } else if (name == u"twice") {
        pieces.append(Piece{0ms, frame});
    }
    m_line.send(pieces, question);
}

void Dispenser::losePower()
{
    m_machine.losePower();
    m_line.discard();
}

Dispenser::Fault Dispenser::takeFault(const QString &command)
{
    const auto fault = std::find_if(m_faults.begin(), m_faults.end(), [&](const Fault &candidate) {
        return candidate.command.isEmpty() || candidate.command == command;
    });
    if (fault == m_faults.end())
        return {};
    Fault taken = *fault;
    if (fault->count > 0 && --fault->count == 0)
        m_faults.erase(fault);
    return taken;
}

QJsonObject Dispenser::control(const QJsonObject &request)
{
    const QString what = request[u"do"].toString();
    if (what == u"fault")
        return addFault(request);
    if (what == u"state")
        return state();
    if (what == u"clear" || what == u"plug") {
        if (what == u"clear")
            m_faults.clear();
        return EmulatorControl::answer(m_line.plug());
    }
    if (what == u"power-off") {
        losePower();
        return {};
    }
    if (what == u"power-on") {
        m_machine.restorePower();
        return {};
    }
    if (what == u"garbage") {
        m_line.send({Piece{0ms, noise}}, 0);
        return {};
    }
    return byHand(what, request);
}

QJsonObject Dispenser::byHand(const QString &what, const QJsonObject &request)
{
    if (what == u"take" || what == u"remove")
        return m_machine.take() ? QJsonObject{}
                                : EmulatorControl::refuse(QStringLiteral("no card is at the gate"));
    if (what == u"hand")
        return m_machine.pushTo(placeNamed(request[u"name"].toString()))
                   ? QJsonObject{}
                   : EmulatorControl::refuse(QStringLiteral("no card is inside"));
    if (what == u"fill")
        m_machine.fill(request[u"cards"].toInt(50));
    else if (what == u"empty")
        m_machine.emptyStack();
    else if (what == u"empty-bin")
        m_machine.emptyBin();
    else if (what == u"unjam")
        m_machine.unjam();
    else
        return EmulatorControl::refuse(
            QStringLiteral("'%1' is none of take, hand, fill, empty, empty-bin, unjam, power-off, power-on, "
                           "garbage, fault, clear, plug, state")
                .arg(what));
    return {};
}

QJsonObject Dispenser::addFault(const QJsonObject &request)
{
    const QStringList parts = request[u"name"].toString().split(u':');
    Fault fault;
    fault.name = parts.first();
    if (fault.name == u"unplug") {
        m_line.unplug();
        return {};
    }
    if (!faultNames.contains(fault.name))
        return EmulatorControl::refuse(QStringLiteral("there is no fault '%1'").arg(fault.name));
    fault.code = parts.value(1).toLatin1();
    if (fault.name.startsWith(u"error") && fault.code.size() != 2)
        return EmulatorControl::refuse(QStringLiteral("'%1' has no code, as in error:10").arg(fault.name));
    fault.command = request[u"command"].toString();
    fault.count = request[u"count"].toInt(1);
    fault.time = Milliseconds(request[u"ms"].toInt(fault.name == u"late" ? 3000 : 50));
    m_faults.append(fault);
    return {};
}

QJsonObject Dispenser::state() const
{
    static const std::map<Machine::Place, QString> places{{Machine::Place::None, QStringLiteral("none")},
                                                          {Machine::Place::Gate, QStringLiteral("gate")},
                                                          {Machine::Place::Chip, QStringLiteral("chip")},
                                                          {Machine::Place::Stuck, QStringLiteral("stuck")}};
    QJsonArray active;
    for (const Fault &fault : m_faults)
        active.append(QJsonObject{{QStringLiteral("name"), fault.name},
                                  {QStringLiteral("command"), fault.command},
                                  {QStringLiteral("count"), fault.count}});
    const auto &card = m_machine.card();
    return {{QStringLiteral("place"), places.at(m_machine.place())},
            {QStringLiteral("card"), card ? QJsonValue(card->number()) : QJsonValue::Null},
            {QStringLiteral("writes"), card ? card->writes() : 0},
            {QStringLiteral("stack"), int(m_machine.stack())},
            {QStringLiteral("bin"), toArray(m_machine.bin())},
            {QStringLiteral("outside"), toArray(m_machine.outside())},
            {QStringLiteral("powered"), m_machine.powered()},
            {QStringLiteral("initialised"), m_machine.initialised()},
            {QStringLiteral("chip"), m_machine.chipOn()},
            {QStringLiteral("moves"), m_machine.moves()},
            {QStringLiteral("plugged"), m_line.plugged()},
            {QStringLiteral("faults"), active},
            {QStringLiteral("requests"), m_requests}};
}

} // namespace kiosk::crt571::emulator
