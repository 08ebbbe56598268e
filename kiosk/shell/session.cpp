#include <kiosk/shell/session.h>

#include <kiosk/core/paths.h>

#include <QUuid>

#include <array>
#include <utility>

namespace kiosk::shell
{

using namespace std::chrono;

Result<Timeouts> Timeouts::load()
{
    const auto document = YamlDocument::load(paths::share(QStringLiteral("timeouts.yaml")));
    if (!document)
        return document.error();
    return from(*document);
}

Result<Timeouts> Timeouts::from(const YamlDocument &document)
{
    const auto schema = loadSchema(QStringLiteral("timeouts"));
    if (!schema)
        return schema.error();
    if (const auto findings = document.check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    Timeouts timeouts;
    for (auto entry = document.root().begin(); entry != document.root().end(); ++entry) {
        const QJsonObject seconds = entry.value().toObject();
        timeouts.m_seconds.insert(entry.key(), {seconds[u"normal"].toInt(), seconds[u"long"].toInt()});
    }
    return timeouts;
}

seconds Timeouts::get(const QString &name, bool longer) const
{
    const auto found = m_seconds.value(name);
    return seconds(longer ? found.second : found.first);
}

Session::Session(const Clock &clock, const Timeouts &timeouts)
    : m_clock(clock), m_timeouts(timeouts), m_begun(clock.monotonic()), m_lastTouch(m_begun)
{
}

QString Session::name(State state)
{
    static constexpr std::array names{"ATTRACT", "HOME", "GUIDE",    "IDENTIFY", "VERIFY", "MODULE",
                                      "PRINT",   "TAKE", "EVALUATE", "FAREWELL", "WIPE"};
    return QString::fromLatin1(names[size_t(state)]);
}

Status Session::enter(State next)
{
    using S = State;
    static const QHash<S, QList<S>> ways{
        {S::Attract, {S::Home, S::Take, S::Farewell}}, // the latter two after a crash
        {S::Home, {S::Guide, S::Wipe}},
        {S::Guide, {S::Home, S::Module, S::Wipe}},
        {S::Module, {S::Identify, S::Verify, S::Print, S::Take, S::Evaluate, S::Farewell, S::Wipe}},
        {S::Identify, {S::Module, S::Take, S::Farewell, S::Wipe}},
        {S::Verify, {S::Module, S::Take, S::Farewell, S::Wipe}},
        {S::Print, {S::Module, S::Take, S::Farewell, S::Wipe}},
        {S::Take, {S::Module, S::Evaluate, S::Farewell, S::Wipe}},
        {S::Evaluate, {S::Module, S::Take, S::Farewell, S::Wipe}},
        {S::Farewell, {S::Take, S::Wipe}},
        {S::Wipe, {S::Attract}},
    };
    if (!ways.value(m_state).contains(next))
        return fail(error::sequenceError, QStringLiteral("%1 → %2").arg(name(m_state), name(next)));
    if (next == S::Wipe && m_cardPresent)
        return fail(error::sequenceError,
                    QStringLiteral("%1 → WIPE with a card on the reader").arg(name(m_state)));
    if (m_state == S::Attract) {
        m_begun = m_clock.monotonic();
        m_id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    if (next == S::Wipe) {
        m_identified = false;
        m_long = false;
        m_id.clear();
    }
    m_state = next;
    m_warning = false;
    m_lastTouch = m_clock.monotonic();
    return {};
}

void Session::touched()
{
    m_answered = m_warning;
    m_lastTouch = m_clock.monotonic();
}

void Session::cardTaken()
{
    if (m_identified && !m_warning)
        m_lastTouch = m_clock.monotonic() - idleLimit();
}

void Session::setLong(bool longer)
{
    m_long = longer;
}

bool Session::timeCounts() const
{
    // Taking things has its own reminders, and nobody is sent away while the printer works.
    return m_state != State::Attract && m_state != State::Print && m_state != State::Take &&
           m_state != State::Wipe;
}

seconds Session::idleLimit() const
{
    switch (m_state) {
    case State::Evaluate:
        return m_timeouts.get(QStringLiteral("evaluate"), m_long);
    case State::Farewell:
        return m_timeouts.get(QStringLiteral("farewell"), m_long);
    case State::Identify:
        return m_timeouts.get(QStringLiteral("identify"), m_long);
    default:
        return m_timeouts.get(m_identified || m_state == State::Module ? QStringLiteral("signed_in")
                                                                       : QStringLiteral("browse"),
                              m_long);
    }
}

Session::Due Session::tick()
{
    if (!timeCounts())
        return Due::Nothing;
    const auto now = m_clock.monotonic();
    const auto idle = now - m_lastTouch;
    const bool warns = m_state == State::Identify || m_state == State::Verify || m_state == State::Module;
    const bool tooLong = warns && now - m_begun >= m_timeouts.get(QStringLiteral("session"), m_long);
    if (m_warning && m_answered && !tooLong) {
        m_warning = false;
        m_answered = false;
        if (idle < idleLimit())
            return Due::Withdraw;
    }
    if (m_warning) {
        const seconds limit = idleLimit() + m_timeouts.get(QStringLiteral("warning"), m_long);
        return idle >= limit ? Due::Expire : Due::Nothing;
    }
    if (!tooLong && idle < idleLimit())
        return Due::Nothing;
    if (!warns)
        return Due::Expire;
    m_warning = true;
    m_answered = false;
    m_lastTouch = now - idleLimit(); // the warning lasts its full time, whatever made it come
    return Due::Warn;
}

int Session::secondsLeft() const
{
    if (!timeCounts())
        return -1;
    seconds limit = idleLimit();
    if (m_warning)
        limit += m_timeouts.get(QStringLiteral("warning"), m_long);
    const auto left = limit - (m_clock.monotonic() - m_lastTouch);
    return int(std::max<qint64>(0, duration_cast<seconds>(left + 999ms).count()));
}

} // namespace kiosk::shell
