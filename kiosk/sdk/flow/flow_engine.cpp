#include <kiosk/sdk/flow/flow_engine.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/sdk/flow/expressions.h>
#include <kiosk/sdk/flow/page_data.h>

#include <QLoggingCategory>
#include <QPointer>

Q_LOGGING_CATEGORY(lcFlow, "kiosk.sdk.flow")

namespace kiosk::sdk
{

namespace
{

const QStringList pageSteps{QStringLiteral("notice"),  QStringLiteral("form"),    QStringLiteral("result"),
                            QStringLiteral("preview"), QStringLiteral("confirm"), QStringLiteral("page")};

/// Nothing is there of what must be chosen, or listed.
bool hasNothing(const QVariantMap &page)
{
    const QVariantList fields = page[QStringLiteral("fields")].toList();
    const bool noChoice = std::any_of(fields.begin(), fields.end(), [](const QVariant &value) {
        const QVariantMap field = value.toMap();
        return field[QStringLiteral("required")].toBool() && field.contains(QStringLiteral("options")) &&
               field[QStringLiteral("options")].toList().isEmpty() &&
               !field[QStringLiteral("other")].toBool();
    });
    const QVariantMap table = page[QStringLiteral("table")].toMap();
    const bool noEntries = table.isEmpty() ? page.contains(QStringLiteral("records")) &&
                                                 page[QStringLiteral("records")].toList().isEmpty()
                                           : table[QStringLiteral("rows")].toList().isEmpty();
    // An empty list is an answer, but not where something that could be in it was not asked.
    return noChoice || (noEntries && !page[QStringLiteral("unavailable")].toStringList().isEmpty());
}

bool isPage(const QJsonObject &step)
{
    return pageSteps.contains(step[u"type"].toString());
}

} // namespace

FlowEngine::FlowEngine(FlowPort &port, DocumentSource &documents, QObject *parent)
    : QObject(parent), m_port(port), m_documents(documents)
{
}

FlowEngine::~FlowEngine()
{
    for (QByteArray &blob : m_blobs)
        wipe(blob);
}

void FlowEngine::start(const QJsonObject &item, const QJsonObject &known, const QString &language)
{
    m_item = item;
    m_steps = item[u"flow"].toArray();
    m_known = known;
    m_language = language;
    enter(0);
}

void FlowEngine::setLanguage(const QString &language)
{
    if (language == m_language)
        return;
    m_language = language;
    Q_EMIT languageChanged();
    // A page of the module's own translates itself and keeps what was entered.
    if (m_page == u"page")
        return;
    if (m_index >= 0 && m_index < m_steps.size() && isPage(step(m_index)) && m_page != u"error")
        showStep(step(m_index));
}

void FlowEngine::enter(int index)
{
    ++m_round;
    if (index >= m_steps.size()) {
        m_index = int(m_steps.size());
        show({}, {});
        m_port.finish(QStringLiteral("done"), {});
        return;
    }
    m_index = index;
    const QJsonObject current = step(index);
    m_port.stepEntered(current[u"id"].toString());
    if (isPage(current))
        showStep(current);
    else
        ask(index);
}

void FlowEngine::show(const QString &page, const QVariantMap &data)
{
    m_page = page;
    m_pageData = data;
    ++m_pageSerial;
    Q_EMIT pageChanged();
}

void FlowEngine::showStep(const QJsonObject &current)
{
    QVariantMap data = PageData(m_item, m_known, m_language).of(current);
    if (hasNothing(data)) {
        const bool unasked = !data[QStringLiteral("unavailable")].toStringList().isEmpty();
        showError(fail(unasked ? error::platformUnreachable : error::noRecord));
        return;
    }
    data.insert(QStringLiteral("more"),
                std::any_of(m_steps.begin() + m_index + 1, m_steps.end(), [](const auto &next) {
                    return isPage(next.toObject()) || next[u"type"].toString() == u"print";
                }));
    if (current.contains(u"doc")) {
        const auto document = documentOf(current, DocumentSource::For::Screen);
        if (!document) {
            showError(document.error());
            return;
        }
        data.insert(QStringLiteral("preview"), document->preview);
        data.insert(QStringLiteral("pages"), document->pages);
    }
    if (current[u"type"].toString() == u"page") {
        data.insert(QStringLiteral("file"), current[u"file"].toString());
        data.insert(QStringLiteral("data"), resolve(current[u"data"], m_known).toObject().toVariantMap());
    }
    show(current[u"type"].toString(), data);
}

void FlowEngine::showError(const Error &failure)
{
    const ErrorEntry &entry = describe(failure.code);
    const bool english = m_language == u"en";
    qCWarning(lcFlow).noquote() << "step" << step(m_index)[u"id"].toString()
                                << "failed:" << failure.code.name() << failure.detail;
    show(QStringLiteral("error"),
         {{QStringLiteral("title"), english ? entry.citizenEn : entry.citizen},
          {QStringLiteral("text"), english ? entry.citizenNextEn : entry.citizenNext},
          {QStringLiteral("code"), entry.number},
          {QStringLiteral("error"), failure.code.name().toString()},
          {QStringLiteral("retryable"), entry.retryable}});
}

QCoro::Task<void> FlowEngine::ask(int index)
{
    const QJsonObject current = step(index);
    const QString type = current[u"type"].toString();
    const int round = m_round;
    if (type == u"api")
        show(QStringLiteral("waiting"),
             {{QStringLiteral("text"),
               PageData(m_item, m_known, m_language).translated(current[u"text"].toString())},
              {QStringLiteral("step"), current[u"id"].toString()}});
    auto arguments = argumentsOf(current);
    if (!arguments) {
        showError(arguments.error());
        co_return;
    }
    const QPointer<FlowEngine> self(this);
    auto result = co_await m_port.request(type, std::move(*arguments));
    if (!self || round != m_round)
        co_return;
    const bool partly =
        result && current[u"whole"].toBool() && !result->fields[u"unavailable"].toArray().isEmpty();
    if (partly) {
        showError(fail(error::platformUnreachable));
    } else if (result) {
        keep(current[u"id"].toString(), *result);
        enter(index + 1);
    } else if (result.error().code == error::canceled) {
        m_port.finish(QStringLiteral("canceled"), {});
    } else if (type == u"api") {
        showError(result.error());
    } else {
        // The shell has shown its own page about it and the citizen chose to end.
        m_port.finish(QStringLiteral("failed"), result.error().code.name().toString());
    }
}

Result<Payload> FlowEngine::argumentsOf(const QJsonObject &current)
{
    const QString type = current[u"type"].toString();
    Payload payload;
    if (type == u"api") {
        payload.fields.insert(QStringLiteral("call"), current[u"call"]);
        payload.fields.insert(QStringLiteral("arguments"),
                              resolve(current[u"arguments"], m_known).toObject());
        payload.fields.insert(QStringLiteral("timeout_s"), current[u"timeout_s"].toInt(30));
    } else if (type == u"print") {
        auto document = documentOf(current, DocumentSource::For::Paper);
        if (!document)
            return document.error();
        payload.fields.insert(QStringLiteral("copies"),
                              qBound(1, resolve(current[u"copies"], m_known).toInt(1), 3));
        payload.fields.insert(QStringLiteral("duplex"), current[u"duplex"].toBool());
        payload.fields.insert(QStringLiteral("pages"), document->pages);
        payload.blobs.append(document->pdf);
    } else if (type == u"take") {
        payload.fields.insert(QStringLiteral("what"), current[u"what"]);
    }
    return payload;
}

Result<DocumentSource::Document> FlowEngine::documentOf(const QJsonObject &current, DocumentSource::For use)
{
    const QJsonObject doc = current[u"doc"].toObject();
    QHash<QString, QByteArray> images;
    const QJsonObject wanted = resolve(doc[u"images"], m_known).toObject();
    for (auto image = wanted.begin(); image != wanted.end(); ++image)
        images.insert(image.key(), m_blobs.value(image.value()[u"blob"].toString()));
    QJsonObject data = resolve(doc[u"data"], m_known).toObject();
    return m_documents.render(doc[u"template"].toString(), data, images, use);
}

void FlowEngine::keep(const QString &id, const Payload &result)
{
    m_known.insert(id, withBlobs(id, result));
}

QJsonObject FlowEngine::withBlobs(const QString &id, const Payload &result)
{
    QJsonObject fields = result.fields;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const QJsonObject reference = field.value().toObject();
        if (!reference.contains(u"blob"))
            continue;
        const int index = reference[u"blob"].toInt(-1);
        const QString key = QStringLiteral("%1/%2").arg(id).arg(index);
        const QByteArray bytes = result.blobs.value(index);
        m_blobs.insert(key, bytes);
        field.value() = QJsonObject{{QStringLiteral("blob"), key},
                                    {QStringLiteral("url"), m_documents.imageUrl(key, bytes)}};
    }
    return fields;
}

QCoro::Task<Result<QJsonObject>> FlowEngine::request(QString portalStep, Payload arguments)
{
    const QPointer<FlowEngine> self(this);
    const QString id = QStringLiteral("request%1").arg(++m_requests);
    const auto result = co_await m_port.request(std::move(portalStep), std::move(arguments));
    if (!self)
        co_return fail(error::canceled);
    if (!result)
        co_return result.error();
    co_return withBlobs(id, *result);
}

QCoro::Task<Result<Payload>> FlowEngine::watch(Payload arguments, FlowPort::Shown shown, CancelToken token)
{
    return m_port.watch(std::move(arguments), std::move(shown), std::move(token));
}

void FlowEngine::failPage(const QString &code, const QString &title, const QString &text, bool retryable)
{
    if (m_page != u"page")
        return;
    const ErrorEntry *entry = findError(code);
    qCWarning(lcFlow).noquote() << "step" << step(m_index)[u"id"].toString() << "failed:" << code;
    show(QStringLiteral("error"), {{QStringLiteral("title"), title},
                                   {QStringLiteral("text"), text},
                                   {QStringLiteral("code"), entry ? entry->number : QString()},
                                   {QStringLiteral("error"), entry ? code : QString()},
                                   {QStringLiteral("retryable"), retryable}});
}

void FlowEngine::accept(const QVariantMap &values)
{
    if (m_index < 0 || m_index >= m_steps.size() || m_page.isEmpty() || m_page == u"waiting" ||
        m_page == u"error")
        return;
    const QJsonObject current = step(m_index);
    if (current[u"type"].toString() == u"form" && !check(values).isEmpty())
        return;
    QJsonObject kept = QJsonObject::fromVariantMap(values);
    const QJsonObject records = current[u"records"].toObject();
    if (records[u"pick"].toBool()) {
        const QJsonArray entries = resolve(records[u"of"], m_known).toArray();
        const qint64 picked = kept[u"index"].toInteger(-1);
        if (picked < 0 || picked >= entries.size())
            return;
        kept = entries[picked].toObject();
    }
    if (current[u"type"].toString() == u"result") {
        // For paper, which is in Chinese whatever the screen is in.
        static const QString chinese = QStringLiteral("zh");
        const QVariantMap shown = PageData(m_item, m_known, chinese).of(current);
        kept.insert(QStringLiteral("shown"),
                    QJsonArray::fromVariantList(shown[QStringLiteral("fields")].toList()));
    }
    m_known.insert(current[u"id"].toString(), kept);
    enter(m_index + 1);
}

bool FlowEngine::back()
{
    if (m_page == u"waiting" || m_page.isEmpty())
        return false;
    // Past queries, but never past a step that the shell took: who somebody is, is not asked twice.
    for (int index = m_index - 1; index >= 0; --index) {
        const QString type = step(index)[u"type"].toString();
        if (type != u"api" && !pageSteps.contains(type))
            return false;
        if (pageSteps.contains(type)) {
            enter(index);
            return true;
        }
    }
    return false;
}

void FlowEngine::cancel()
{
    ++m_round;
    // Who gives up at an error page did not change their mind: the case keeps what went wrong.
    if (m_page == u"error")
        m_port.finish(QStringLiteral("failed"), m_pageData[QStringLiteral("error")].toString());
    else
        m_port.finish(QStringLiteral("canceled"), {});
}

void FlowEngine::pageBroken()
{
    if (m_page == u"page")
        showError(fail(error::moduleInvalid, m_pageData[QStringLiteral("file")].toString()));
}

void FlowEngine::retry()
{
    if (m_page != u"error")
        return;
    // A page that could not be shown lacks what was asked for before it; a write is never asked for again.
    int index = m_index;
    while (isPage(step(m_index)) && index > 0 && step(index - 1)[u"type"].toString() == u"api" &&
           step(index - 1)[u"retry"].toInt() > 0)
        --index;
    enter(index);
}

void FlowEngine::entered(const QVariantMap &values)
{
    if (m_page == u"form")
        m_known.insert(step(m_index)[u"id"].toString(), QJsonObject::fromVariantMap(values));
}

void FlowEngine::end()
{
    const QString last = m_page == u"result" ? step(m_index)[u"ends"].toString() : QString();
    for (int index = m_index + 1; !last.isEmpty() && index < m_steps.size(); ++index) {
        if (step(index)[u"id"].toString() == last)
            return enter(index);
    }
}

QVariantMap FlowEngine::check(const QVariantMap &values) const
{
    return findingsOf(QJsonArray::fromVariantList(m_pageData[QStringLiteral("fields")].toList()), values,
                      m_language);
}

} // namespace kiosk::sdk
