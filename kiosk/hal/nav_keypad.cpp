#include <kiosk/hal/nav_keypad.h>

namespace kiosk::hal
{

namespace
{

KeyRhythm::Rules rulesOf(const QJsonObject &settings)
{
    KeyRhythm::Rules rules;
    const auto set = [&](Milliseconds &rule, QStringView name) {
        rule = Milliseconds(settings[name].toInt(int(rule.count())));
    };
    set(rules.repeatDelay, u"repeat_delay_ms");
    set(rules.repeatInterval, u"repeat_interval_ms");
    set(rules.doublePress, u"double_press_ms");
    return rules;
}

/// What is done by holding a key must be undone as easily: nothing is chosen or left twice.
bool repeats(const QString &action)
{
    static const QStringList harmless{QStringLiteral("up"),       QStringLiteral("down"),
                                      QStringLiteral("left"),     QStringLiteral("right"),
                                      QStringLiteral("volumeUp"), QStringLiteral("volumeDown")};
    return harmless.contains(action);
}

void tellAction(const OperationContext &listener, const QString &action, bool repeated)
{
    if (listener.progress)
        listener.progress(QStringLiteral("action"),
                          {{QStringLiteral("action"), action}, {QStringLiteral("repeated"), repeated}});
}

} // namespace

NavKeypad::NavKeypad(const DeviceConfiguration &configuration) : m_rhythm(rulesOf(configuration.settings)) {}

const QStringList &NavKeypad::actions()
{
    static const QStringList words{
        QStringLiteral("up"),       QStringLiteral("down"),      QStringLiteral("left"),
        QStringLiteral("right"),    QStringLiteral("select"),    QStringLiteral("back"),
        QStringLiteral("clear"),    QStringLiteral("help"),      QStringLiteral("repeat"),
        QStringLiteral("volumeUp"), QStringLiteral("volumeDown")};
    return words;
}

QJsonObject NavKeypad::headset() const
{
    const QString word = !m_headset   ? QStringLiteral("unknown")
                         : *m_headset ? QStringLiteral("present")
                                      : QStringLiteral("notPresent");
    return {{QStringLiteral("headset"), word}};
}

QJsonObject NavKeypad::unseen() const
{
    return {{QStringLiteral("headset"), QStringLiteral("unknown")}};
}

Result<QJsonObject> NavKeypad::look(OperationContext &context)
{
    KIOSK_TRY(dropOldKeys(context.cancel));
    QJsonObject seen = headset();
    seen.insert(QStringLiteral("model"), model());
    QStringList known = actions();
    known.removeIf([this](const QString &action) { return !hasKeyFor(action); });
    seen.insert(QStringLiteral("actions"), QJsonArray::fromStringList(known));
    return seen;
}

Status NavKeypad::dropOldKeys(const CancelToken &cancel)
{
    m_rhythm.releaseAll();
    for (int pieces = 0; pieces < 1000; ++pieces) {
        const auto events = receive(Deadline::in(Milliseconds(0)), cancel);
        if (!events && events.error().code != error::timeOut)
            return events.error();
        if (!events) {
            const auto now = headsetNow();
            if (!now)
                return now.error();
            m_headset = *now ? *now : m_headset;
            return {};
        }
        for (const KeypadEvent &event : *events)
            take(event, nullptr);
    }
    return fail(error::protocolError, QStringLiteral("the keypad sends without end"));
}

Result<Payload> NavKeypad::run(QStringView operation, const QJsonObject &arguments, OperationContext &context)
{
    if (operation != u"listen")
        return LinkedDevice::run(operation, arguments, context);
    if (!arguments.isEmpty())
        return fail(error::invalidData, QStringLiteral("listen takes no arguments"));
    KIOSK_TRY(ready(context));
    return listen(context);
}

Result<Payload> NavKeypad::listen(OperationContext &context)
{
    KIOSK_TRY(dropOldKeys(context.cancel));
    if (context.progress)
        context.progress(QStringLiteral("listening"), headset());
    for (;;) {
        KIOSK_TRY(context.check());
        const auto due = m_rhythm.due();
        const Deadline repeat = due ? Deadline(*due) : context.deadline;
        const auto events =
            receive(repeat.left() < context.deadline.left() ? repeat : context.deadline, context.cancel);
        if (!events && events.error().code != error::timeOut)
            return events.error();
        if (events)
            for (const KeypadEvent &event : *events)
                take(event, &context);
        if (const auto action = m_rhythm.repeated(std::chrono::steady_clock::now()))
            tellAction(context, *action, true);
    }
}

void NavKeypad::take(const KeypadEvent &event, OperationContext *listener)
{
    using Kind = KeypadEvent::Kind;
    if (event.kind == Kind::Released)
        m_rhythm.release(event.action);
    else if (event.kind == Kind::AllReleased)
        m_rhythm.releaseAll();
    else if (event.kind == Kind::Pressed && listener != nullptr) {
        if (m_rhythm.press(event.action, repeats(event.action), std::chrono::steady_clock::now()))
            tellAction(*listener, event.action, false);
    } else if (event.kind != Kind::Pressed) {
        const bool plugged = event.kind == Kind::HeadsetPlugged;
        const bool changed = m_headset != plugged;
        m_headset = plugged;
        if (changed && listener != nullptr && listener->progress)
            listener->progress(QStringLiteral("headset"), headset());
    }
}

} // namespace kiosk::hal
