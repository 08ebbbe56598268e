#include <kiosk/shell/training_desk.h>

#include <training_proxy.h>

#include <QDBusServiceWatcher>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointerEvent>

namespace kiosk::shell
{

namespace
{

QString whyRefused(const Error &error)
{
    if (error.code == error::sequenceError)
        return QStringLiteral("有人正在办理，先办完或退出，再开始练习");
    if (error.code == error::invalidData)
        return QStringLiteral("现在还做不了这一步，先看看屏幕");
    return QStringLiteral("练习程序没有回答，请稍等再试");
}

} // namespace

/// What is drawn anew moves for a moment, and a touch that is just under way misses it.
template <typename Value>
void TrainingDesk::set(Value &member, const Value &value, void (TrainingDesk::*changes)())
{
    if (std::exchange(member, value) != value)
        Q_EMIT(this->*changes)();
}

TrainingDesk::TrainingDesk(const QDBusConnection &bus, ShiftedClock &held, const Clock &real,
                           const Timeouts &timeouts, QObject *parent)
    : QObject(parent), m_held(held), m_real(real), m_timeouts(timeouts),
      m_proxy(std::make_unique<OrgBianminTraining1Interface>(QString::fromLatin1(ipc::trainingName),
                                                             QString::fromLatin1(ipc::trainingPath), bus))
{
    connect(m_proxy.get(), &OrgBianminTraining1Interface::Changed, this, &TrainingDesk::take);
    auto *watcher = new QDBusServiceWatcher(QString::fromLatin1(ipc::trainingName), bus,
                                            QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &TrainingDesk::read);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        close();
        set(m_there, false, &TrainingDesk::changed);
        set(m_state, {}, &TrainingDesk::stateChanged);
    });
    m_ticker.setInterval(1s);
    connect(&m_ticker, &QTimer::timeout, this, &TrainingDesk::tick);
    read();
}

TrainingDesk::~TrainingDesk() = default;

bool TrainingDesk::takes(const QEvent &event)
{
    bool mine = m_open;
    if (const auto *pointer = dynamic_cast<const QPointerEvent *>(&event);
        pointer != nullptr && !pointer->points().isEmpty())
        mine = mine || pointer->points().first().position().y() >= m_top;
    if (mine)
        m_touched = m_real.monotonic();
    return mine;
}

void TrainingDesk::tick()
{
    const auto longest = m_timeouts.get(QStringLiteral("training"), false);
    if (m_open && m_real.monotonic() - m_touched >= longest)
        close();
}

void TrainingDesk::show()
{
    if (m_open || !m_there)
        return;
    m_open = true;
    m_touched = m_real.monotonic();
    m_held.hold();
    m_ticker.start();
    Q_EMIT openChanged();
    read();
}

void TrainingDesk::close()
{
    if (!m_open)
        return;
    m_open = false;
    m_held.resume();
    m_ticker.stop();
    set(m_refusal, {}, &TrainingDesk::changed);
    Q_EMIT openChanged();
}

void TrainingDesk::begin(const QString &exercise)
{
    ask(m_proxy->Begin(exercise));
}

void TrainingDesk::hint()
{
    ask(m_proxy->Hint());
}

void TrainingDesk::act(const QString &act)
{
    ask(m_proxy->Act(act));
}

void TrainingDesk::end()
{
    ask(m_proxy->End());
}

void TrainingDesk::leave()
{
    ask(m_proxy->Leave());
}

void TrainingDesk::take(const QString &state)
{
    QVariantMap told = QJsonDocument::fromJson(state.toUtf8()).object().toVariantMap();
    const QVariantMap person = told.take(QStringLiteral("person")).toMap();
    set(m_person, person, &TrainingDesk::personChanged);
    set(m_state, told, &TrainingDesk::stateChanged);
}

QCoro::Task<void> TrainingDesk::read()
{
    const auto list = co_await ipc::awaitReply(m_proxy->List());
    const auto state = co_await ipc::awaitReply(m_proxy->State());
    const auto exercises = list ? ipc::argument<QString>(*list) : Result<QString>(list.error());
    const auto text = state ? ipc::argument<QString>(*state) : Result<QString>(state.error());
    set(m_there, exercises.ok() && text.ok(), &TrainingDesk::changed);
    if (!m_there)
        co_return;
    set(m_exercises, QJsonDocument::fromJson(exercises->toUtf8()).array().toVariantList(),
        &TrainingDesk::exercisesChanged);
    take(*text);
}

QCoro::Task<void> TrainingDesk::ask(QDBusPendingCall call)
{
    const auto reply = co_await ipc::awaitReply(call);
    set(m_refusal, reply ? QString() : whyRefused(reply.error()), &TrainingDesk::changed);
    co_await read();
}

} // namespace kiosk::shell
