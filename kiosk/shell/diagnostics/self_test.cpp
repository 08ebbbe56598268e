#include <kiosk/shell/diagnostics/self_test.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/shell/diagnostics/picture_verdict.h>

namespace kiosk::shell
{

SelfTest::SelfTest(const Clock &clock, const DeviceWords &words, DevicesClient &devices)
    : m_clock(clock), m_words(words), m_devices(devices)
{
}

QVariantMap SelfTest::of(const QJsonObject &device) const
{
    const QJsonObject test = m_words.test(device[u"class"].toString());
    if (test.isEmpty())
        return {};
    const Outcome outcome = m_outcomes.value(device[u"id"].toString());
    QString state = QStringLiteral("none");
    if (outcome.running)
        state = QStringLiteral("running");
    else if (!outcome.word.isEmpty())
        state = outcome.passed ? QStringLiteral("passed") : QStringLiteral("failed");
    return {{QStringLiteral("guide"), test[u"guide"].toString()},
            {QStringLiteral("state"), state},
            {QStringLiteral("word"), outcome.word},
            {QStringLiteral("todo"), outcome.todo}};
}

void SelfTest::start(const QJsonObject &device, const QString &number)
{
    const QJsonObject test = m_words.test(device[u"class"].toString());
    const bool busy = std::any_of(m_outcomes.cbegin(), m_outcomes.cend(),
                                  [](const Outcome &outcome) { return outcome.running; });
    if (test.isEmpty() || busy)
        return;
    const QString id = device[u"id"].toString();
    m_outcomes[id] = {true, false, {}, {}};
    m_cancel = CancelToken();
    Q_EMIT changed();
    const QString parts = test[u"each"].toString();
    run(id, test, parts.isEmpty() ? QStringList{{}} : device[u"status"][parts].toObject().keys(), number);
}

void SelfTest::cancel()
{
    m_devices.cancel(m_cancel);
}

void SelfTest::forget()
{
    cancel();
    m_outcomes.clear();
}

QCoro::Task<void> SelfTest::run(QString device, QJsonObject test, QStringList parts, QString number)
{
    const auto begun = m_clock.monotonic();
    Outcome outcome{false, true, {}, {}};
    QString result = QStringLiteral("ok");
    for (const QString &part : parts) {
        DevicesClient::Request request;
        request.device = device;
        request.session = QStringLiteral("diagnostics");
        request.operation = test[u"operation"].toString();
        request.timeout = std::chrono::seconds(test[u"seconds"].toInt());
        request.cancel = m_cancel;
        if (!part.isEmpty())
            request.arguments.fields.insert(QStringLiteral("tray"), part);
        const auto answer = co_await m_devices.run(std::move(request));
        if (!answer) {
            const ErrorEntry &entry = describe(answer.error().code);
            outcome = {false, false, entry.technician + QStringLiteral("（%1）").arg(entry.number),
                       entry.remedy};
            result = answer.error().code.name().toString();
            break;
        }
        if (test[u"judge"].toString() != u"picture")
            continue;
        const PictureVerdict verdict = judgePicture(answer->blobs.value(0));
        outcome.passed = verdict.good();
        outcome.todo = verdict.complaint();
        outcome.word = QStringLiteral("%1×%2 像素").arg(verdict.width).arg(verdict.height);
    }
    if (!outcome.passed && result == u"ok")
        result = QStringLiteral("notGood");
    if (outcome.passed) {
        const auto took = std::chrono::duration<double>(m_clock.monotonic() - begun).count();
        outcome.word = QStringLiteral("%1，%2 秒").arg(test[u"passed"].toString()).arg(took, 0, 'f', 1) +
                       (outcome.word.isEmpty() ? QString() : QStringLiteral("，") + outcome.word);
    }
    if (const auto known = m_outcomes.find(device); known != m_outcomes.end() && known->running)
        *known = outcome; // else its technician has left
    Q_EMIT finished(device, result, number);
    Q_EMIT changed();
}

} // namespace kiosk::shell
