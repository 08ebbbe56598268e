#include <kiosk/shell/steps/card_watch.h>

#include <QLoggingCategory>

#include <QCoro/QCoroTimer>

Q_LOGGING_CATEGORY(lcCard, "kiosk.shell.card")

namespace kiosk::shell
{

namespace
{
constexpr Milliseconds removalPeriod = 10s; ///< the reader is asked again after this
constexpr Milliseconds probeTime = 1500ms;  ///< a reader finds a card in 300 to 600 ms
constexpr Milliseconds watchAgainAfter = 1s;
constexpr int readerAttempts = 3;
constexpr Milliseconds readerStart = 15s; ///< kiosk-deviced gives it 10
} // namespace

DevicesClient::Request CardWatch::awaitRemoval(Milliseconds timeout) const
{
    DevicesClient::Request request;
    request.device = m_visit.devices.deviceOfClass(cardReader)[u"id"].toString();
    request.session = m_visit.session.id();
    request.operation = QStringLiteral("awaitRemoval");
    request.timeout = timeout;
    request.cancel = m_cancel;
    return request;
}

QCoro::Task<void> CardWatch::readerStarted() const
{
    Pulse changed;
    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &patience, [&changed] { changed.send(); });
    QObject::connect(&m_visit.devices, &DevicesClient::devicesChanged, &patience,
                     [&changed] { changed.send(); });
    patience.start(readerStart);
    while (m_visit.devices.deviceOfClass(cardReader)[u"state"].toString() == u"starting" &&
           patience.isActive())
        co_await changed.next();
}

QCoro::Task<bool> CardWatch::cardThere()
{
    // A reader that still works for somebody who is gone is busy for a moment.
    for (int attempt = 0; attempt < readerAttempts; ++attempt) {
        auto request = awaitRemoval(probeTime);
        const auto result = co_await m_visit.devices.run(std::move(request));
        if (result || result.error().code == error::timeOut)
            co_return !result;
        QTimer pause;
        pause.start(watchAgainAfter);
        co_await pause;
    }
    co_return false;
}

void CardWatch::start()
{
    m_visit.session.setCardPresent(true);
    m_paused = false;
    m_visit.changes.send();
    if (!m_watching)
        watch();
}

QCoro::Task<void> CardWatch::watch()
{
    m_watching = true;
    int failures = 0;
    while (m_visit.session.cardPresent()) {
        if (m_paused) {
            co_await m_visit.changes.next();
            continue;
        }
        m_asking = true;
        auto request = awaitRemoval(removalPeriod);
        const auto result = co_await m_visit.devices.run(std::move(request));
        m_asking = false;
        m_visit.changes.send();
        if (result) {
            gone();
        } else if (!m_paused && result.error().code != error::timeOut) {
            // A reader that cannot tell must not hold the citizen; staff are told to look. Before the end it
            // may still come back.
            const bool taking = m_visit.session.state() == Session::State::Take;
            failures = taking ? failures + 1 : 0;
            if (failures >= readerAttempts) {
                qCWarning(lcCard) << "removal of the card could not be seen:" << result.error().detail;
                m_visit.services.record(QStringLiteral("card"), m_visit.item, QStringLiteral("failed"),
                                        QStringLiteral("removal could not be seen"));
                gone();
            } else {
                QTimer pause;
                pause.start(watchAgainAfter);
                co_await pause;
            }
        }
    }
    m_watching = false;
}

void CardWatch::gone()
{
    m_visit.session.setCardPresent(false);
    m_visit.changes.send();
    if (m_visit.session.state() == Session::State::Take)
        return;
    m_takenEarly = true;
    Q_EMIT takenEarly();
}

QCoro::Task<void> CardWatch::lookAgain()
{
    if (!std::exchange(m_takenEarly, false))
        co_return;
    const bool back = co_await cardThere();
    if (back)
        start();
}

QCoro::Task<void> CardWatch::pause()
{
    m_paused = true;
    m_visit.devices.cancel(std::exchange(m_cancel, {}));
    while (m_asking)
        co_await m_visit.changes.next();
}

void CardWatch::resume()
{
    m_paused = false;
    m_visit.changes.send();
}

} // namespace kiosk::shell
