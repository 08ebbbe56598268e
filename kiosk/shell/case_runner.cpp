#include <kiosk/shell/case_runner.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/masking.h>
#include <kiosk/shell/readiness.h>

#include <QDate>
#include <QLoggingCategory>

#include <QCoro/QCoroSignal>
#include <QCoro/QCoroTimer>

Q_LOGGING_CATEGORY(lcCase, "kiosk.shell.case")

namespace kiosk::shell
{

namespace
{

const QString cardReader = QStringLiteral("id-card-reader");
const QString documentPrinter = QStringLiteral("document-printer");
constexpr Milliseconds removalPeriod = 10s; ///< the reader is asked again after this
constexpr int readerAttempts = 3;
constexpr Milliseconds printTimeout = 10min; ///< staff may add paper within it
constexpr Milliseconds longestCall = 120s;
constexpr std::chrono::seconds resendAfter = 60s;

QVariantMap fact(const QString &strong, const QString &rest)
{
    return {{QStringLiteral("strong"), strong}, {QStringLiteral("rest"), rest}};
}

} // namespace

CaseRunner::CaseRunner(const Clock &clock, const Timeouts &timeouts, Session &session,
                       const Catalogue &catalogue, DevicesClient &devices, ServicesClient &services,
                       QObject *parent)
    : QObject(parent), m_clock(clock), m_timeouts(timeouts), m_session(session), m_catalogue(catalogue),
      m_devices(devices), m_services(services)
{
    connect(&m_devices, &DevicesClient::devicesChanged, this, &CaseRunner::answered);
}

QString CaseRunner::said(const ErrorEntry &entry) const
{
    return m_language == u"en" ? entry.citizenEn : entry.citizen;
}

QString CaseRunner::next(const ErrorEntry &entry) const
{
    return m_language == u"en" ? entry.citizenNextEn : entry.citizenNext;
}

QCoro::Task<Result<void>> CaseRunner::begin(QString item)
{
    forget();
    const ModulePackage *package = m_catalogue.moduleOf(item);
    if (package == nullptr)
        co_return fail(error::moduleInvalid, item);
    m_item = item;
    m_module = package->manifest().id;
    const int visit = m_visit;
    auto number = co_await m_services.beginCase(m_session.id(), m_module, item);
    if (!number)
        co_return number.error();
    if (over(visit)) {
        (void)co_await m_services.endCase(*number, QStringLiteral("notDone"), QStringLiteral("canceled"));
        co_return fail(error::canceled);
    }
    m_case = *number;
    co_return Status();
}

QCoro::Task<Result<Payload>> CaseRunner::run(QString step, Payload arguments)
{
    if (!open() || m_leaving)
        co_return fail(error::sequenceError, QStringLiteral("no case is open"));
    if (step == u"identify")
        co_return co_await identify();
    if (step == u"verify")
        co_return co_await verify();
    if (step == u"api")
        co_return co_await api(std::move(arguments));
    if (step == u"print")
        co_return co_await print(std::move(arguments));
    if (step == u"take")
        co_return co_await take(std::move(arguments));
    if (step == u"evaluate")
        co_return co_await evaluate();
    co_return fail(error::unsupportedCommand, step);
}

std::optional<Error> CaseRunner::refusal(const QJsonObject &card) const
{
    const QJsonArray forms = m_catalogue.item(m_item)[u"kiosk"][u"card_forms"].toArray();
    if (!forms.isEmpty() && !forms.contains(card[u"form"].toString()))
        return fail(error::cardFormNotAccepted);
    const QString until = card[u"valid_to"].toString();
    if (!until.isEmpty() && QDate::fromString(until, Qt::ISODate) < m_clock.wall().date())
        return fail(error::cardExpired);
    return {};
}

QCoro::Task<Result<Payload>> CaseRunner::identify()
{
    const int visit = m_visit;
    KIOSK_CO_TRY(m_session.enter(Session::State::Identify));
    QString phase = QStringLiteral("waiting");
    QString sentence;
    for (;;) {
        Q_EMIT pageShown(QStringLiteral("identify"), {{QStringLiteral("phase"), phase},
                                                      {QStringLiteral("errorText"), sentence},
                                                      {QStringLiteral("otherMethods"), false}});
        DevicesClient::Request request;
        request.device = m_devices.deviceOfClass(cardReader)[u"id"].toString();
        request.session = m_session.id();
        request.operation = QStringLiteral("read");
        request.timeout = m_timeouts.get(QStringLiteral("session"), m_session.longer());
        request.cancel = m_cancel;
        request.progress = [this, visit](const QString &stage, const QJsonObject &) {
            if (over(visit))
                return;
            if (stage == u"cardFound") {
                m_session.touched();
                Q_EMIT pageUpdated({{QStringLiteral("phase"), QStringLiteral("reading")}});
            }
        };
        auto result = co_await m_devices.run(std::move(request));
        if (over(visit))
            co_return fail(error::canceled);
        if (!result) {
            const ErrorEntry &entry = describe(result.error().code);
            qCWarning(lcCase) << "identify:" << result.error().code.name() << result.error().detail;
            if (!entry.retryable && entry.severity != u"info") {
                // The reader itself is broken: nothing that the citizen could do again.
                const QString choice = co_await waitAtFault(result.error(), false);
                Q_UNUSED(choice);
                co_return fail(error::canceled);
            }
            phase = result.error().code == error::mediaRemoved ? QStringLiteral("removed")
                                                               : QStringLiteral("error");
            if (result.error().code == error::timeOut)
                phase = QStringLiteral("waiting");
            sentence = said(entry) + (m_language == u"en" ? QStringLiteral(". ") : QStringLiteral("，")) +
                       next(entry);
            // A reader that fails at once must not spin.
            QTimer pause;
            pause.start(500ms);
            co_await pause;
            if (over(visit))
                co_return fail(error::canceled);
            continue;
        }
        m_session.setCardPresent(true);
        m_session.touched();
        QJsonObject card = result->fields[u"card"].toObject();
        if (const auto refused = refusal(card)) {
            const QString choice = co_await waitAtFault(*refused, false);
            Q_UNUSED(choice);
            co_return fail(error::canceled);
        }
        const Payload subject{{{QStringLiteral("name"), card[u"name"]},
                               {QStringLiteral("id_number"), card[u"id_number"]},
                               {QStringLiteral("form"), card[u"form"]}},
                              {}};
        m_person = maskName(card[u"name"].toString());
        card = {};
        const auto stored = co_await m_services.setSubject(m_case, subject);
        if (over(visit))
            co_return fail(error::canceled);
        if (!stored)
            co_return stored.error();
        m_level = QStringLiteral("L1");
        m_session.setIdentified(true);
        Q_EMIT subjectChanged();
        KIOSK_CO_TRY(m_session.enter(Session::State::Module));
        co_return Payload{{{QStringLiteral("name"), m_person}, {QStringLiteral("level"), m_level}}, {}};
    }
}

QVariantList CaseRunner::methods() const
{
    QVariantList list;
    for (const auto &id : m_catalogue.item(m_item)[u"kiosk"][u"auth_methods"].toArray()) {
        const QVariantMap method = m_catalogue.method(id.toString(), m_language);
        const QString needs = method[QStringLiteral("needs")].toString();
        // A way whose device is not here is hidden, not greyed.
        if (!method.isEmpty() && (needs.isEmpty() || !m_devices.deviceOfClass(needs).isEmpty()))
            list.append(method);
    }
    return list;
}

QCoro::Task<Result<Payload>> CaseRunner::verify()
{
    const int visit = m_visit;
    const QVariantList ways = methods();
    if (ways.isEmpty()) {
        const Error failure = fail(error::unsupportedCommand, QStringLiteral("no way to verify here"));
        const QString choice = co_await waitAtFault(failure, false);
        Q_UNUSED(choice);
        co_return fail(error::canceled);
    }
    KIOSK_CO_TRY(m_session.enter(Session::State::Verify));
    m_codeSent.reset();
    QVariantMap data{{QStringLiteral("methods"), ways},
                     {QStringLiteral("phase"), QStringLiteral("idle")},
                     {QStringLiteral("maskedPhone"), QString()},
                     {QStringLiteral("errorText"), QString()},
                     {QStringLiteral("resendIn"), 0}};
    if (ways.size() == 1)
        data.insert(QStringLiteral("method"), ways.first().toMap()[QStringLiteral("id")]);
    Q_EMIT pageShown(QStringLiteral("verify"), data);
    m_answer.clear();
    while (m_level != u"L2") {
        co_await qCoro(this, &CaseRunner::answered);
        if (over(visit))
            co_return fail(error::canceled);
    }
    KIOSK_CO_TRY(m_session.enter(Session::State::Module));
    co_return Payload{{{QStringLiteral("level"), m_level}}, {}};
}

void CaseRunner::chooseMethod(const QString &method)
{
    Q_EMIT pageUpdated({{QStringLiteral("method"), method},
                        {QStringLiteral("phase"), QStringLiteral("idle")},
                        {QStringLiteral("errorText"), QString()}});
}

void CaseRunner::requestCode()
{
    if (m_session.state() == Session::State::Verify)
        sendCode();
}

QCoro::Task<void> CaseRunner::sendCode()
{
    const int visit = m_visit;
    Q_EMIT pageUpdated(
        {{QStringLiteral("phase"), QStringLiteral("sending")}, {QStringLiteral("errorText"), QString()}});
    const auto phone = co_await m_services.sendCode(m_case);
    if (over(visit))
        co_return;
    if (!phone) {
        const ErrorEntry &entry = describe(phone.error().code);
        Q_EMIT pageUpdated({{QStringLiteral("phase"), QStringLiteral("idle")},
                            {QStringLiteral("errorText"), said(entry) + QStringLiteral("，") + next(entry)}});
        co_return;
    }
    m_codeSent = m_clock.monotonic();
    Q_EMIT pageUpdated({{QStringLiteral("phase"), QStringLiteral("sent")},
                        {QStringLiteral("maskedPhone"), *phone},
                        {QStringLiteral("resendIn"), int(resendAfter.count())}});
}

void CaseRunner::enterCode(const QString &code)
{
    if (m_session.state() == Session::State::Verify)
        checkCode(code);
}

QCoro::Task<void> CaseRunner::checkCode(QString code)
{
    const int visit = m_visit;
    Q_EMIT pageUpdated(
        {{QStringLiteral("phase"), QStringLiteral("checking")}, {QStringLiteral("errorText"), QString()}});
    const Payload given{{{QStringLiteral("code"), code}}, {}};
    const auto level = co_await m_services.verifyCode(m_case, given);
    wipe(code);
    if (over(visit))
        co_return;
    if (!level) {
        const ErrorEntry &entry = describe(level.error().code);
        Q_EMIT pageUpdated({{QStringLiteral("phase"), QStringLiteral("sent")},
                            {QStringLiteral("errorText"), said(entry) + QStringLiteral("，") + next(entry)}});
        co_return;
    }
    m_level = *level;
    Q_EMIT subjectChanged();
    Q_EMIT answered();
}

QCoro::Task<Result<Payload>> CaseRunner::api(Payload arguments)
{
    const auto asked = std::chrono::seconds(arguments.fields[u"timeout_s"].toInt(30));
    Payload passed{arguments.fields[u"arguments"].toObject(), std::move(arguments.blobs)};
    co_return co_await m_services.call(m_case, arguments.fields[u"call"].toString(), std::move(passed),
                                       std::min<Milliseconds>(asked, longestCall));
}

QCoro::Task<Result<Payload>> CaseRunner::print(Payload arguments)
{
    const int visit = m_visit;
    KIOSK_CO_TRY(m_session.enter(Session::State::Print));
    m_printing = true;
    Result<int> pages = fail(error::internalError);
    for (;;) {
        // Looked at before a job is tried; nothing has been sent to the printer while this waits.
        if (const auto obstacle = obstacleOf(m_devices.deviceOfClass(documentPrinter))) {
            if (const QString choice = co_await waitAtFault(*obstacle, true); !choice.isEmpty()) {
                pages = fail(error::canceled);
                break;
            }
            if (over(visit))
                break;
        }
        pages = co_await printOnce(arguments);
        if (pages || over(visit))
            break;
        const ErrorCode code = pages.error().code;
        qCWarning(lcCase) << "print:" << code.name() << pages.error().detail;
        const bool certain = code != error::outcomeUnknown;
        const QString choice = co_await waitAtFault(pages.error(), certain);
        if (!certain || !choice.isEmpty() || over(visit)) {
            if (certain)
                pages = fail(error::canceled);
            break;
        }
    }
    m_printing = false;
    m_printUnknown = !pages && pages.error().code == error::outcomeUnknown;
    if (pages)
        m_printedPages = *pages;
    Q_EMIT answered();
    if (visit != m_visit)
        co_return fail(error::canceled);
    if (!pages) {
        if (!m_leaving)
            (void)m_session.enter(Session::State::Module);
        co_return pages.error();
    }
    if (m_leaving)
        co_return fail(error::canceled);
    if (m_moduleLost) {
        const QJsonArray what{QStringLiteral("paper"), QStringLiteral("idcard")};
        const Payload things{{{QStringLiteral("what"), what}}, {}};
        (void)co_await take(things);
        co_await leave(QStringLiteral("done"), {});
        co_return fail(error::canceled);
    }
    KIOSK_CO_TRY(m_session.enter(Session::State::Module));
    co_return Payload{{{QStringLiteral("pages"), *pages}}, {}};
}

QCoro::Task<Result<int>> CaseRunner::printOnce(Payload arguments)
{
    const int visit = m_visit;
    const int copies = std::clamp(arguments.fields[u"copies"].toInt(1), 1, 3);
    const int pages = std::max(1, arguments.fields[u"pages"].toInt(1)) * copies;
    const QString device = m_devices.deviceOfClass(documentPrinter)[u"id"].toString();
    // g++ 12 cannot take a braced list inside co_await.
    const QJsonObject about{{QStringLiteral("pages"), pages},
                            {QStringLiteral("copies"), copies},
                            {QStringLiteral("document"), m_item}};
    const auto operation = co_await m_services.beginOperation(m_case, QStringLiteral("print"), device, about);
    if (!operation)
        co_return operation.error();
    m_printOperation = *operation;
    const QVariantMap begun{{QStringLiteral("pages"), pages},
                            {QStringLiteral("printed"), 0},
                            {QStringLiteral("phase"), QStringLiteral("sending")}};
    m_faultShown = false;
    Q_EMIT pageShown(QStringLiteral("print"), begun);

    DevicesClient::Request request;
    request.device = device;
    request.session = m_session.id();
    request.operation = QStringLiteral("print");
    request.arguments.fields = {{QStringLiteral("title"), m_item},
                                {QStringLiteral("copies"), copies},
                                {QStringLiteral("duplex"), arguments.fields[u"duplex"].toBool()}};
    request.arguments.blobs = arguments.blobs;
    request.journalOperation = m_printOperation;
    request.timeout = printTimeout;
    request.cancel = m_cancel;
    request.progress = [this, visit, begun](const QString &stage, const QJsonObject &details) {
        if (visit != m_visit)
            return;
        if (const ErrorEntry *trouble = findError(stage)) {
            // The printer waits for staff; the job goes on by itself once it is mended.
            showFault(fail(trouble->code), true);
            return;
        }
        if (std::exchange(m_faultShown, false))
            Q_EMIT pageShown(QStringLiteral("print"), begun);
        Q_EMIT pageUpdated({{QStringLiteral("phase"), QStringLiteral("printing")}});
        if (stage == u"pagePrinted")
            Q_EMIT pageUpdated({{QStringLiteral("printed"), details[u"pages"].toInt()}});
    };
    const auto result = co_await m_devices.run(std::move(request));
    QString outcome = QStringLiteral("printed");
    if (!result)
        outcome = result.error().code == error::outcomeUnknown ? QStringLiteral("unknown")
                                                               : QStringLiteral("notPrinted");
    const QString detail = result ? QString() : result.error().code.name().toString();
    const auto written = co_await m_services.endOperation(m_printOperation, outcome, detail);
    if (!written)
        qCCritical(lcCase) << "the outcome of an operation could not be written:" << written.error().detail;
    if (!result)
        co_return result.error();
    co_return pages;
}

void CaseRunner::showFault(const Error &failure, bool canWait)
{
    const ErrorEntry &entry = describe(failure.code);
    const bool english = m_language == u"en";
    const auto pick = [english](const char *zh, const char *en) {
        return QString::fromUtf8(english ? en : zh);
    };
    if (!std::exchange(m_faultShown, true))
        m_waitingSince = m_clock.monotonic();
    QVariantList done;
    if (entry.severity != u"info") {
        m_services.record(QStringLiteral("fault"), entry.number, failure.code.name().toString());
        done.append(fact(pick("已通知工作人员", "Staff have been told"), {}));
    }
    if (failure.code == error::outcomeUnknown)
        done.append(fact(pick("已登记为待确认", "Noted as being confirmed"),
                         pick("，不会重复打印，也没有扣费", "; nothing is printed twice or charged")));
    else if (m_printing)
        done.append(fact(pick("办理结果已保存", "The result is kept"),
                         pick("，不会重复打印，也没有扣费", "; nothing is printed twice or charged")));
    else
        done.append(fact(pick("没有打印，也没有扣费", "Nothing was printed or charged"), {}));
    QVariantList choices;
    if (canWait)
        choices.append(QVariantMap{
            {QStringLiteral("id"), QStringLiteral("wait")},
            {QStringLiteral("icon"), QStringLiteral("st-wait")},
            {QStringLiteral("name"), pick("在这里等", "Wait here")},
            {QStringLiteral("detail"), pick("处理好后自动接着打印", "Printing goes on by itself")},
            {QStringLiteral("selected"), true},
            {QStringLiteral("trailingLabel"), pick("已等", "Waited")},
            {QStringLiteral("trailingText"), QStringLiteral("00:00")}});
    const auto places = m_catalogue.elsewhere(m_language);
    if (!places.isEmpty())
        choices.append(QVariantMap{
            {QStringLiteral("id"), QStringLiteral("elsewhere")},
            {QStringLiteral("icon"), QStringLiteral("act-pin")},
            {QStringLiteral("name"), pick("换个地方办", "Go elsewhere")},
            {QStringLiteral("detail"), places.first().toMap()[QStringLiteral("name")].toString()}});
    Q_EMIT pageShown(
        QStringLiteral("fault"),
        {{QStringLiteral("title"), m_printing && failure.code != error::outcomeUnknown
                                       ? pick("没有打印成功", "It was not printed")
                                       : said(entry)},
         {QStringLiteral("reason"),
          m_printing && failure.code != error::outcomeUnknown ? said(entry) : next(entry)},
         {QStringLiteral("iconName"), failure.code == error::paperOut      ? QStringLiteral("st-paper-out")
                                      : failure.code == error::paperJammed ? QStringLiteral("st-paper-jam")
                                      : entry.number.startsWith(u"CRD")    ? QStringLiteral("st-card-error")
                                                                           : QStringLiteral("st-warn")},
         {QStringLiteral("done"), done},
         {QStringLiteral("choices"), choices},
         {QStringLiteral("code"), entry.number},
         {QStringLiteral("time"), m_clock.wall()}});
}

QCoro::Task<QString> CaseRunner::waitAtFault(Error failure, bool untilWell)
{
    const int visit = m_visit;
    m_answer.clear();
    m_faultShown = false;
    showFault(failure, untilWell);
    // An error with nothing wrong at the printer now (a job that was thrown away) waits for the citizen's
    // word.
    bool wasIll = obstacleOf(m_devices.deviceOfClass(documentPrinter)).has_value();
    for (;;) {
        co_await qCoro(this, &CaseRunner::answered);
        if (over(visit))
            co_return QStringLiteral("exit");
        if (m_answer == u"wait" && untilWell && !wasIll)
            co_return QString();
        if (!m_answer.isEmpty() && m_answer != u"wait")
            co_return std::exchange(m_answer, {});
        m_answer.clear();
        const bool ill = obstacleOf(m_devices.deviceOfClass(documentPrinter)).has_value();
        if (untilWell && wasIll && !ill) {
            m_faultShown = false;
            co_return QString();
        }
        wasIll = wasIll || ill;
    }
}

void CaseRunner::answerFault(const QString &choice)
{
    m_answer = choice;
    Q_EMIT answered();
}

QCoro::Task<void> CaseRunner::waitCardGone()
{
    int failures = 0;
    while (m_session.cardPresent()) {
        DevicesClient::Request request;
        request.device = m_devices.deviceOfClass(cardReader)[u"id"].toString();
        request.session = m_session.id();
        request.operation = QStringLiteral("awaitRemoval");
        request.timeout = removalPeriod;
        const auto result = co_await m_devices.run(std::move(request));
        if (result) {
            m_session.setCardPresent(false);
        } else if (result.error().code != error::timeOut && ++failures >= readerAttempts) {
            // A reader that cannot tell must not hold the citizen; staff are told to look.
            qCWarning(lcCase) << "removal of the card could not be seen:" << result.error().detail;
            m_services.record(QStringLiteral("card"), m_item, QStringLiteral("removal could not be seen"));
            m_session.setCardPresent(false);
        } else if (result.error().code != error::timeOut) {
            QTimer pause;
            pause.start(1s);
            co_await pause;
        }
    }
}

QCoro::Task<Result<Payload>> CaseRunner::take(Payload arguments)
{
    const int visit = m_visit;
    const QJsonArray what = arguments.fields[u"what"].toArray();
    m_takingPaper = what.contains(QStringLiteral("paper")) && m_printedPages > 0;
    const bool card = m_session.cardPresent();
    KIOSK_CO_TRY(m_session.enter(Session::State::Take));
    m_paperTaken = false;
    m_takeSince = m_clock.monotonic();
    const QString waiting = QStringLiteral("waiting");
    Q_EMIT pageShown(QStringLiteral("take"), {{QStringLiteral("paper"), m_takingPaper ? waiting : QString()},
                                              {QStringLiteral("card"), card ? waiting : QString()},
                                              {QStringLiteral("pages"), m_printedPages}});
    co_await waitCardGone();
    if (visit != m_visit)
        co_return fail(error::canceled);
    if (card)
        Q_EMIT pageUpdated({{QStringLiteral("card"), QStringLiteral("taken")}});
    while (m_takingPaper && !m_paperTaken) {
        co_await qCoro(this, &CaseRunner::answered);
        if (over(visit))
            co_return fail(error::canceled);
    }
    if (m_takingPaper)
        (void)co_await m_services.endOperation(m_printOperation, QStringLiteral("taken"), {});
    m_takingPaper = false;
    if (over(visit))
        co_return fail(error::canceled);
    KIOSK_CO_TRY(m_session.enter(Session::State::Module));
    co_return Payload{};
}

void CaseRunner::paperTaken()
{
    m_paperTaken = true;
    Q_EMIT pageUpdated({{QStringLiteral("paper"), QStringLiteral("taken")}});
    Q_EMIT answered();
}

QCoro::Task<Result<Payload>> CaseRunner::evaluate()
{
    const int visit = m_visit;
    KIOSK_CO_TRY(m_session.enter(Session::State::Evaluate));
    m_rating.clear();
    m_answer.clear();
    Q_EMIT pageShown(QStringLiteral("evaluate"),
                     {{QStringLiteral("options"), m_catalogue.ratingOptions(m_language)}});
    while (m_answer.isEmpty()) {
        co_await qCoro(this, &CaseRunner::answered);
        if (over(visit))
            co_return fail(error::canceled);
    }
    if (m_answer == u"rated") {
        static const QStringList grades{QStringLiteral("NONE"),         QStringLiteral("VERY_DISSATISFIED"),
                                        QStringLiteral("DISSATISFIED"), QStringLiteral("BASICALLY_SATISFIED"),
                                        QStringLiteral("SATISFIED"),    QStringLiteral("VERY_SATISFIED")};
        const QJsonObject given = QJsonObject::fromVariantMap(m_rating);
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
        const auto kept = co_await m_services.evaluate(m_case, rating);
        if (!kept)
            qCWarning(lcCase) << "rating:" << kept.error().code.name() << kept.error().detail;
        m_rating.clear();
    }
    if (over(visit))
        co_return fail(error::canceled);
    KIOSK_CO_TRY(m_session.enter(Session::State::Module));
    co_return Payload{};
}

void CaseRunner::rate(const QVariantMap &rating)
{
    m_rating = rating;
    m_answer = QStringLiteral("rated");
    Q_EMIT answered();
}

void CaseRunner::skipRating()
{
    m_answer = QStringLiteral("skipped");
    Q_EMIT answered();
}

QCoro::Task<void> CaseRunner::leave(QString outcome, QString reason)
{
    if (m_leaving || !open())
        co_return;
    m_leaving = true;
    m_devices.cancel(m_cancel);
    Q_EMIT answered(); // whatever waits for the citizen gives up
    while (m_printing)
        co_await qCoro(this, &CaseRunner::answered);
    if (m_printUnknown)
        outcome = QStringLiteral("beingConfirmed");
    const bool paperLeft = m_printedPages > 0 && !m_paperTaken;
    if (paperLeft && outcome != u"beingConfirmed")
        outcome = QStringLiteral("done");
    if (m_session.cardPresent() || paperLeft) {
        if (m_session.state() != Session::State::Take)
            (void)m_session.enter(Session::State::Take);
        m_takeSince = m_clock.monotonic();
        m_takingPaper = paperLeft;
        Q_EMIT pageShown(
            QStringLiteral("take"),
            {{QStringLiteral("paper"), paperLeft ? QStringLiteral("waiting") : QString()},
             {QStringLiteral("card"), m_session.cardPresent() ? QStringLiteral("waiting") : QString()},
             {QStringLiteral("pages"), m_printedPages}});
        co_await waitCardGone();
        while (m_takingPaper && !m_paperTaken)
            co_await qCoro(this, &CaseRunner::answered);
        m_takingPaper = false;
    }
    const auto ended = co_await m_services.endCase(m_case, outcome, reason);
    if (!ended)
        qCCritical(lcCase) << "the outcome of a case could not be written:" << ended.error().detail;
    const bool printedSomething = m_printedPages > 0;
    (void)m_session.enter(Session::State::Farewell);
    const bool english = m_language == u"en";
    const QString sentence =
        outcome == u"done"
            ? (english ? QStringLiteral("Your request is done") : QStringLiteral("这次的事已经办完"))
        : outcome == u"beingConfirmed"
            ? (english ? QStringLiteral("Being confirmed: staff will check, nothing is printed twice")
                       : QStringLiteral("正在确认：工作人员会核实，不会重复打印"))
            : (english ? QStringLiteral("Not done: nothing was printed or charged")
                       : QStringLiteral("这次没有办成，没有扣费"));
    Q_EMIT pageShown(QStringLiteral("farewell"),
                     {{QStringLiteral("outcome"), sentence}, {QStringLiteral("printed"), printedSomething}});
    Q_EMIT finished(outcome);
}

void CaseRunner::forget()
{
    ++m_visit;
    m_leaving = false;
    m_moduleLost = false;
    wipe(m_person);
    m_case.clear();
    m_item.clear();
    m_module.clear();
    m_level.clear();
    m_cancel = CancelToken();
    m_answer.clear();
    m_rating.clear();
    m_printing = false;
    m_printUnknown = false;
    m_printOperation.clear();
    m_printedPages = 0;
    m_paperTaken = false;
    m_takingPaper = false;
    m_faultShown = false;
    m_codeSent.reset();
    Q_EMIT answered();
    Q_EMIT subjectChanged();
}

void CaseRunner::tick()
{
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    const auto now = m_clock.monotonic();
    if (m_session.state() == Session::State::Take) {
        const auto keepAfter = m_timeouts.get(QStringLiteral("take_paper"), m_session.longer());
        const auto left = keepAfter - duration_cast<seconds>(now - m_takeSince);
        // No sensor sees the paper: after the last reminder it counts as taken, so that the next citizen gets
        // a free terminal; the operation stays "printed" in the journal then.
        if (m_takingPaper && !m_paperTaken && left <= 0s && !m_session.cardPresent()) {
            m_takingPaper = false;
            Q_EMIT answered();
        }
    }
    if (m_faultShown && m_waitingSince != std::chrono::steady_clock::time_point{}) {
        const auto waited = duration_cast<seconds>(now - m_waitingSince).count();
        Q_EMIT pageUpdated({{QStringLiteral("waited"), QStringLiteral("%1:%2")
                                                           .arg(waited / 60, 2, 10, QChar(u'0'))
                                                           .arg(waited % 60, 2, 10, QChar(u'0'))}});
    }
    if (m_codeSent && m_session.state() == Session::State::Verify) {
        const auto left = resendAfter - duration_cast<seconds>(now - *m_codeSent);
        Q_EMIT pageUpdated({{QStringLiteral("resendIn"), int(std::max<qint64>(0, left.count()))}});
    }
}

} // namespace kiosk::shell
