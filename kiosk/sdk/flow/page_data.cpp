#include <kiosk/sdk/flow/page_data.h>

#include <kiosk/core/amounts.h>
#include <kiosk/core/checks.h>
#include <kiosk/core/masking.h>
#include <kiosk/sdk/flow/expressions.h>

#include <QDate>
#include <QJsonArray>

namespace kiosk::sdk
{

namespace
{

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
    return kind == u"amount" ? QStringLiteral("••••") : QStringLiteral("••••••");
}

QString maskedOr(const QJsonObject &field, const QString &text)
{
    const QString kind = field[u"mask"].toString();
    return kind.isEmpty() || text.isEmpty() ? QString() : mask(kind, text);
}

/// "now" and "-24m" as the month or day that they mean; what is written out as it is.
QString dayOf(const QString &text, const QString &now, bool month)
{
    const QDate today = QDate::fromString(now.first(qMin<qsizetype>(now.size(), 10)), Qt::ISODate);
    const QString form = month ? QStringLiteral("yyyy-MM") : QStringLiteral("yyyy-MM-dd");
    if (text == u"now")
        return today.toString(form);
    if (text.startsWith(u'-') && text.endsWith(u'm'))
        return today.addMonths(text.chopped(1).toInt()).toString(form);
    return month ? text.first(qMin<qsizetype>(text.size(), 7)) : text;
}

bool isDay(const QString &widget)
{
    return widget == u"ym" || widget == u"date";
}

int months(const QString &yearAndMonth)
{
    return yearAndMonth.first(qMin<qsizetype>(yearAndMonth.size(), 4)).toInt() * 12 +
           yearAndMonth.mid(5, 2).toInt();
}

/// 2026年1月 or 2026年01月02日, of an ISO month or day.
QString spoken(const QString &iso, bool month)
{
    const QDate date = QDate::fromString(month ? iso + QStringLiteral("-01") : iso, Qt::ISODate);
    if (!date.isValid())
        return iso;
    return date.toString(month ? QStringLiteral("yyyy年M月") : QStringLiteral("yyyy年MM月dd日"));
}

QString sentence(const QString &language, const char *chinese, const char *english)
{
    return QString::fromUtf8(language == u"en" ? english : chinese);
}

} // namespace

QString PageData::translated(const QString &text) const
{
    if (m_language == u"zh" || text.isEmpty())
        return text;
    const QString translation =
        m_item[u"i18n"].toObject()[m_language].toObject()[u"texts"].toObject()[text].toString();
    return translation.isEmpty() ? text : translation;
}

QString PageData::written(const QJsonValue &value, const QString &widget) const
{
    if (widget == u"amount")
        return value.isDouble() ? QStringLiteral("¥") + yuan(value.toInteger()) : QString();
    if (value.isArray()) {
        QStringList texts;
        for (const auto &entry : value.toArray())
            texts.append(translated(entry.toString()));
        return texts.join(QStringLiteral("、"));
    }
    QString text = value.toVariant().toString();
    if (!isDay(widget) || m_language != u"zh")
        return text;
    return spoken(text, widget == u"ym");
}

QVariantMap PageData::of(const QJsonObject &step) const
{
    QVariantMap data{
        {QStringLiteral("step"), step[u"id"].toString()},
        {QStringLiteral("title"), translated(step[u"title"].toString())},
        {QStringLiteral("text"), resolve(translated(step[u"text"].toString()), m_known).toString()},
        {QStringLiteral("item"), translated(m_item[u"name"].toString())},
        {QStringLiteral("values"), m_known[step[u"id"].toString()].toObject().toVariantMap()},
        {QStringLiteral("summary"), resolve(step[u"summary"], m_known).toObject().toVariantMap()},
        {QStringLiteral("max_copies"), m_item[u"kiosk"].toObject()[u"max_copies"].toInt(1)}};
    QVariantList points;
    for (const auto &point : step[u"points"].toArray())
        points.append(translated(point.toString()));
    data.insert(QStringLiteral("points"), points);
    QVariantList fields;
    for (const auto &value : step[u"fields"].toArray()) {
        const QJsonObject described = value.toObject();
        if (isMeant(described))
            fields.append(field(described).toVariantMap());
    }
    data.insert(QStringLiteral("fields"), fields);
    if (step.contains(u"records"))
        data.insert(QStringLiteral("records"), records(step[u"records"].toObject()));
    if (step.contains(u"table"))
        data.insert(QStringLiteral("table"), table(step[u"table"].toObject()));
    const QJsonObject list = step[step.contains(u"table") ? u"table" : u"records"].toObject();
    data.insert(QStringLiteral("empty"), translated(list[u"empty"].toString()));
    QStringList unavailable;
    for (const auto &name : resolve(step[u"partial"], m_known).toArray())
        unavailable.append(translated(name.toString()));
    data.insert(QStringLiteral("unavailable"), unavailable);
    data.insert(QStringLiteral("ends"), step.contains(u"ends"));
    data.insert(QStringLiteral("pick"), list[u"pick"].toBool());
    return data;
}

QString PageData::labelOf(const QJsonObject &labels) const
{
    return labels[resolve(labels[u"of"], m_known).toString()].toString(labels[u"other"].toString());
}

bool PageData::isMeant(const QJsonObject &field) const
{
    const QJsonObject labels = field[u"labels"].toObject();
    return labels.isEmpty() || !labelOf(labels).isEmpty();
}

QJsonObject PageData::field(QJsonObject field) const
{
    const QString widget = field[u"widget"].toString();
    const QString now = m_known[u"now"].toString();
    const QJsonObject labels = field[u"labels"].toObject();
    const QString label = labels.isEmpty() ? field[u"label"].toString() : labelOf(labels);
    field[QStringLiteral("label")] = translated(label);
    if (field.contains(u"value")) {
        const QString text = translated(written(resolve(field[u"value"], m_known), widget));
        field[QStringLiteral("value")] =
            text.isEmpty() ? translated(field[u"empty"].toString(QStringLiteral("—"))) : text;
        field[QStringLiteral("masked")] = maskedOr(field, text);
    }
    for (const QString &key :
         {QStringLiteral("default"), QStringLiteral("earliest"), QStringLiteral("latest")}) {
        if (!field.contains(key))
            continue;
        const QJsonValue value = resolve(field[key], m_known);
        field[key] = isDay(widget) ? dayOf(value.toString(), now, widget == u"ym") : value;
    }
    if (isDay(widget) && field.contains(u"default")) {
        const QString latest = field[u"latest"].toString();
        const QString chosen = qMax(field[u"default"].toString(), field[u"earliest"].toString());
        field[QStringLiteral("default")] = latest.isEmpty() ? chosen : qMin(chosen, latest);
    }
    if (field.contains(u"options"))
        field[QStringLiteral("options")] = options(field[u"options"]);
    return field;
}

QJsonArray PageData::options(const QJsonValue &options) const
{
    QJsonArray result;
    for (const auto &option : resolve(options, m_known).toArray())
        result.append(QJsonObject{{QStringLiteral("value"), option},
                                  {QStringLiteral("text"), translated(option.toString())}});
    return result;
}

QVariantList PageData::records(const QJsonObject &records) const
{
    const QJsonObject tones = records[u"tones"].toObject();
    QVariantList result;
    for (const auto &value : resolve(records[u"of"], m_known).toArray()) {
        const QJsonObject entry = value.toObject();
        QVariantList fields;
        for (const auto &described : records[u"fields"].toArray()) {
            const QJsonObject field = described.toObject();
            const QString text =
                translated(written(entry[field[u"key"].toString()], field[u"widget"].toString()));
            if (text.isEmpty() && !field.contains(u"empty"))
                continue; // what an entry does not have takes no room
            fields.append(QVariantMap{
                {QStringLiteral("label"), translated(field[u"label"].toString())},
                {QStringLiteral("value"), text.isEmpty() ? translated(field[u"empty"].toString()) : text},
                {QStringLiteral("masked"), maskedOr(field, text)},
                {QStringLiteral("wide"), field[u"wide"].toBool()}});
        }
        const QString state = entry[records[u"state"].toString()].toString();
        result.append(
            QVariantMap{{QStringLiteral("title"), translated(entry[records[u"title"].toString()].toString())},
                        {QStringLiteral("state"), translated(state)},
                        {QStringLiteral("tone"), tones[state].toString(QStringLiteral("info"))},
                        {QStringLiteral("fields"), fields}});
    }
    return result;
}

/// As short as it can be said: the head of the column says yuan, months stand below each other.
QString PageData::inCell(const QJsonValue &value, const QString &widget) const
{
    if (widget == u"amount")
        return value.isDouble() ? yuan(value.toInteger()) : QString();
    return written(value, widget == u"ym" ? QStringLiteral("text") : widget);
}

QVariantMap PageData::table(const QJsonObject &table) const
{
    const QJsonArray described = table[u"columns"].toArray();
    QVariantList columns;
    for (const auto &value : described) {
        const QJsonObject column = value.toObject();
        columns.append(QVariantMap{{QStringLiteral("label"), translated(column[u"label"].toString())},
                                   {QStringLiteral("share"), column[u"share"].toDouble(1)},
                                   {QStringLiteral("right"), column[u"widget"].toString() == u"amount"}});
    }
    QVariantList rows;
    for (const auto &value : resolve(table[u"of"], m_known).toArray()) {
        const QJsonObject entry = value.toObject();
        QVariantList cells;
        for (const auto &column : described) {
            const QString text =
                translated(inCell(entry[column[u"key"].toString()], column[u"widget"].toString()));
            cells.append(QVariantMap{{QStringLiteral("value"), text.isEmpty() ? QStringLiteral("—") : text},
                                     {QStringLiteral("masked"), maskedOr(column.toObject(), text)}});
        }
        rows.append(QVariant(cells));
    }
    return {{QStringLiteral("columns"), columns}, {QStringLiteral("rows"), rows}};
}

QVariantMap findingsOf(const QJsonArray &fields, const QVariantMap &values, const QString &language)
{
    QVariantMap findings;
    for (const auto &value : fields) {
        const QJsonObject field = value.toObject();
        const QString key = field[u"key"].toString();
        const QString widget = field[u"widget"].toString();
        const QVariant entered = values.value(key);
        const QString text = entered.toString().trimmed();
        const auto found = [&](const char *chinese, const char *english, const QString &value = {}) {
            if (findings.contains(key))
                return;
            const QString told = sentence(language, chinese, english);
            findings.insert(key, value.isEmpty() ? told : told.arg(value));
        };
        if (text.isEmpty() && entered.toList().isEmpty()) {
            if (field[u"required"].toBool())
                found("这一项还没有填", "Please fill this in");
            continue;
        }
        const int longest = field[u"max_length"].toInt(100);
        if (text.size() > longest)
            found("最多 %1 个字", "At most %1 characters", QString::number(longest));
        const int shortest = field[u"min_length"].toInt(0);
        if (shortest > 0 && text.size() < shortest)
            found("至少 %1 个字", "At least %1 characters", QString::number(shortest));
        if (widget == u"idno" && !isIdNumber(text))
            found("身份证号码不对，请再核对一遍", "This is not a valid ID number");
        if (widget == u"uscc" && !isCreditCode(text))
            found("统一社会信用代码不对，请再核对一遍", "This is not a valid credit code");
        if (!isDay(widget))
            continue;
        // ISO months and days are in order as texts are.
        const auto told = [&](const QString &day) {
            return language == u"en" ? day : spoken(day, widget == u"ym");
        };
        const QString earliest = field[u"earliest"].toString();
        const QString latest = field[u"latest"].toString();
        if (!earliest.isEmpty() && text < earliest)
            found("最早只能选 %1", "Not before %1", told(earliest));
        if (!latest.isEmpty() && text > latest)
            found("最晚只能选 %1", "Not after %1", told(latest));
        const QString from = values.value(field[u"from"].toString()).toString();
        if (from.isEmpty())
            continue;
        if (text < from)
            found("结束不能早于开始", "The end is before the beginning");
        const int most = field[u"months"].toInt(0);
        if (most > 0 && months(text) - months(from) >= most)
            found("一次最多查 %1 个月", "At most %1 months at a time", QString::number(most));
    }
    return findings;
}

} // namespace kiosk::sdk
