#include <kiosk/shell/steps/verify_step.h>

#include <kiosk/core/sealed_memory.h>

namespace kiosk::shell
{

namespace
{
constexpr std::chrono::seconds resendAfter = 60s;
} // namespace

QVariantList VerifyStep::methods() const
{
    QVariantList list;
    for (const auto &id : m_visit.catalogue.item(m_visit.item)[u"kiosk"][u"auth_methods"].toArray()) {
        const QVariantMap method = m_visit.catalogue.method(id.toString(), m_visit.language);
        const QString needs = method[QStringLiteral("needs")].toString();
        // A way whose device is not here is hidden, not greyed.
        if (!method.isEmpty() && (needs.isEmpty() || !m_visit.devices.deviceOfClass(needs).isEmpty()))
            list.append(method);
    }
    return list;
}

QCoro::Task<Result<Payload>> VerifyStep::run(Payload)
{
    const int visit = m_visit.number;
    const QVariantList ways = methods();
    if (ways.isEmpty()) {
        const Error failure = fail(error::unsupportedCommand, QStringLiteral("no way to verify here"));
        (void)co_await m_fault.wait(failure, false);
        co_return fail(error::canceled);
    }
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Verify));
    m_codeSent.reset();
    QVariantMap data{{QStringLiteral("methods"), ways},
                     {QStringLiteral("phase"), QStringLiteral("idle")},
                     {QStringLiteral("maskedPhone"), QString()},
                     {QStringLiteral("errorText"), QString()},
                     {QStringLiteral("resendIn"), 0}};
    if (ways.size() == 1)
        data.insert(QStringLiteral("method"), ways.first().toMap()[QStringLiteral("id")]);
    Q_EMIT m_visit.pageShown(QStringLiteral("verify"), data);
    while (m_visit.level != u"L2") {
        co_await m_visit.changes.next();
        if (m_visit.over(visit))
            co_return fail(error::canceled);
    }
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Module));
    co_return Payload{{{QStringLiteral("level"), m_visit.level}}, {}};
}

void VerifyStep::chooseMethod(const QString &method)
{
    Q_EMIT m_visit.pageUpdated({{QStringLiteral("method"), method},
                                {QStringLiteral("phase"), QStringLiteral("idle")},
                                {QStringLiteral("errorText"), QString()}});
}

void VerifyStep::requestCode()
{
    if (m_visit.session.state() == Session::State::Verify)
        sendCode();
}

QCoro::Task<void> VerifyStep::sendCode()
{
    const int visit = m_visit.number;
    Q_EMIT m_visit.pageUpdated(
        {{QStringLiteral("phase"), QStringLiteral("sending")}, {QStringLiteral("errorText"), QString()}});
    const auto phone = co_await m_visit.services.sendCode(m_visit.caseNumber);
    if (m_visit.over(visit))
        co_return;
    if (!phone) {
        const ErrorEntry &entry = describe(phone.error().code);
        Q_EMIT m_visit.pageUpdated({{QStringLiteral("phase"), QStringLiteral("idle")},
                                    {QStringLiteral("errorText"), m_visit.sentence(entry)}});
        co_return;
    }
    m_codeSent = m_visit.clock.monotonic();
    Q_EMIT m_visit.pageUpdated({{QStringLiteral("phase"), QStringLiteral("sent")},
                                {QStringLiteral("maskedPhone"), *phone},
                                {QStringLiteral("resendIn"), int(resendAfter.count())}});
}

void VerifyStep::enterCode(const QString &code)
{
    if (m_visit.session.state() == Session::State::Verify)
        checkCode(code);
}

QCoro::Task<void> VerifyStep::checkCode(QString code)
{
    const int visit = m_visit.number;
    Q_EMIT m_visit.pageUpdated(
        {{QStringLiteral("phase"), QStringLiteral("checking")}, {QStringLiteral("errorText"), QString()}});
    const Payload given{{{QStringLiteral("code"), code}}, {}};
    const auto level = co_await m_visit.services.verifyCode(m_visit.caseNumber, given);
    wipe(code);
    if (m_visit.over(visit))
        co_return;
    if (!level) {
        const ErrorEntry &entry = describe(level.error().code);
        Q_EMIT m_visit.pageUpdated({{QStringLiteral("phase"), QStringLiteral("sent")},
                                    {QStringLiteral("errorText"), m_visit.sentence(entry)}});
        co_return;
    }
    m_visit.level = *level;
    Q_EMIT m_visit.subjectChanged();
    m_visit.changes.send();
}

void VerifyStep::tick()
{
    if (!m_codeSent || m_visit.session.state() != Session::State::Verify)
        return;
    const auto passed =
        std::chrono::duration_cast<std::chrono::seconds>(m_visit.clock.monotonic() - *m_codeSent);
    Q_EMIT m_visit.pageUpdated(
        {{QStringLiteral("resendIn"), int(std::max<qint64>(0, (resendAfter - passed).count()))}});
}

} // namespace kiosk::shell
