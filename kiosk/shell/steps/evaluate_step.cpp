#include <kiosk/shell/steps/evaluate_step.h>

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcEvaluate, "kiosk.shell.evaluate")

namespace kiosk::shell
{

QCoro::Task<Result<Payload>> EvaluateStep::run(Payload)
{
    const int visit = m_visit.number;
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Evaluate));
    forget();
    Q_EMIT m_visit.pageShown(
        QStringLiteral("evaluate"),
        {{QStringLiteral("options"), m_visit.catalogue.ratingOptions(m_visit.language)}});
    while (!m_answered) {
        co_await m_visit.changes.next();
        if (m_visit.over(visit))
            co_return fail(error::canceled);
    }
    if (!m_rating.isEmpty())
        co_await keep();
    if (m_visit.over(visit))
        co_return fail(error::canceled);
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Module));
    co_return Payload{};
}

QCoro::Task<void> EvaluateStep::keep()
{
    // By the number of stars; GB/T 39735 has five grades.
    static const QStringList grades{QStringLiteral("NONE"),         QStringLiteral("VERY_DISSATISFIED"),
                                    QStringLiteral("DISSATISFIED"), QStringLiteral("BASICALLY_SATISFIED"),
                                    QStringLiteral("SATISFIED"),    QStringLiteral("VERY_SATISFIED")};
    const QJsonObject given = QJsonObject::fromVariantMap(std::exchange(m_rating, {}));
    QJsonObject aspects;
    for (const QString &aspect :
         {QStringLiteral("service"), QStringLiteral("network"), QStringLiteral("pickup")}) {
        if (given[aspect].toInt() > 0)
            aspects.insert(aspect, grades.value(given[aspect].toInt()));
    }
    const Payload rating{{{QStringLiteral("grade"), grades.value(given[u"stars"].toInt())},
                          {QStringLiteral("options"), given[u"norms"]},
                          {QStringLiteral("aspects"), aspects},
                          {QStringLiteral("text"), given[u"comment"]}},
                         {}};
    const auto kept = co_await m_visit.services.evaluate(m_visit.caseNumber, rating);
    if (!kept)
        qCWarning(lcEvaluate) << kept.error().code.name() << kept.error().detail;
}

void EvaluateStep::rate(const QVariantMap &rating)
{
    m_rating = rating;
    m_answered = true;
    m_visit.changes.send();
}

void EvaluateStep::skip()
{
    m_answered = true;
    m_visit.changes.send();
}

void EvaluateStep::forget()
{
    m_answered = false;
    m_rating.clear();
}

} // namespace kiosk::shell
