#include <kiosk/serviced/services.h>

#include <kiosk/serviced/rating.h>

#include <kiosk/core/masking.h>

#include <QDBusConnectionInterface>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

#include "services_adaptor.h"

namespace kiosk::services
{

namespace
{

constexpr auto healthTimeout = 3s;
constexpr auto interruptedWithin = 10min; ///< longer ago, and another citizen stands there
constexpr auto outboxInterval = 60s;
constexpr auto rotationInterval = 24h;
constexpr int outboxDays = 30; // evaluation-archive.md §1.4
constexpr qsizetype maximumArguments = qsizetype(8) * 1024 * 1024;
constexpr qsizetype maximumForm = qsizetype(64) * 1024; // subject, code, rating

/// What kiosk-serviced asks of its own accord; a manifest that grants one of these grants nothing.
bool isReserved(const QString &operation)
{
    return operation.startsWith(u"terminal.") || operation.startsWith(u"identity.") ||
           operation.startsWith(u"rating.") || operation.startsWith(u"case.");
}

/// "org.bianmin.Devices" is deviced, as its program and its user are called.
QString shortName(const QString &busName)
{
    return busName == QLatin1String(ipc::shellName) ? QStringLiteral("shell") : QStringLiteral("deviced");
}

QString asText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

Services::Services(QDBusConnection bus, std::unique_ptr<services::Journal> journal,
                   std::unique_ptr<ModuleCatalogue> modules, Result<std::unique_ptr<PlatformGateway>> gateway,
                   const Rules &rules, const Clock &clock, QObject *parent)
    : QObject(parent), m_bus(std::move(bus)), m_journal(std::move(journal)), m_stock(m_bus, *m_journal),
      m_modules(std::move(modules)), m_gateway(std::move(gateway)), m_clock(clock), m_rules(rules)
{
    new Services1Adaptor(this);
    connect(this, &Services::OperationsEnded, &m_stock, &StockService::Changed);
    m_owners.setConnection(m_bus);
    m_owners.setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(&m_owners, &QDBusServiceWatcher::serviceUnregistered, this, &Services::abandonCasesOf);
    m_daemons.setConnection(m_bus);
    m_daemons.setWatchMode(QDBusServiceWatcher::WatchForOwnerChange);
    m_daemons.setWatchedServices({QLatin1String(ipc::shellName), QLatin1String(ipc::devicesName)});
    connect(&m_daemons, &QDBusServiceWatcher::serviceOwnerChanged, this, &Services::onDaemon);
    m_rotation.setInterval(rotationInterval);
    connect(&m_rotation, &QTimer::timeout, this, &Services::rotateAudit);
    m_outboxTimer.setInterval(outboxInterval);
    connect(&m_outboxTimer, &QTimer::timeout, this, [this] {
        writeEndings();
        flushOutbox();
    });
}

Services::~Services()
{
    if (m_gateway)
        (*m_gateway)->close(); // who waits for it goes on while everything is still there
    if (m_rotation.isActive())
        audit(QStringLiteral("stop"), {}, QStringLiteral("ok"));
}

Status Services::start()
{
    KIOSK_TRY(checkAudit());
    const auto left = m_journal->reconcile();
    if (!left)
        return left.error();
    if (!left->isEmpty())
        m_interrupted = left->last();
    endTraining();
    audit(QStringLiteral("start"), {}, QStringLiteral("ok"),
          QStringLiteral("%1 case(s) left open").arg(left->size()));
    if (!m_gateway)
        qWarning("no platform: %s", qPrintable(m_gateway.error().detail));
    if (!m_bus.registerObject(QLatin1String(ipc::servicesPath), this) ||
        !m_bus.registerObject(QLatin1String(ipc::stockPath), &m_stock) ||
        !m_bus.registerService(QLatin1String(ipc::servicesName)))
        return fail(error::deviceBusy, QStringLiteral("bus name: %1").arg(m_bus.lastError().message()));
    meetDaemons();
    m_rotation.start();
    m_outboxTimer.start();
    flushOutbox();
    return {};
}

// ---- audit
// --------------------------------------------------------------------------------------------------------

Status Services::checkAudit()
{
    const auto finding = m_journal->verifyAudit();
    if (!finding)
        return finding.error();
    rotateAudit(); // before anything of today is written: the newest entry tells whether the clock is right
    if (finding->firstBroken != 0)
        audit(QStringLiteral("chain"), QString::number(finding->firstBroken), QStringLiteral("failed"),
              finding->reason);
    return {};
}

/// The terminal stops for one: that it is here again is its end, however that came.
void Services::endTraining()
{
    const auto entries = m_journal->readAudit({}); // the newest first
    bool stopped = false;
    for (const auto &entry : entries ? *entries : QJsonArray()) {
        stopped = stopped ||
                  (entry[u"what"] == QStringLiteral("stop") && entry[u"who"] == QStringLiteral("serviced"));
        if (entry[u"what"] != QStringLiteral("training"))
            continue;
        if (stopped && entry[u"detail"] == QStringLiteral("asked for"))
            audit(QStringLiteral("training"), entry[u"subject"].toString(), QStringLiteral("ok"),
                  QStringLiteral("over"));
        return;
    }
}

void Services::rotateAudit()
{
    if (const Status rotated = m_journal->rotateAudit(m_rules.auditKept); !rotated)
        qCritical("audit: %s", qPrintable(rotated.error().detail));
    if (const auto head = m_journal->auditHead(); head && head->sequence > 0)
        // For systemd's journal and who collects it; past our own log, which hides long numbers.
        std::fprintf(stderr, "audit head %s\n", qPrintable(head->text()));
}

QString Services::caller() const
{
    const QString name = message().service();
    const auto daemon = m_daemonNames.constFind(name);
    return daemon != m_daemonNames.constEnd() ? *daemon : ipc::accountOf(m_bus, name);
}

QString Services::connectionOf(const QString &uniqueName) const
{
    const QDBusReply<QString> bus = m_bus.interface()->call(QStringLiteral("GetId"));
    return QStringLiteral("connection %1 of bus %2").arg(uniqueName, bus.value().left(8));
}

void Services::meetDaemons()
{
    QSet<QString> told;
    const auto starts = m_journal->readAudit({{QStringLiteral("what"), QStringLiteral("start")}});
    for (const auto &entry : starts ? *starts : QJsonArray())
        told.insert(entry[u"detail"].toString());
    for (const QString &name : m_daemons.watchedServices()) {
        const QString owner = m_bus.interface()->serviceOwner(name);
        if (told.contains(connectionOf(owner)))
            m_daemonNames.insert(owner, shortName(name));
        else if (!owner.isEmpty())
            onDaemon(name, {}, owner);
    }
}

void Services::onDaemon(const QString &name, const QString &former, const QString &now)
{
    m_daemonNames.remove(former);
    if (!now.isEmpty())
        m_daemonNames.insert(now, shortName(name));
    const auto acting = m_journal->actFor(shortName(name));
    if (!former.isEmpty())
        audit(QStringLiteral("stop"), {}, QStringLiteral("ok"));
    if (!now.isEmpty())
        audit(QStringLiteral("start"), {}, QStringLiteral("ok"), connectionOf(now));
}

QDBusMessage Services::delayed()
{
    setDelayedReply(true);
    return message();
}

void Services::answer(const Status &status)
{
    if (!status)
        ipc::replyError(*this, status.error());
}

void Services::audit(const QString &what, const QString &subject, const QString &result,
                     const QString &detail, const QString &who)
{
    if (const Status written = m_journal->record({who, what, subject, result, detail}); !written)
        qCritical("audit: %s", qPrintable(written.error().detail));
}

Result<Services::OpenCase *> Services::ownCase(const QString &caseNumber)
{
    const auto found = m_cases.find(caseNumber);
    if (found == m_cases.end())
        return fail(error::sequenceError, QStringLiteral("no open case of this number"));
    if (found->owner != message().service())
        return fail(error::authorisationRequired, QStringLiteral("somebody else's case"));
    return &*found;
}

Result<Payload> Services::payloadOf(const QDBusUnixFileDescriptor &descriptor, qsizetype limit) const
{
    if (!descriptor.isValid())
        return fail(error::invalidData, QStringLiteral("no descriptor"));
    return readPayload(descriptor.fileDescriptor(), limit);
}

QCoro::Task<Result<Payload>> Services::ask(PlatformCall request)
{
    if (!m_gateway)
        co_return fail(error::platformUnreachable, m_gateway.error().detail);
    co_return co_await (*m_gateway)->call(std::move(request));
}

// ---- health
// -------------------------------------------------------------------------------------------------------

QString Services::Health()
{
    health(delayed());
    return {};
}

QCoro::Task<> Services::health(QDBusMessage call)
{
    writeEndings();
    const bool room = m_journal->room().ok();
    QString state = QStringLiteral("unknown");
    QString reason;
    if (m_gateway) {
        PlatformCall question;
        question.operation = QStringLiteral("terminal.health");
        question.timeout = healthTimeout;
        const auto reply = co_await ask(std::move(question));
        const bool normal = reply && reply->fields.value(u"status").toString() == u"normal";
        state = normal ? QStringLiteral("online") : QStringLiteral("offline");
        reason = reply ? reply->fields.value(u"message").toString() : reply.error().detail;
        if (normal)
            flushOutbox();
    } else {
        reason = m_gateway.error().detail;
    }
    QJsonObject modules;
    const auto grants = m_modules->grants();
    for (auto module = grants.begin(); module != grants.end(); ++module)
        modules.insert(module.key(), QJsonArray::fromStringList(*module));
    ipc::reply(m_bus, call,
               {asText({{QStringLiteral("platform"), state},
                        {QStringLiteral("message"), reason},
                        {QStringLiteral("storage"), room ? QStringLiteral("ok") : QStringLiteral("full")},
                        {QStringLiteral("modules"), modules}})});
}

// ---- cases
// --------------------------------------------------------------------------------------------------------

QString Services::BeginCase(const QString &session, const QString &module, const QString &item)
{
    const auto acting = m_journal->actFor(caller());
    const auto rule = m_modules->item(module, item);
    if (!rule) {
        audit(QStringLiteral("case"), {}, QStringLiteral("refused"),
              QStringLiteral("unknown module or item"));
        answer(fail(error::authorisationRequired, QStringLiteral("module or item unknown")));
        return {};
    }
    if (const auto stop = m_journal->moduleStop(module, m_modules->version(module));
        !stop || !stop->isEmpty()) {
        audit(QStringLiteral("case"), item, QStringLiteral("refused"),
              QStringLiteral("module %1 is stopped").arg(module));
        answer(stop ? fail(error::moduleInvalid, QStringLiteral("module %1 is stopped").arg(module))
                    : stop.error());
        return {};
    }
    writeEndings();
    auto number = m_journal->beginCase({session, module, item});
    if (!number) {
        answer(number.error());
        return {};
    }
    const QString owner = message().service();
    m_cases.insert(*number, {owner, module, item, *rule, Level::L0, false, nullptr});
    if (!m_owners.watchedServices().contains(owner))
        m_owners.addWatchedService(owner);
    return *number;
}

void Services::SetSubject(const QString &caseNumber, const QDBusUnixFileDescriptor &descriptor)
{
    const auto acting = m_journal->actFor(caller());
    const auto open = ownCase(caseNumber);
    if (!open)
        return answer(open.error());
    if ((*open)->called)
        return answer(fail(error::sequenceError, QStringLiteral("a case has one subject")));
    const auto payload = payloadOf(descriptor, maximumForm);
    if (!payload)
        return answer(payload.error());
    auto subject = Subject::create(payload->fields);
    if (!subject)
        return answer(subject.error());
    if (const Status written = m_journal->setSubject(caseNumber, payload->fields); !written)
        return answer(written);
    const auto today = m_journal->casesToday(caseNumber);
    if (!today)
        return answer(today.error());
    if ((*open)->rule.dailyLimit > 0 && *today >= (*open)->rule.dailyLimit)
        return answer(fail(error::dailyLimitReached));
    (*open)->subject = *std::move(subject);
    (*open)->level = Level::L1;
}

QString Services::SendCode(const QString &caseNumber)
{
    const auto open = ownCase(caseNumber);
    if (!open)
        answer(open.error());
    else if (!(*open)->subject)
        answer(fail(error::sequenceError, QStringLiteral("nobody identified")));
    else
        sendCode(delayed(), caseNumber);
    return {};
}

QCoro::Task<> Services::sendCode(QDBusMessage call, QString caseNumber)
{
    OpenCase &open = m_cases[caseNumber];
    open.called = true;
    PlatformCall request{QStringLiteral("identity.sms.send"), caseNumber, open.subject, {}};
    const auto reply = co_await ask(std::move(request));
    if (reply)
        ipc::reply(m_bus, call, {reply->fields.value(u"phone").toString()});
    else if (reply.error().code == error::platformUncertain) // a second message does no harm
        ipc::replyError(m_bus, call, fail(error::platformTimeOut, reply.error().detail));
    else
        ipc::replyError(m_bus, call, reply.error());
}

QString Services::VerifyCode(const QString &caseNumber, const QDBusUnixFileDescriptor &descriptor)
{
    const auto open = ownCase(caseNumber);
    if (!open) {
        answer(open.error());
        return {};
    }
    const auto payload = payloadOf(descriptor, maximumForm);
    const QString code = payload ? payload->fields.value(u"code").toString() : QString();
    if (!(*open)->subject)
        answer(fail(error::sequenceError, QStringLiteral("nobody identified")));
    else if (code.isEmpty())
        answer(fail(error::invalidData, QStringLiteral("no code")));
    else
        verifyCode(delayed(), caseNumber, code);
    return {};
}

QCoro::Task<> Services::verifyCode(QDBusMessage call, QString caseNumber, QString code)
{
    PlatformCall request{QStringLiteral("identity.sms.verify"),
                         caseNumber,
                         m_cases[caseNumber].subject,
                         {{QStringLiteral("code"), code}}};
    const auto reply = co_await ask(std::move(request));
    wipe(code);
    const auto open = m_cases.find(caseNumber);
    Status outcome = reply ? Status() : Status(reply.error());
    if (outcome && !reply->fields.value(u"verified").toBool())
        outcome = fail(error::codeWrong);
    else if (!outcome && outcome.error().code == error::platformUncertain)
        outcome = fail(error::platformTimeOut, outcome.error().detail);
    else if (outcome && open == m_cases.end())
        outcome = fail(error::sequenceError, QStringLiteral("the case ended meanwhile"));
    if (outcome)
        outcome = m_journal->setLevel(caseNumber, levelName(Level::L2));
    if (!outcome) {
        audit(QStringLiteral("verify"), caseNumber, outcome.error().code.name().toString());
        ipc::replyError(m_bus, call, outcome.error());
        co_return;
    }
    open->level = std::max(open->level, Level::L2);
    ipc::reply(m_bus, call, {levelName(open->level)});
}

Status Services::mayCall(const OpenCase &open, const QString &operation)
{
    if (isReserved(operation) || !m_modules->grants(open.module, operation))
        return fail(error::authorisationRequired,
                    QStringLiteral("%1 is not granted %2").arg(open.module, operation));
    if (open.rule.level == Level::Unreachable || open.level < open.rule.level)
        return fail(error::levelTooLow,
                    QStringLiteral("%1: case is at %2, the item asks for %3")
                        .arg(operation, levelName(open.level), levelName(open.rule.level)));
    return {};
}

QDBusUnixFileDescriptor Services::Call(const QString &caseNumber, const QString &operation,
                                       const QDBusUnixFileDescriptor &arguments, uint timeoutMs)
{
    const auto acting = m_journal->actFor(caller());
    const auto open = ownCase(caseNumber);
    if (!open) {
        answer(open.error());
        return {};
    }
    if (const Status allowed = mayCall(**open, operation); !allowed) {
        audit(QStringLiteral("call"), caseNumber, QStringLiteral("refused"), allowed.error().detail);
        answer(allowed);
        return {};
    }
    auto payload = payloadOf(arguments, maximumArguments);
    if (!payload) {
        answer(payload.error());
        return {};
    }
    (*open)->called = true;
    callPlatform(delayed(), {operation, caseNumber, (*open)->subject, payload->fields,
                             Milliseconds(qMax(1U, timeoutMs))});
    return {};
}

QCoro::Task<> Services::callPlatform(QDBusMessage call, PlatformCall request)
{
    const QString caseNumber = request.caseNumber;
    const ProfileOperation *operation =
        m_gateway ? (*m_gateway)->profile().operation(request.operation) : nullptr;
    qint64 written = 0;
    if (operation != nullptr && !operation->idempotent) {
        const auto begun = m_journal->beginCall(caseNumber, operation->name);
        if (!begun) {
            ipc::replyError(m_bus, call, begun.error());
            co_return;
        }
        written = *begun;
    }
    auto reply = co_await ask(std::move(request));
    if (written != 0) {
        const QString state = reply                                            ? QStringLiteral("done")
                              : reply.error().code == error::platformUncertain ? QStringLiteral("unknown")
                                                                               : QStringLiteral("refused");
        if (const Status ended = m_journal->endCall(written, state); !ended) {
            ipc::replyError(m_bus, call, ended.error());
            co_return;
        }
    }
    if (!reply) {
        ipc::replyError(m_bus, call, reply.error());
        co_return;
    }
    const auto descriptor = ipc::descriptorFor(*reply);
    for (QByteArray &blob : reply->blobs)
        wipe(blob);
    if (descriptor)
        ipc::reply(m_bus, call, {QVariant::fromValue(*descriptor)});
    else
        ipc::replyError(m_bus, call, descriptor.error());
}

void Services::EndCase(const QString &caseNumber, const QString &outcome, const QString &reason)
{
    const auto acting = m_journal->actFor(caller());
    const auto open = ownCase(caseNumber);
    if (!open)
        return answer(open.error());
    const Ending ending{outcome, reason};
    const Status ended = writeEnding(caseNumber, ending);
    const bool later = !ended && ended.error().code == error::notEnoughSpace;
    if (ended || later)
        m_cases.remove(caseNumber);
    if (later)
        m_endings.insert(caseNumber, ending);
    answer(ended);
    flushOutbox();
}

Status Services::writeEnding(const QString &caseNumber, const Ending &ending)
{
    KIOSK_TRY(ending.outcome.isEmpty() ? m_journal->abandonCase(caseNumber)
                                       : m_journal->endCase(caseNumber, ending.outcome, ending.reason));
    const auto report = m_journal->report(caseNumber);
    const Status queued = report ? m_journal->enqueue(QStringLiteral("case.report"), caseNumber, *report)
                                 : Status(report.error());
    if (!queued)
        qCritical("report: %s", qPrintable(queued.error().detail));
    Q_EMIT OperationsEnded();
    return {};
}

void Services::writeEndings()
{
    const auto endings = std::exchange(m_endings, {});
    for (auto entry = endings.begin(); entry != endings.end(); ++entry) {
        Status written = writeEnding(entry.key(), *entry);
        if (!written && written.error().code == error::sequenceError)
            written = writeEnding(entry.key(), {}); // the outcome of a step of it was lost: being confirmed
        if (!written)
            m_endings.insert(entry.key(), *entry);
    }
}

void Services::abandonCasesOf(const QString &owner)
{
    m_owners.removeWatchedService(owner);
    for (auto open = m_cases.begin(); open != m_cases.end();) {
        if (open->owner != owner) {
            ++open;
            continue;
        }
        if (const Status ended = m_journal->abandonCase(open.key()); !ended) {
            qCritical("abandoned case: %s", qPrintable(ended.error().detail));
            m_endings.insert(open.key(), {});
        }
        m_interrupted = open.key();
        open = m_cases.erase(open); // and its subject
    }
    Q_EMIT OperationsEnded();
}

QString Services::Interrupted()
{
    const auto report = m_journal->report(std::exchange(m_interrupted, {}));
    if (!report)
        return QStringLiteral("{}"); // there is none
    const auto begun = QDateTime::fromString((*report)[u"begun"].toString(), Qt::ISODateWithMs);
    if (begun.secsTo(m_clock.wall()) > std::chrono::seconds(interruptedWithin).count())
        return QStringLiteral("{}");
    return QString::fromUtf8(QJsonDocument(*report).toJson(QJsonDocument::Compact));
}

// ---- operations
// -----------------------------------------------------------------------------------------------------

QString Services::BeginOperation(const QString &caseNumber, const QString &kind, const QString &device,
                                 const QString &summary)
{
    const auto acting = m_journal->actFor(caller());
    Status allowed;
    if (const auto open = ownCase(caseNumber); !open)
        allowed = open.error();
    else if ((*open)->level < (*open)->rule.level)
        allowed =
            fail(error::levelTooLow, QStringLiteral("%1 before the citizen is verified").arg(kind.left(20)));
    if (!allowed) {
        answer(allowed);
        return {};
    }
    const auto id = m_journal->beginOperation(caseNumber, kind, device,
                                              QJsonDocument::fromJson(summary.toUtf8()).object());
    if (!id)
        answer(id.error());
    return id ? *id : QString();
}

void Services::RedeemOperation(const QString &operation, const QString &kind, const QString &device)
{
    const auto acting = m_journal->actFor(caller());
    answer(m_journal->redeemOperation(operation, kind, device));
}

void Services::EndOperation(const QString &operation, const QString &outcome, const QString &detail)
{
    const auto acting = m_journal->actFor(caller());
    const Status ended = m_journal->endOperation(operation, outcome, detail);
    answer(ended);
    if (ended)
        Q_EMIT OperationsEnded();
}

QStringList Services::SettledOperations(const QStringList &operations)
{
    const auto settled = m_journal->settled(operations);
    if (!settled)
        ipc::replyError(*this, settled.error());
    return settled ? *settled : QStringList();
}

void Services::Resolve(const QString &operation, const QString &outcome, const QString &by)
{
    const auto acting = m_journal->actFor(caller());
    answer(m_journal->resolve(operation, outcome, by));
}

// ---- modules
// -----------------------------------------------------------------------------------------------------

void Services::ModuleEnded(const QString &module, const QString &reason)
{
    const auto stopped =
        m_journal->moduleEnded(module, m_modules->version(module), reason, m_rules.moduleFailures);
    if (!stopped)
        return answer(stopped.error());
    if (*stopped)
        Q_EMIT ModulesChanged();
}

QString Services::StoppedModules()
{
    QJsonArray stopped;
    const QStringList installed = m_modules->grants().keys();
    for (const QString &module : installed) {
        auto stop = m_journal->moduleStop(module, m_modules->version(module));
        if (!stop) {
            answer(stop.error());
            return {};
        }
        if (stop->isEmpty())
            continue;
        stop->insert(QStringLiteral("id"), module);
        stop->insert(QStringLiteral("version"), m_modules->version(module));
        stopped.append(*stop);
    }
    return QString::fromUtf8(QJsonDocument(stopped).toJson(QJsonDocument::Compact));
}

void Services::RestoreModule(const QString &module)
{
    const auto acting = m_journal->actFor(caller());
    const Status restored = m_journal->restoreModule(module);
    answer(restored);
    if (restored)
        Q_EMIT ModulesChanged();
}

// ---- records and ratings
// ----------------------------------------------------------------------------------------------

void Services::Record(const QString &what, const QString &subject, const QString &result,
                      const QString &detail)
{
    answer(m_journal->record({caller(), what, subject, result, detail}));
}

QString Services::Audit(const QString &text)
{
    const QJsonObject filter = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto entries = m_journal->readAudit(filter);
    const auto head = m_journal->auditHead();
    if (!entries || !head) {
        answer(!entries ? entries.error() : head.error());
        return {};
    }
    QJsonObject audit{{QStringLiteral("entries"), *entries},
                      {QStringLiteral("head"), head->sequence > 0 ? head->text() : QString()}};
    if (filter.value(u"verify").toBool()) {
        const QString kept = filter.value(u"head").toString();
        const auto exported = AuditHead::parse(kept);
        if (!kept.isEmpty() && !exported) {
            answer(fail(error::invalidData, QStringLiteral("'%1' is no NUMBER:SEAL").arg(kept.left(100))));
            return {};
        }
        const auto finding = m_journal->verifyAudit(exported);
        if (!finding) {
            answer(finding.error());
            return {};
        }
        audit.insert(QStringLiteral("first_broken"), finding->firstBroken);
        audit.insert(QStringLiteral("reason"), finding->reason);
    }
    return asText(audit);
}

QString Services::Journal(const QString &filter)
{
    const auto journal = m_journal->read(QJsonDocument::fromJson(filter.toUtf8()).object());
    if (!journal)
        answer(journal.error());
    return journal ? asText(*journal) : QString();
}

void Services::Evaluate(const QString &caseNumber, const QDBusUnixFileDescriptor &rating)
{
    const auto payload = payloadOf(rating, maximumForm);
    if (!payload)
        return answer(payload.error());
    auto arguments = ratingArguments(payload->fields);
    if (!arguments)
        return answer(arguments.error());
    const auto report = m_journal->report(caseNumber); // rated while the case is open, or after its end
    if (!report)
        return answer(report.error());
    arguments->insert(QStringLiteral("item"), report->value(u"item"));
    const QDateTime now = m_clock.wall();
    arguments->insert(QStringLiteral("at"), now.toOffsetFromUtc(now.offsetFromUtc()).toString(Qt::ISODate));
    if (const Status queued = m_journal->enqueue(QStringLiteral("rating.submit"), caseNumber, *arguments);
        !queued)
        return answer(queued);
    flushOutbox();
}

QCoro::Task<> Services::flushOutbox()
{
    if (m_flushing || !m_gateway)
        co_return;
    m_flushing = true;
    // Read again after each: more may have come while the platform was thinking.
    for (qint64 last = 0;;) {
        auto entries = m_journal->outbox();
        if (!entries)
            break;
        const auto next =
            std::find_if(entries->begin(), entries->end(), [last](const auto &e) { return e.id > last; });
        if (next == entries->end())
            break;
        OutboxEntry entry = *next;
        last = entry.id;
        if (entry.operation == u"rating.submit")
            entry.arguments.insert(QStringLiteral("source"), entry.attempts == 0
                                                                 ? QStringLiteral("online")
                                                                 : QStringLiteral("offline_replay"));
        PlatformCall request{entry.operation, entry.caseNumber, nullptr, entry.arguments};
        const auto reply = co_await ask(std::move(request));
        const bool tooOld = entry.queued.daysTo(m_clock.wall()) > outboxDays;
        const bool hopeless = !reply && (reply.error().code == error::platformRefused ||
                                         reply.error().code == error::invalidData ||
                                         reply.error().code == error::unsupportedCommand);
        const Status kept = reply || tooOld || hopeless ? m_journal->removeFromOutbox(entry.id)
                                                        : m_journal->countAttempt(entry.id);
        if (tooOld || hopeless)
            audit(QStringLiteral("outbox"), entry.caseNumber, QStringLiteral("failed"),
                  QStringLiteral("%1 dropped").arg(entry.operation));
        if (!kept || (!reply && !hopeless))
            break; // the platform is away: the timer, or the next good health, tries again
    }
    m_flushing = false;
}

} // namespace kiosk::services
