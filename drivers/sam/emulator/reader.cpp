#include "reader.h"

#include <kiosk/hal/emulator_control.h>

#include <QDir>
#include <QJsonArray>

#include <algorithm>
#include <map>

namespace kiosk::sam::emulator
{

namespace
{

using hal::EmulatorControl;

struct Known {
    Command command;
    const char *name;
};
constexpr Known commands[] = {
    {command::reset, "reset"},           {command::status, "status"},
    {command::samId, "samId"},           {command::find, "find"},
    {command::select, "select"},         {command::read, "read"},
    {command::newestAddress, "address"},
};

QString nameOf(Command command)
{
    for (const Known &known : commands)
        if (known.command == command)
            return QLatin1String(known.name);
    return QStringLiteral("other");
}

/// Name → the time that it takes where the request has no "ms".
const std::map<QString, Milliseconds> faults{
    {QStringLiteral("checksum"), 0ms},      {QStringLiteral("length"), 0ms},
    {QStringLiteral("length-short"), 0ms},  {QStringLiteral("length-huge"), 0ms},
    {QStringLiteral("truncated"), 0ms},     {QStringLiteral("noise"), 0ms},
    {QStringLiteral("split"), 50ms},        {QStringLiteral("late"), 1500ms},
    {QStringLiteral("twice"), 0ms},         {QStringLiteral("silent"), 0ms},
    {QStringLiteral("status"), 0ms},        {QStringLiteral("pull-during-read"), 0ms},
    {QStringLiteral("unplug-midway"), 0ms},
};

// 05.01-20110511-0123456789-1234567890
constexpr char samId[] = "\x05\x00\x01\x00\xAF\xDC\x32\x01\x15\xCD\x5B\x07\xD2\x02\x96\x49";
// What a cable catches, with beginnings of a preamble in it.
constexpr char noise[] = "\x00\xFF\xAA\xAA\x96\xAA\x69\x55\xAA\xAA\xAA\x96\x00\x7F\xAA";

constexpr qsizetype lengthOffset = 5;

void addToLength(QByteArray &frame, int difference)
{
    const int length = (quint8(frame[lengthOffset]) << 8 | quint8(frame[lengthOffset + 1])) + difference;
    frame[lengthOffset] = char(length >> 8);
    frame[lengthOffset + 1] = char(length);
}

} // namespace

void Reader::receive(const QByteArray &bytes)
{
    m_decoder.feed(bytes);
    for (auto event = m_decoder.next(); event != FrameDecoder::Event::NeedsMore; event = m_decoder.next()) {
        if (event == FrameDecoder::Event::WrongChecksum || event == FrameDecoder::Event::WrongLength) {
            const quint8 word = event == FrameDecoder::Event::WrongChecksum ? 0x10 : 0x11;
            m_wire.send({hal::EmulatedWire::Piece{0ms, encodeReply({0, 0, word, {}})}}, 0);
            continue;
        }
        ++m_requests;
        const QByteArray body = m_decoder.body();
        const Command asked{quint8(body[0]), quint8(body[1])};
        const qsizetype question = body.size() + frameOverhead;
        const auto fault = takeFault(nameOf(asked));
        const QString name = fault ? fault->name : QString();
        if (name == u"pull-during-read")
            remove();
        QByteArray frame = encodeReply(name == u"status" ? Reply{0, 0, fault->status, {}}
                                                         : answer(asked.command, asked.parameter));
        if (name == u"unplug-midway") {
            m_wire.send({hal::EmulatedWire::Piece{0ms, frame.left(frame.size() / 2), true, false}}, question);
            m_wire.unplug();
            return reset();
        }
        QList<hal::EmulatedWire::Piece> pieces;
        if (name == u"checksum")
            frame.back() = char(frame.back() ^ 0x5A);
        else if (name == u"length")
            addToLength(frame, 4);
        else if (name == u"length-short")
            addToLength(frame, -1);
        else if (name == u"length-huge")
            addToLength(frame, 0x7000);
        else if (name == u"truncated")
            frame.truncate(frame.size() / 2);
        else if (name == u"noise")
            pieces.append(hal::EmulatedWire::Piece{0ms, QByteArray(noise, sizeof noise - 1)});

        if (name == u"split") {
            const qsizetype third = frame.size() / 3;
            pieces.append(hal::EmulatedWire::Piece{0ms, frame.left(third), true, false});
            pieces.append(hal::EmulatedWire::Piece{fault->time, frame.mid(third, third), false, false});
            pieces.append(hal::EmulatedWire::Piece{fault->time, frame.mid(2 * third), false, true});
        } else if (name != u"silent") {
            const QString ofWire = m_wire.faults().contains(name) ? name : QString();
            pieces.append(
                hal::EmulatedWire::Piece{name == u"late" ? fault->time : 0ms, frame, true, true, ofWire});
        }
        if (name == u"twice")
            pieces.append(hal::EmulatedWire::Piece{0ms, frame});
        m_wire.send(pieces, question);
        // Said at the old rate, true from then on.
        constexpr int rates[] = {115200, 57600, 38400, 19200, 9600};
        if (asked.command == 0x60 && asked.parameter < std::size(rates))
            m_wire.setBaud(rates[asked.parameter]);
    }
}

Reply Reader::answer(quint8 command, quint8 parameter)
{
    const Command asked{command, parameter};
    if (asked == command::reset)
        reset();
    if (asked == command::reset || asked == command::status)
        return {0, 0, 0x90, {}};
    if (asked == command::samId)
        return {0, 0, 0x90, QByteArray(samId, 16)};
    if (command == 0x60)
        return {0, 0, quint8(parameter <= 4 ? 0x90 : 0x21), {}};
    if (command == 0x61)
        return {0, 0, 0x90, {}};
    if (command == 0x20 || command == 0x30)
        return answerOfCard(command, parameter);
    return {0, 0, 0x24, {}};
}

Reply Reader::answerOfCard(quint8 command, quint8 parameter)
{
    const Command asked{command, parameter};
    const bool answersHidden = m_hidden && m_hiddenCard == HiddenCard::Select;
    if (asked == command::find) {
        if (!m_card || m_hidden)
            return {0, 0, 0x80, {}};
        m_known = Card::Found;
        return {0, 0, 0x9F, QByteArray(4, '\0')};
    }
    if (asked == command::select) {
        if (!m_card || (m_hidden ? !answersHidden : m_known == Card::Unknown))
            return {0, 0, 0x81, {}};
        m_known = Card::Selected;
        return {0, 0, 0x90, QByteArray(8, '\0')};
    }
    if (command != 0x30)
        return {0, 0, 0x21, {}};
    if (!m_card || m_known != Card::Selected)
        return {0, 0, 0x41, {}};
    if (asked == command::read) {
        m_hidden = true;
        return {0, 0, 0x90, QByteArray("\x01\x00\x04\x00", 4) + m_card->text + m_card->photo};
    }
    if (asked == command::newestAddress) {
        // The last thing that such a reader does with a card.
        if (m_hidden && !answersHidden)
            m_known = Card::Unknown;
        return m_card->newestAddress.isEmpty() ? Reply{0, 0, 0x91, {}}
                                               : Reply{0, 0, 0x90, m_card->newestAddress};
    }
    if (parameter == 0x05)
        return {0, 0, 0x90, QByteArray(28, '\x11')};
    // 30 10 too: this reader has no fingerprints.
    return {0, 0, 0x21, {}};
}

void Reader::remove()
{
    m_card.reset();
    m_cardName.clear();
    m_known = Card::Unknown;
    m_hidden = false;
}

void Reader::reset()
{
    m_decoder.clear();
    m_known = Card::Unknown;
    if (m_hiddenCard != HiddenCard::None)
        m_hidden = false;
}

std::optional<Reader::Fault> Reader::takeFault(const QString &command)
{
    const auto fault = std::find_if(m_faults.begin(), m_faults.end(), [&](const Fault &candidate) {
        return candidate.command.isEmpty() || candidate.command == command;
    });
    if (fault == m_faults.end())
        return std::nullopt;
    const Fault taken = *fault;
    if (fault->count > 0 && --fault->count == 0)
        m_faults.erase(fault);
    return taken;
}

QJsonObject Reader::control(const QJsonObject &request)
{
    const QString what = request[QLatin1String("do")].toString();
    if (what == u"insert")
        return insert(request[QLatin1String("card")].toString());
    if (what == u"remove") {
        remove();
        return {};
    }
    if (what == u"fault")
        return addFault(request);
    if (what == u"clear" || what == u"plug") {
        if (what == u"clear") {
            m_faults.clear();
            m_wire.acceptQuestions();
        }
        return EmulatorControl::answer(m_wire.plug());
    }
    if (what == u"state")
        return state();
    return EmulatorControl::refuse(
        QStringLiteral("'%1' is none of insert, remove, fault, clear, plug, state").arg(what));
}

QJsonObject Reader::insert(const QString &name)
{
    const QStringList cards = QDir(m_cardFolder).entryList({QStringLiteral("*.yaml")});
    if (!cards.contains(name + QStringLiteral(".yaml")))
        return EmulatorControl::refuse(QStringLiteral("there is no card '%1'").arg(name));
    auto card = loadCard(QDir(m_cardFolder).filePath(name + QStringLiteral(".yaml")));
    if (!card)
        return EmulatorControl::refuse(card.error().detail);
    remove();
    m_card = std::move(*card);
    m_cardName = name;
    return {};
}

QJsonObject Reader::addFault(const QJsonObject &request)
{
    QString name = request[QLatin1String("name")].toString();
    if (name == u"unplug") {
        m_wire.unplug();
        reset();
        return {};
    }
    const int count = request[QLatin1String("count")].toInt(1);
    if (m_wire.refuseQuestions(name, count))
        return {};
    Fault fault;
    if (const QString prefix = QStringLiteral("status:"); name.startsWith(prefix)) {
        bool isHex = false;
        const uint word = name.mid(prefix.size()).toUInt(&isHex, 16);
        if (!isHex || word > 0xFF)
            return EmulatorControl::refuse(
                QStringLiteral("'%1' has no status word, as in status:41").arg(name));
        fault.status = quint8(word);
        name = QStringLiteral("status");
    }
    const auto known = faults.find(name);
    const bool isKnown = known != faults.end() || m_wire.faults().contains(name);
    if (!isKnown || (name == u"status" && fault.status == 0))
        return EmulatorControl::refuse(QStringLiteral("there is no fault '%1'").arg(name));
    fault.name = name;
    fault.command = request[QLatin1String("command")].toString();
    if (name == u"pull-during-read")
        fault.command = QStringLiteral("read");
    fault.count = count;
    const Milliseconds usual = known != faults.end() ? known->second : 0ms;
    fault.time = Milliseconds(request[QLatin1String("ms")].toInt(int(usual.count())));
    m_faults.append(fault);
    return {};
}

QJsonObject Reader::state() const
{
    QJsonArray active;
    for (const Fault &fault : m_faults)
        active.append(QJsonObject{{QStringLiteral("name"), fault.name},
                                  {QStringLiteral("command"), fault.command},
                                  {QStringLiteral("count"), fault.count}});
    QJsonArray cards;
    for (const QString &file :
         QDir(m_cardFolder).entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name))
        cards.append(file.chopped(5));
    return {{QStringLiteral("card"), m_card ? QJsonValue(m_cardName) : QJsonValue::Null},
            {QStringLiteral("cards"), cards},
            {QStringLiteral("read"), m_hidden},
            {QStringLiteral("plugged"), m_wire.plugged()},
            {QStringLiteral("wire"), m_wire.description()},
            {QStringLiteral("faults"), active},
            {QStringLiteral("requests"), m_requests}};
}

} // namespace kiosk::sam::emulator
