#include <kiosk/shell/steps/identify_step.h>

#include <kiosk/core/masking.h>
#include <kiosk/core/sealed_memory.h>

#include <QDate>
#include <QLoggingCategory>

#include <QCoro/QCoroTimer>

Q_LOGGING_CATEGORY(lcIdentify, "kiosk.shell.identify")

namespace kiosk::shell
{

namespace
{
constexpr Milliseconds againAfter = 500ms; ///< a reader that fails at once must not spin
} // namespace

std::optional<Error> IdentifyStep::refusal(const QJsonObject &card) const
{
    const QJsonArray forms = m_visit.catalogue.item(m_visit.item)[u"kiosk"][u"card_forms"].toArray();
    if (!forms.isEmpty() && !forms.contains(card[u"form"].toString()))
        return fail(error::cardFormNotAccepted);
    const QString until = card[u"valid_to"].toString();
    if (!until.isEmpty() && QDate::fromString(until, Qt::ISODate) < m_visit.clock.wall().date())
        return fail(error::cardExpired);
    return {};
}

QCoro::Task<Result<Payload>> IdentifyStep::run(Payload)
{
    const int visit = m_visit.number;
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Identify));
    co_await m_card.pause(); // of a card that was read before
    if (m_visit.over(visit))
        co_return fail(error::canceled);
    QString phase = QStringLiteral("waiting");
    QString sentence;
    for (;;) {
        Q_EMIT m_visit.pageShown(QStringLiteral("identify"), {{QStringLiteral("phase"), phase},
                                                              {QStringLiteral("errorText"), sentence},
                                                              {QStringLiteral("otherMethods"), false}});
        DevicesClient::Request request;
        request.device = m_visit.devices.deviceOfClass(CardWatch::cardReader)[u"id"].toString();
        request.session = m_visit.session.id();
        request.operation = QStringLiteral("read");
        request.timeout = m_visit.timeouts.get(QStringLiteral("session"), m_visit.session.longer());
        request.cancel = m_visit.cancel;
        request.progress = [this, visit](const QString &stage, const QJsonObject &) {
            if (m_visit.over(visit))
                return;
            if (stage == u"cardFound") {
                m_visit.session.touched();
                Q_EMIT m_visit.pageUpdated({{QStringLiteral("phase"), QStringLiteral("reading")}});
            }
        };
        auto result = co_await m_visit.devices.run(std::move(request));
        if (m_visit.over(visit))
            co_return fail(error::canceled);
        if (!result) {
            const ErrorEntry &entry = describe(result.error().code);
            qCWarning(lcIdentify) << "identify:" << result.error().code.name() << result.error().detail;
            if (!entry.retryable && entry.severity != u"info") {
                // The reader itself is broken: nothing that the citizen could do again.
                (void)co_await m_fault.wait(result.error(), false);
                co_return fail(error::canceled);
            }
            phase = result.error().code == error::mediaRemoved ? QStringLiteral("removed")
                                                               : QStringLiteral("error");
            if (result.error().code == error::timeOut)
                phase = QStringLiteral("waiting");
            sentence = m_visit.sentence(entry);
            QTimer pause;
            pause.start(againAfter);
            co_await pause;
            if (m_visit.over(visit))
                co_return fail(error::canceled);
            continue;
        }
        m_card.start();
        m_visit.session.touched();
        QJsonObject card = result->fields[u"card"].toObject();
        if (const auto refused = refusal(card)) {
            (void)co_await m_fault.wait(*refused, false);
            co_return fail(error::canceled);
        }
        const Payload subject{{{QStringLiteral("name"), card[u"name"]},
                               {QStringLiteral("id_number"), card[u"id_number"]},
                               {QStringLiteral("form"), card[u"form"]}},
                              {}};
        m_visit.person = maskName(card[u"name"].toString());
        card = {};
        const auto stored = co_await m_visit.services.setSubject(m_visit.caseNumber, subject);
        if (m_visit.over(visit))
            co_return fail(error::canceled);
        if (!stored) {
            (void)co_await m_fault.wait(stored.error(), false);
            co_return fail(error::canceled);
        }
        m_visit.level = QStringLiteral("L1");
        m_visit.session.setIdentified(true);
        Q_EMIT m_visit.subjectChanged();
        KIOSK_CO_TRY(m_visit.session.enter(Session::State::Module));
        co_return Payload{
            {{QStringLiteral("name"), m_visit.person}, {QStringLiteral("level"), m_visit.level}}, {}};
    }
}

} // namespace kiosk::shell
