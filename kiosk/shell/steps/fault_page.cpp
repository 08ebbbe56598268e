#include <kiosk/shell/steps/fault_page.h>

#include <kiosk/hal/device_condition.h>

namespace kiosk::shell
{

namespace
{

QVariantMap fact(const QString &strong, const QString &rest)
{
    return {{QStringLiteral("strong"), strong}, {QStringLiteral("rest"), rest}};
}

} // namespace

QString FaultPage::pick(const char *zh, const char *en) const
{
    return QString::fromUtf8(m_visit.english() ? en : zh);
}

bool FaultPage::printerIll() const
{
    return hal::obstacleOf(m_visit.devices.deviceOfClass(documentPrinter)).has_value();
}

QVariantList FaultPage::choices(WayOn way) const
{
    QVariantList choices;
    if (way == WayOn::ByItself)
        choices.append(QVariantMap{
            {QStringLiteral("id"), QStringLiteral("wait")},
            {QStringLiteral("icon"), QStringLiteral("st-wait")},
            {QStringLiteral("name"), pick("在这里等", "Wait here")},
            {QStringLiteral("detail"), pick("处理好后自动接着打印", "Printing goes on by itself")},
            {QStringLiteral("selected"), true},
            {QStringLiteral("trailingLabel"), pick("已等", "Waited")},
            {QStringLiteral("trailingText"), QStringLiteral("00:00")}});
    if (way == WayOn::TryAgain)
        choices.append(
            QVariantMap{{QStringLiteral("id"), QStringLiteral("again")},
                        {QStringLiteral("icon"), QStringLiteral("act-refresh")},
                        {QStringLiteral("name"), pick("再试一次", "Try again")},
                        {QStringLiteral("detail"), pick("打印机现在正常", "The printer is ready now")}});
    const auto places = m_visit.catalogue.elsewhere(m_visit.language);
    if (!places.isEmpty())
        choices.append(QVariantMap{
            {QStringLiteral("id"), QStringLiteral("elsewhere")},
            {QStringLiteral("icon"), QStringLiteral("act-pin")},
            {QStringLiteral("name"), pick("换个地方办", "Go elsewhere")},
            {QStringLiteral("detail"), places.first().toMap()[QStringLiteral("name")].toString()}});
    return choices;
}

void FaultPage::show(const Error &failure, WayOn way)
{
    const ErrorEntry &entry = describe(failure.code);
    if (!m_since)
        m_since = m_visit.clock.monotonic();
    QVariantList done;
    if (entry.severity != u"info") {
        m_visit.services.record(QStringLiteral("fault"), entry.number, failure.code.name().toString());
        done.append(fact(pick("已通知工作人员", "Staff have been told"), {}));
    }
    if (failure.code == error::outcomeUnknown)
        done.append(fact(pick("已登记为待确认", "Noted as being confirmed"),
                         pick("，不会重复打印，也没有扣费", "; nothing is printed twice or charged")));
    else if (m_visit.printing && way != WayOn::None)
        done.append(fact(pick("办理结果已保存", "The result is kept"),
                         pick("，不会重复打印，也没有扣费", "; nothing is printed twice or charged")));
    else
        done.append(fact(pick("没有打印，也没有扣费", "Nothing was printed or charged"), {}));
    const bool unprinted = m_visit.printing && failure.code != error::outcomeUnknown;
    const bool reasonKnown = unprinted && failure.code != error::notPrinted;
    Q_EMIT m_visit.pageShown(
        QStringLiteral("fault"),
        {{QStringLiteral("title"),
          unprinted ? pick("没有打印成功", "It was not printed") : m_visit.said(entry)},
         {QStringLiteral("reason"), reasonKnown ? m_visit.said(entry) : m_visit.next(entry)},
         {QStringLiteral("iconName"), failure.code == error::paperOut      ? QStringLiteral("st-paper-out")
                                      : failure.code == error::paperJammed ? QStringLiteral("st-paper-jam")
                                      : entry.number.startsWith(u"CRD")    ? QStringLiteral("st-card-error")
                                                                           : QStringLiteral("st-warn")},
         {QStringLiteral("done"), done},
         {QStringLiteral("choices"), choices(way)},
         {QStringLiteral("code"), entry.number},
         {QStringLiteral("time"), m_visit.clock.wall()}});
}

QCoro::Task<QString> FaultPage::wait(Error failure, bool canGoOn)
{
    const int visit = m_visit.number;
    m_answer.clear();
    m_since.reset();
    bool wasIll = printerIll();
    show(failure, !canGoOn ? WayOn::None : wasIll ? WayOn::ByItself : WayOn::TryAgain);
    for (;;) {
        co_await m_visit.changes.next();
        if (m_visit.over(visit))
            co_return QStringLiteral("exit");
        const QString answer = std::exchange(m_answer, {});
        if (answer == u"again" && canGoOn)
            co_return QString();
        if (!answer.isEmpty() && answer != u"wait" && answer != u"again")
            co_return answer;
        const bool ill = printerIll();
        if (canGoOn && wasIll && !ill) {
            m_since.reset();
            co_return QString();
        }
        if (canGoOn && ill && !wasIll)
            Q_EMIT m_visit.pageUpdated({{QStringLiteral("choices"), choices(WayOn::ByItself)}});
        wasIll = ill;
    }
}

void FaultPage::answer(const QString &choice)
{
    m_answer = choice;
    m_visit.changes.send();
}

void FaultPage::tick()
{
    if (!m_since)
        return;
    const auto waited =
        std::chrono::duration_cast<std::chrono::seconds>(m_visit.clock.monotonic() - *m_since).count();
    Q_EMIT m_visit.pageUpdated({{QStringLiteral("waited"), QStringLiteral("%1:%2")
                                                               .arg(waited / 60, 2, 10, QChar(u'0'))
                                                               .arg(waited % 60, 2, 10, QChar(u'0'))}});
}

} // namespace kiosk::shell
