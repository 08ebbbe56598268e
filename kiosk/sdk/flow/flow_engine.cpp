#include <kiosk/sdk/flow/flow_engine.h>

#include <kiosk/core/checks.h>
#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/masking.h>
#include <kiosk/sdk/flow/expressions.h>

#include <QDate>
#include <QLoggingCategory>
#include <QPointer>

Q_LOGGING_CATEGORY(lcFlow, "kiosk.sdk.flow")

namespace kiosk::sdk
{

namespace
{

const QStringList pageSteps{QStringLiteral("notice"),  QStringLiteral("form"),    QStringLiteral("result"),
                            QStringLiteral("preview"), QStringLiteral("confirm"), QStringLiteral("page")};

bool isPage(const QJsonObject &step)
{
    return pageSteps.contains(step[u"type"].toString());
}

/// A date as it is read: 2026年11月23日.
QString spoken(const QString &isoDate, const QString &language)
{
    const QDate date = QDate::fromString(isoDate, Qt::ISODate);
    return language == u"zh" && date.isValid() ? date.toString(QStringLiteral("yyyy年MM月dd日")) : isoDate;
}

QString mask(const QString &kind, const QString &text)
{
    if (kind == u"name")
        return maskName(text);
    if (kind == u"idno")
        return maskIdNumber(text);
    if (kind == u"phone")
        return maskPhone(text);
    if (kind == u"address")
        return maskAddress(text);
    if (kind == u"birth")
        return text.first(qMin<qsizetype>(text.size(), 8)) + QStringLiteral("**日");
    return QStringLiteral("••••••");
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

QString FlowEngine::translated(const QJsonObject &object, const QString &key) const
{
    QString source = object[key].toString();
    if (m_language == u"zh")
        return source;
    // Texts are translated by their Chinese wording: i18n.en.texts.
    const QString translation =
        m_item[u"i18n"].toObject()[m_language].toObject()[u"texts"].toObject()[source].toString();
    return translation.isEmpty() ? source : translation;
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
    QVariantMap data{
        {QStringLiteral("step"), current[u"id"].toString()},
        {QStringLiteral("title"), translated(current, QStringLiteral("title"))},
        {QStringLiteral("text"), resolve(translated(current, QStringLiteral("text")), m_known).toString()},
        {QStringLiteral("item"), translated(m_item, QStringLiteral("name"))},
        {QStringLiteral("values"), m_known[current[u"id"].toString()].toObject().toVariantMap()}};
    QVariantList points;
    for (const auto &point : current[u"points"].toArray())
        points.append(translated({{QStringLiteral("t"), point}}, QStringLiteral("t")));
    data.insert(QStringLiteral("points"), points);

    QVariantList fields;
    for (const auto &value : current[u"fields"].toArray()) {
        QJsonObject field = value.toObject();
        field[QStringLiteral("label")] = translated(field, QStringLiteral("label"));
        if (field.contains(u"value")) {
            QString text = resolve(field[u"value"], m_known).toVariant().toString();
            if (field[u"widget"].toString() == u"date")
                text = spoken(text, m_language);
            const QString kind = field[u"mask"].toString();
            field[QStringLiteral("value")] =
                text.isEmpty() ? field[u"empty"].toString(QStringLiteral("—")) : text;
            field[QStringLiteral("masked")] = kind.isEmpty() || text.isEmpty() ? QString() : mask(kind, text);
        }
        QJsonArray options;
        for (const auto &option : field[u"options"].toArray()) {
            options.append(QJsonObject{
                {QStringLiteral("value"), option},
                {QStringLiteral("text"), translated({{QStringLiteral("t"), option}}, QStringLiteral("t"))}});
        }
        if (!options.isEmpty())
            field[QStringLiteral("options")] = options;
        fields.append(field.toVariantMap());
    }
    data.insert(QStringLiteral("fields"), fields);

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
    data.insert(QStringLiteral("summary"), resolve(current[u"summary"], m_known).toObject().toVariantMap());
    data.insert(QStringLiteral("max_copies"), m_item[u"kiosk"].toObject()[u"max_copies"].toInt(1));
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
             {{QStringLiteral("text"), translated(current, QStringLiteral("text"))},
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
    if (result) {
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
    m_known.insert(current[u"id"].toString(), QJsonObject::fromVariantMap(values));
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
    if (m_page == u"error")
        enter(m_index);
}

QVariantMap FlowEngine::check(const QVariantMap &values) const
{
    QVariantMap findings;
    if (m_index < 0 || m_index >= m_steps.size())
        return findings;
    const bool english = m_language == u"en";
    for (const auto &value : step(m_index)[u"fields"].toArray()) {
        const QJsonObject field = value.toObject();
        const QString key = field[u"key"].toString();
        const QString text = values.value(key).toString().trimmed();
        const QString widget = field[u"widget"].toString();
        if (text.isEmpty()) {
            if (field[u"required"].toBool())
                findings.insert(key, english ? QStringLiteral("Please fill this in")
                                             : QStringLiteral("这一项还没有填"));
            continue;
        }
        const int longest = field[u"max_length"].toInt(100);
        if (text.size() > longest)
            findings.insert(key, english ? QStringLiteral("At most %1 characters").arg(longest)
                                         : QStringLiteral("最多 %1 个字").arg(longest));
        else if (widget == u"idno" && !isIdNumber(text))
            findings.insert(key, english ? QStringLiteral("This is not a valid ID number")
                                         : QStringLiteral("身份证号码不对，请再核对一遍"));
    }
    return findings;
}

} // namespace kiosk::sdk
