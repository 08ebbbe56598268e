#include "machine.h"

namespace kiosk::crt571::emulator
{

namespace
{

constexpr quint8 moveCommand = 0x32;
constexpr quint8 chipCommand = 0x51;
constexpr qsizetype fewCards = 5;

} // namespace

Reply Machine::success(Command command, const QByteArray &data) const
{
    Reply reply;
    reply.command = command;
    reply.st0 = m_place == Place::Gate ? '1' : m_place == Place::Chip ? '2' : '0';
    reply.st1 = m_stack.isEmpty() ? '0' : m_stack.size() <= fewCards ? '1' : '2';
    reply.st2 = m_bin.size() >= m_binCapacity ? '1' : '0';
    reply.data = data;
    return reply;
}

Reply Machine::refusal(Command command, const QByteArray &code) const
{
    Reply reply;
    reply.positive = false;
    reply.command = command;
    reply.code = code;
    return reply;
}

Reply Machine::answer(const Question &question)
{
    const Command asked = question.command;
    if (asked == command::initialise) {
        if (m_place == Place::Stuck)
            return refusal(asked, "10");
        m_initialised = true;
        m_chipOn = false;
        return success(asked);
    }
    if (!m_initialised)
        return refusal(asked, "B0");
    if (asked == command::status)
        return success(asked);
    if (asked.command == moveCommand)
        return move(asked);
    if (asked.command == chipCommand)
        return chip(question);
    return refusal(asked, "00");
}

Reply Machine::move(Command command)
{
    const bool isKnown = command == command::toContact || command == command::toAntenna ||
                         command == command::toBin || command == command::toGate;
    if (!isKnown)
        return refusal(command, "01");
    if (m_chipOn)
        return refusal(command, "05");
    if (m_place == Place::Stuck)
        return refusal(command, "10");
    if (command == command::toBin && m_bin.size() >= m_binCapacity)
        return refusal(command, "A1");
    if (m_place == Place::None && !draw())
        return refusal(command, "A0");
    ++m_moves;
    if (command == command::toBin) {
        m_bin.append(m_card->number());
        m_card.reset();
        m_place = Place::None;
    } else {
        m_place = command == command::toGate ? Place::Gate : Place::Chip;
    }
    return success(command);
}

Reply Machine::chip(const Question &question)
{
    const Command asked = question.command;
    if (m_place != Place::Chip)
        return refusal(asked, "02");
    if (asked == command::chipCold || (asked == command::chipWarm && m_chipOn)) {
        m_chipOn = true;
        return success(asked, '0' + m_card->reset());
    }
    if (asked == command::chipOff) {
        m_chipOn = false;
        return success(asked);
    }
    if (asked == command::chipIo && m_chipOn)
        return success(asked, m_card->answer(question.data));
    return refusal(asked, asked == command::chipIo || asked == command::chipWarm ? "65" : "01");
}

bool Machine::draw()
{
    if (m_stack.isEmpty())
        return false;
    m_card = m_stack.takeFirst();
    return true;
}

void Machine::fill(int cards)
{
    for (int i = 0; i < cards; ++i)
        m_stack.append(Chip(++m_lastNumber));
}

bool Machine::take()
{
    return m_place == Place::Gate && pushTo(Place::None);
}

bool Machine::pushTo(Place place)
{
    if (!m_card)
        return false;
    m_chipOn = false;
    m_place = place;
    if (place == Place::None) {
        m_outside.append(m_card->number());
        m_card.reset();
    }
    return true;
}

void Machine::jam()
{
    if (m_card || draw())
        m_place = Place::Stuck;
}

void Machine::unjam()
{
    if (m_place == Place::Stuck)
        pushTo(Place::None);
}

void Machine::losePower()
{
    m_powered = false;
    m_initialised = false;
    m_chipOn = false;
}

} // namespace kiosk::crt571::emulator
