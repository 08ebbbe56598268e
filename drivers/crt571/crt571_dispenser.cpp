#include "crt571_dispenser.h"

#include <utility>

namespace kiosk::crt571
{

namespace
{

/// The chip's supply: 5 V, as EMV has it.
constexpr char fiveVolts = '0';
constexpr qsizetype statusWord = 2;

Command commandFor(hal::CardTarget target, bool contactless)
{
    if (target == hal::CardTarget::Gate)
        return command::toGate;
    if (target == hal::CardTarget::Bin)
        return command::toBin;
    return contactless ? command::toAntenna : command::toContact;
}

Milliseconds milliseconds(const QJsonObject &settings, const char *name, Milliseconds otherwise)
{
    return Milliseconds(settings[QLatin1String(name)].toInt(int(otherwise.count())));
}

} // namespace

hal::DispenserState stateFrom(const Reply &reply)
{
    hal::DispenserState state;
    state.card = reply.st0 == '0'   ? hal::CardPlace::None
                 : reply.st0 == '1' ? hal::CardPlace::Gate
                 : reply.st0 == '2' ? hal::CardPlace::Chip
                                    : hal::CardPlace::Unknown;
    if (reply.st1 >= '0' && reply.st1 <= '2')
        state.stack = reply.st1 == '0'   ? QStringLiteral("empty")
                      : reply.st1 == '1' ? QStringLiteral("low")
                                         : QStringLiteral("ok");
    if (reply.st2 == '0' || reply.st2 == '1')
        state.bin = reply.st2 == '1' ? QStringLiteral("full") : QStringLiteral("ok");
    return state;
}

Result<std::unique_ptr<hal::Device>> Crt571Dispenser::create(const hal::DeviceConfiguration &configuration)
{
    auto errors = ErrorTable::load();
    if (!errors)
        return errors.error();
    const QJsonObject &given = configuration.settings;
    ChannelSettings channel{configuration.connect[u"serial"].toString(),
                            configuration.connect[u"baud"].toInt(9600), quint8(given[u"address"].toInt(0))};
    if (channel.port.isEmpty())
        return fail(error::invalidData, QStringLiteral("connect has no serial"));
    channel.acknowledgeTime = milliseconds(given, "acknowledge_timeout_ms", channel.acknowledgeTime);
    Crt571Settings settings;
    settings.answerTime = milliseconds(given, "answer_timeout_ms", settings.answerTime);
    settings.moveTime = milliseconds(given, "move_timeout_ms", settings.moveTime);
    settings.chipTime = milliseconds(given, "chip_timeout_ms", settings.chipTime);
    settings.contactless = given[u"chip_position"].toString() == u"contactless";
    return std::unique_ptr<hal::Device>(
        new Crt571Dispenser(configuration, std::move(channel), settings, std::move(*errors)));
}

Crt571Dispenser::Crt571Dispenser(const hal::DeviceConfiguration &configuration, ChannelSettings channel,
                                 Crt571Settings settings, ErrorTable errors)
    : CardDispenser(configuration), m_channel(std::move(channel)), m_settings(settings),
      m_errors(std::move(errors))
{
}

Result<Reply> Crt571Dispenser::ask(const Question &question, Milliseconds answerTime, Repeat repeat,
                                   hal::OperationContext &context)
{
    auto reply = m_channel.ask(question, answerTime, repeat, context);
    if (reply && !reply->positive)
        return m_errors.errorOf(*reply);
    return reply;
}

Status Crt571Dispenser::connect(hal::OperationContext &context)
{
    KIOSK_TRY(m_channel.open());
    Status initialised = initialise(context);
    if (!initialised && hal::isLostAnswer(initialised.error().code))
        m_channel.close();
    return initialised;
}

Status Crt571Dispenser::initialise(hal::OperationContext &context)
{
    const auto reply = ask({command::initialise, {}}, m_settings.moveTime, Repeat::WhenLost, context);
    if (!reply)
        return reply.error();
    m_chipOn = false;
    return {};
}

Result<hal::DispenserState> Crt571Dispenser::look(hal::OperationContext &context)
{
    const auto reply = ask({command::status, {}}, m_settings.answerTime, Repeat::WhenLost, context);
    if (!reply)
        return reply.error();
    return stateFrom(*reply);
}

Status Crt571Dispenser::move(hal::CardTarget target, hal::OperationContext &context)
{
    // Contacts that hold the card would keep it from moving (error 05).
    if (std::exchange(m_chipOn, false))
        (void)ask({command::chipOff, {}}, m_settings.chipTime, Repeat::Never, context).ok();
    const auto reply =
        ask({commandFor(target, m_settings.contactless), {}}, m_settings.moveTime, Repeat::Never, context);
    return reply ? Status() : reply.error();
}

Status Crt571Dispenser::checkContacts() const
{
    if (m_settings.contactless)
        return fail(error::unsupportedCommand, QStringLiteral("chip_position is contactless"));
    return {};
}

Result<QByteArray> Crt571Dispenser::chipPower(hal::ChipAction action, hal::OperationContext &context)
{
    KIOSK_TRY(checkContacts());
    const bool off = action == hal::ChipAction::Off;
    Question question{off ? command::chipOff : command::chipWarm, {}};
    if (action == hal::ChipAction::Cold)
        question = {command::chipCold, QByteArray(1, fiveVolts)};
    m_chipOn = true; // whether or not the answer reaches us
    const auto reply = ask(question, m_settings.chipTime, Repeat::Never, context);
    if (!reply)
        return reply.error();
    m_chipOn = !off;
    QByteArray atr = off ? QByteArray() : answerToReset(reply->data);
    if (!off && atr.isEmpty())
        return fail(error::atrNotObtained,
                    QStringLiteral("the device says yes and gives no answer to reset"));
    return atr;
}

Result<QByteArray> Crt571Dispenser::chipIo(const QByteArray &apdu, hal::OperationContext &context)
{
    KIOSK_TRY(checkContacts());
    const auto reply = ask({command::chipIo, apdu}, m_settings.chipTime, Repeat::Never, context);
    if (!reply)
        return reply.error();
    if (reply->data.size() < statusWord)
        return fail(error::chipFailed, QStringLiteral("an answer without a status word"));
    return reply->data;
}

} // namespace kiosk::crt571
