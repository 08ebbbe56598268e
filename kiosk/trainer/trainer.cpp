#include <kiosk/trainer/trainer.h>

#include <kiosk/trainer/hands.h>

#include <staff_proxy.h>
#include <stock_proxy.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLoggingCategory>

#include "training_adaptor.h"

Q_LOGGING_CATEGORY(lcTrainer, "kiosk.trainer")

namespace kiosk::trainer
{

namespace
{

constexpr Milliseconds lookEvery = 1s; ///< for what no signal tells: the audit log, the code of the moment

QString asText(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

} // namespace

Trainer::Trainer(const QDBusConnection &bus, ExerciseBook book, QString emulators, const Clock &clock,
                 QObject *parent)
    : QObject(parent), m_bus(bus), m_book(std::move(book)), m_emulators(std::move(emulators)),
      m_staff(std::make_unique<OrgBianminStaff1Interface>(QString::fromLatin1(ipc::servicesName),
                                                          QString::fromLatin1(ipc::staffPath), bus)),
      m_stock(std::make_unique<OrgBianminStock1Interface>(QString::fromLatin1(ipc::servicesName),
                                                          QString::fromLatin1(ipc::stockPath), bus)),
      m_person(m_book.person(), clock), m_witness(bus, m_book.roles())
{
    new Training1Adaptor(this);
    connect(&m_witness, &Witness::changed, this, &Trainer::look);
    connect(&m_clockwork, &QTimer::timeout, this, [this] {
        look();
        tell();
    });
}

Trainer::~Trainer() = default;

QCoro::Task<void> Trainer::start()
{
    co_await ipc::untilOnBus(m_bus, QString::fromLatin1(ipc::servicesName));
    const Status enrolled = co_await m_person.enrol(*m_staff);
    if (!enrolled) {
        Q_EMIT failed(enrolled.error().detail);
        co_return;
    }
    co_await tidyUp(); // of an exercise that an earlier life of this process was in the middle of
    m_bus.registerObject(QString::fromLatin1(ipc::trainingPath), this);
    if (!m_bus.registerService(QString::fromLatin1(ipc::trainingName))) {
        Q_EMIT failed(QStringLiteral("the bus has a trainer already"));
        co_return;
    }
    m_clockwork.start(lookEvery);
    Q_EMIT ready();
}

QString Trainer::List()
{
    QJsonArray list;
    for (const Exercise &exercise : m_book.exercises())
        list.append(QJsonObject{{QStringLiteral("id"), exercise.id},
                                {QStringLiteral("title"), exercise.title},
                                {QStringLiteral("for"), QJsonArray::fromStringList(exercise.audience)},
                                {QStringLiteral("minutes"), exercise.minutes},
                                {QStringLiteral("done"), m_solved.contains(exercise.id)}});
    return asText(QJsonDocument(list));
}

QString Trainer::State()
{
    QJsonObject state = m_drill ? m_drill->state() : QJsonObject{{QStringLiteral("exercise"), QString()}};
    state.insert(QStringLiteral("person"), m_person.told());
    return asText(QJsonDocument(state));
}

void Trainer::Begin(const QString &exercise)
{
    const Exercise *chosen = m_book.exercise(exercise);
    if (chosen == nullptr)
        return ipc::replyError(*this, fail(error::invalidData, QStringLiteral("no exercise of this name")));
    if (m_drill || m_beginning)
        return ipc::replyError(*this, fail(error::sequenceError, QStringLiteral("an exercise is played")));
    setDelayedReply(true);
    begin(message(), *chosen);
}

QCoro::Task<void> Trainer::begin(QDBusMessage call, Exercise exercise)
{
    m_beginning = true;
    const bool idle = co_await m_witness.idle();
    if (!idle) {
        m_beginning = false;
        ipc::replyError(m_bus, call, fail(error::sequenceError, QStringLiteral("somebody is being served")));
        co_return;
    }
    co_await tidyUp();
    co_await m_witness.begin();
    for (const QJsonObject &asked : exercise.before) {
        const auto done = co_await request(asked);
        if (!done)
            qCWarning(lcTrainer) << exercise.id << done.error().code.name() << done.error().detail;
    }
    m_beginning = false;
    m_drill.emplace(std::move(exercise));
    ipc::reply(m_bus, call, {});
    tell();
    look();
}

void Trainer::Hint()
{
    if (!m_drill || !m_drill->hint())
        return ipc::replyError(*this, fail(error::sequenceError, QStringLiteral("no hint is left")));
    tell();
}

void Trainer::Act(const QString &act)
{
    const trainer::Act *chosen = m_drill ? m_drill->act(act) : nullptr;
    if (chosen == nullptr)
        return ipc::replyError(*this, fail(error::invalidData, QStringLiteral("no act of this exercise")));
    setDelayedReply(true);
    perform(message(), *chosen);
}

QCoro::Task<void> Trainer::perform(QDBusMessage call, trainer::Act act)
{
    const QString exercise = m_drill->exercise().id;
    const auto answer = co_await request(act.request);
    if (!answer) {
        qCWarning(lcTrainer) << act.id << answer.error().detail;
        ipc::replyError(m_bus, call, answer.error());
        co_return;
    }
    ipc::reply(m_bus, call, {});
    if (!m_drill || m_drill->exercise().id != exercise)
        co_return;
    m_drill->did(act, *answer);
    tell();
    look();
}

void Trainer::End()
{
    setDelayedReply(true);
    end(message());
}

QCoro::Task<void> Trainer::end(QDBusMessage call)
{
    m_drill.reset();
    co_await tidyUp();
    ipc::reply(m_bus, call, {});
    tell();
}

void Trainer::Leave()
{
    QMetaObject::invokeMethod(
        this, [] { QCoreApplication::quit(); }, Qt::QueuedConnection); // once this is answered
}

QCoro::Task<void> Trainer::look()
{
    m_lookAgain = true;
    if (m_looking)
        co_return;
    m_looking = true;
    while (m_drill && std::exchange(m_lookAgain, false)) {
        const QString exercise = m_drill->exercise().id;
        const QJsonObject facts = co_await m_witness.facts();
        if (!m_drill || m_drill->exercise().id != exercise)
            continue; // it ended, and the next one may have begun
        const QList<QJsonObject> due = m_drill->see(facts);
        if (m_drill->solved() && !m_solved.contains(exercise))
            m_solved.append(exercise);
        tell();
        for (const QJsonObject &asked : due) {
            const auto done = co_await request(asked);
            if (!done)
                qCWarning(lcTrainer) << exercise << done.error().detail;
        }
    }
    m_looking = false;
}

QCoro::Task<void> Trainer::tidyUp()
{
    for (const QJsonObject &asked : m_book.tidy()) {
        const auto done = co_await request(asked);
        if (!done)
            qCWarning(lcTrainer) << "tidy:" << done.error().detail;
    }
}

QCoro::Task<Result<QJsonObject>> Trainer::request(QJsonObject asked)
{
    const QString to = asked.take(QStringLiteral("to")).toString();
    if (to == u"stock")
        return changeStock(std::move(asked));
    return askSimulated(QStringLiteral("%1/%2.sock").arg(m_emulators, to), std::move(asked));
}

QCoro::Task<Result<QJsonObject>> Trainer::changeStock(QJsonObject asked)
{
    const QString what = asked[u"do"].toString();
    const QString first = asked[u"first"].toString();
    const QString last = asked[u"last"].toString();
    const QString by = m_book.person().number;
    const QDBusPendingCall change =
        what == u"receive"
            ? m_stock->Receive(asked[u"form"].toString(), first, last, by)
            : m_stock->Load(asked[u"device"].toString(), asked[u"tray"].toString(), first, last, by);
    const auto reply = co_await ipc::awaitReply(change);
    // The same blanks are there still when an exercise is played again.
    if (!reply && reply.error().code != error::sequenceError)
        co_return reply.error();
    co_return QJsonObject();
}

void Trainer::tell()
{
    const QString state = State();
    if (std::exchange(m_told, state) != state)
        Q_EMIT Changed(state);
}

} // namespace kiosk::trainer
