#include <kiosk/shell/catalogue.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>

#include <QDir>

#include <algorithm>

namespace kiosk::shell
{

namespace
{

constexpr int resultLimit = 8;

QString text(const QJsonObject &object, const QString &key, const QString &language,
             const QString &englishKey)
{
    const QString english = object[englishKey].toString();
    return language == u"en" && !english.isEmpty() ? english : object[key].toString();
}

/// Every text of a value that i18n.LANGUAGE.texts knows by its Chinese wording, in that language.
QJsonValue translate(const QJsonValue &value, const QJsonObject &texts)
{
    if (value.isString())
        return texts.value(value.toString()).toString(value.toString());
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (auto entry = array.begin(); entry != array.end(); ++entry)
            *entry = translate(*entry, texts);
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            entry.value() = translate(entry.value(), texts);
        return object;
    }
    return value;
}

QJsonObject translations(const QJsonObject &item, const QString &language)
{
    return item[u"i18n"].toObject()[language].toObject();
}

QString itemText(const QJsonObject &item, const QString &key, const QString &language)
{
    const QString translated = translations(item, language)[key].toString();
    return language == u"zh" || translated.isEmpty() ? item[key].toString() : translated;
}

/// Steps of a flow that the bar shows as one.
struct StepGroup {
    QStringList types;
    QString icon;
    QString name;
    QString english;
};
const QList<StepGroup> &stepGroups()
{
    static const QList<StepGroup> groups{
        {{QStringLiteral("notice")},
         QStringLiteral("step-notice"),
         QStringLiteral("阅读告知"),
         QStringLiteral("Notice")},
        {{QStringLiteral("identify")},
         QStringLiteral("step-identify"),
         QStringLiteral("刷身份证"),
         QStringLiteral("ID card")},
        {{QStringLiteral("verify")},
         QStringLiteral("step-verify"),
         QStringLiteral("本人核验"),
         QStringLiteral("Verify")},
        {{QStringLiteral("form")},
         QStringLiteral("step-form"),
         QStringLiteral("选择内容"),
         QStringLiteral("Options")},
        {{QStringLiteral("api"), QStringLiteral("page"), QStringLiteral("result"), QStringLiteral("preview"),
          QStringLiteral("confirm")},
         QStringLiteral("step-result"),
         QStringLiteral("核对结果"),
         QStringLiteral("Check")},
        {{QStringLiteral("print"), QStringLiteral("issue"), QStringLiteral("take"),
          QStringLiteral("evaluate")},
         QStringLiteral("step-take"),
         QStringLiteral("打印取件"),
         QStringLiteral("Print")},
    };
    return groups;
}

QList<int> groupsOf(const QJsonObject &item)
{
    QList<int> used;
    for (const auto &step : item[u"flow"].toArray()) {
        for (int group = 0; group < stepGroups().size(); ++group) {
            if (stepGroups().at(group).types.contains(step[u"type"].toString()) && !used.contains(group))
                used.append(group);
        }
    }
    std::sort(used.begin(), used.end());
    return used;
}

} // namespace

Result<Catalogue> Catalogue::load(const QString &terminalType, const QSet<QString> &deviceClasses,
                                  QStringList &findings)
{
    const auto document = YamlDocument::load(paths::share(QStringLiteral("catalogue.yaml")));
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("catalogue"));
    if (!schema)
        return schema.error();
    if (const auto wrong = document->check(*schema); !wrong.isEmpty())
        return fail(error::invalidData, wrong.first().text());
    Catalogue catalogue;
    catalogue.m_data = document->root();
    catalogue.m_terminalType = terminalType;
    catalogue.m_deviceClasses = deviceClasses;
    const QDir folder(paths::share(QStringLiteral("modules")));
    for (const QString &name : folder.entryList({QStringLiteral("*.rcc")}, QDir::Files, QDir::Name)) {
        auto package = ModulePackage::open(folder.filePath(name));
        if (!package) {
            findings.append(QStringLiteral("%1: %2").arg(name, package.error().detail));
            continue;
        }
        const QString id = package->manifest().id;
        for (const auto &item : package->manifest().items) {
            const QJsonObject offer = item.toObject();
            if (!catalogue.isForThisTerminal(offer))
                continue;
            catalogue.m_offered.insert(offer[u"code"].toString(), catalogue.classesNeeded(offer));
            catalogue.m_index.add(offer);
        }
        catalogue.m_modules.emplace(id, std::move(*package));
    }
    return catalogue;
}

QString Catalogue::title(const QString &language) const
{
    return text(m_data[u"title"].toObject(), QStringLiteral("name"), language, QStringLiteral("en"));
}

QString Catalogue::terminalName(const QString &language) const
{
    return text(m_data[u"terminals"].toObject()[m_terminalType].toObject(), QStringLiteral("name"), language,
                QStringLiteral("en"));
}

QVariantList Catalogue::categories(const QString &language) const
{
    QVariantList list;
    for (const auto &value : m_data[u"categories"].toArray()) {
        const QJsonObject category = value.toObject();
        list.append(QVariantMap{
            {QStringLiteral("id"), category[u"id"].toString()},
            {QStringLiteral("domain"), category[u"domain"].toString()},
            {QStringLiteral("name"), text(category, QStringLiteral("name"), language, QStringLiteral("en"))},
            {QStringLiteral("fullName"),
             text(category, QStringLiteral("full"), language, QStringLiteral("en"))},
            {QStringLiteral("icon"), category[u"icon"].toString()},
            {QStringLiteral("hue"), category[u"hue"].toString()}});
    }
    return list;
}

QVariantMap Catalogue::category(const QString &id, const QString &language) const
{
    for (const auto &value : categories(language)) {
        if (value.toMap()[QStringLiteral("id")] == id)
            return value.toMap();
    }
    return {};
}

QVariantList Catalogue::hotItems(const QString &language) const
{
    QVariantList list;
    for (const auto &value : m_data[u"hot"].toArray()) {
        const QJsonObject hot = value.toObject();
        list.append(hotItem(
            hot,
            {{QStringLiteral("name"), text(hot, QStringLiteral("lines"), language, QStringLiteral("en"))}},
            language));
    }
    return list;
}

QVariantList Catalogue::elderItems(const QString &language) const
{
    QVariantList list;
    for (const auto &value : m_data[u"hot"].toArray()) {
        const QJsonObject hot = value.toObject();
        list.append(hotItem(hot,
                            {{QStringLiteral("name"),
                              text(hot, QStringLiteral("short"), language, QStringLiteral("short_en"))},
                             {QStringLiteral("detail"),
                              text(hot, QStringLiteral("use"), language, QStringLiteral("use_en"))}},
                            language));
    }
    return list;
}

QVariantList Catalogue::elsewhere(const QString &language) const
{
    QVariantList list;
    for (const auto &value : m_data[u"elsewhere"].toArray()) {
        const QJsonObject place = value.toObject();
        list.append(QVariantMap{
            {QStringLiteral("name"), text(place, QStringLiteral("name"), language, QStringLiteral("en"))},
            {QStringLiteral("detail"),
             text(place, QStringLiteral("detail"), language, QStringLiteral("detail_en"))}});
    }
    return list;
}

QVariantList Catalogue::notices(const QString &language) const
{
    QVariantList list;
    for (const auto &value : m_data[u"notices"].toArray()) {
        const QJsonObject notice = value.toObject();
        list.append(QVariantMap{
            {QStringLiteral("title"), text(notice, QStringLiteral("title"), language, QStringLiteral("en"))},
            {QStringLiteral("text"),
             text(notice, QStringLiteral("text"), language, QStringLiteral("text_en"))}});
    }
    return list;
}

QVariantMap Catalogue::ratingOptions(const QString &language) const
{
    QVariantMap options;
    const QJsonObject rating = m_data[u"rating"].toObject();
    for (auto stars = rating.begin(); stars != rating.end(); ++stars) {
        QVariantList list;
        for (const auto &value : stars.value().toArray()) {
            const QJsonObject option = value.toObject();
            list.append(QVariantMap{{QStringLiteral("code"), option[u"code"].toString()},
                                    {QStringLiteral("text"),
                                     text(option, QStringLiteral("text"), language, QStringLiteral("en"))}});
        }
        options.insert(stars.key(), list);
    }
    return options;
}

QJsonObject Catalogue::item(const QString &code) const
{
    for (const auto &[id, package] : m_modules) {
        if (QJsonObject found = package.manifest().item(code); !found.isEmpty())
            return found;
    }
    return {};
}

const ModulePackage *Catalogue::moduleOf(const QString &code) const
{
    if (!isOffered(code))
        return nullptr;
    for (const auto &[id, package] : m_modules) {
        if (!m_stopped.contains(id) && !package.manifest().item(code).isEmpty())
            return &package;
    }
    return nullptr;
}

QSet<QString> Catalogue::neededClasses() const
{
    QSet<QString> classes;
    for (const QStringList &needed : m_offered)
        classes.unite(QSet<QString>(needed.begin(), needed.end()));
    return classes;
}

QString Catalogue::categoryOf(const QString &code) const
{
    for (const auto &value : m_data[u"hot"].toArray()) {
        if (value[u"code"].toString() == code)
            return value[u"category"].toString();
    }
    return item(code)[u"category"].toString();
}

bool Catalogue::setObstacles(const QHash<QString, Error> &obstacles)
{
    const bool same = obstacles.size() == m_obstacles.size() &&
                      std::all_of(obstacles.keyBegin(), obstacles.keyEnd(), [&](const QString &code) {
                          const auto known = m_obstacles.constFind(code);
                          return known != m_obstacles.constEnd() && known->code == obstacles[code].code;
                      });
    m_obstacles = obstacles;
    return !same;
}

QVariantMap Catalogue::availability(const QString &code, const QString &language) const
{
    if (!isOffered(code)) // it is not of this terminal, and nothing is wrong
        return {{QStringLiteral("available"), false}};
    const auto because = [&](ErrorCode code) {
        const ErrorEntry &entry = describe(code);
        return QVariantMap{{QStringLiteral("available"), false},
                           {QStringLiteral("reason"), language == u"en" ? entry.citizenEn : entry.citizen}};
    };
    if (moduleOf(code) == nullptr)
        return because(error::moduleInvalid);
    for (const QString &deviceClass : m_offered[code]) {
        if (const auto obstacle = m_obstacles.constFind(deviceClass); obstacle != m_obstacles.constEnd())
            return because(obstacle->code);
    }
    return {{QStringLiteral("available"), true}};
}

QVariantMap Catalogue::hotItem(const QJsonObject &hot, QVariantMap words, const QString &language) const
{
    words.insert(QStringLiteral("id"), hot[u"code"].toString());
    words.insert(QStringLiteral("icon"), hot[u"icon"].toString());
    words.insert(availability(hot[u"code"].toString(), language));
    return words;
}

QVariantMap Catalogue::summary(const QJsonObject &item, const QString &language) const
{
    const QJsonObject guide = item[u"guide"].toObject();
    QVariantMap result{
        {QStringLiteral("id"), item[u"code"].toString()},
        {QStringLiteral("name"), itemText(item, QStringLiteral("name"), language)},
        {QStringLiteral("detail"),
         translate(guide[u"result"][u"name"], translations(item, language)[u"texts"].toObject()).toString()},
        {QStringLiteral("instant"), guide[u"limit"][u"promise"][u"value"].toInt(1) == 0},
        {QStringLiteral("free"), !guide[u"fee"][u"charged"].toBool()}};
    result.insert(availability(item[u"code"].toString(), language));
    return result;
}

bool Catalogue::isOffered(const QString &code) const
{
    return m_offered.contains(code);
}

bool Catalogue::isForThisTerminal(const QJsonObject &item) const
{
    const QStringList needed = classesNeeded(item);
    return item[u"guide"][u"state"].toString() == u"in_use" &&
           item[u"terminals"].toArray().contains(m_terminalType) &&
           m_deviceClasses.contains(QSet<QString>(needed.begin(), needed.end()));
}

QStringList Catalogue::classesNeeded(const QJsonObject &item) const
{
    QStringList classes;
    for (const auto &code : item[u"kiosk"][u"devices"][u"required"].toArray())
        classes.append(deviceClass(code.toString()));
    return classes;
}

QVariantList Catalogue::itemsOf(const QString &category, const QString &language) const
{
    QVariantList list;
    for (const auto &[id, package] : m_modules) {
        for (const auto &value : package.manifest().items) {
            const QJsonObject item = value.toObject();
            if (item[u"category"].toString() == category && isOffered(item[u"code"].toString()))
                list.append(summary(item, language));
        }
    }
    return list;
}

QVariantList Catalogue::search(const QString &query, const QString &language) const
{
    QVariantList list;
    for (const QString &code : m_index.find(query, resultLimit))
        list.append(summary(item(code), language));
    return list;
}

QVariantMap Catalogue::guide(const QString &code, const QString &language) const
{
    QJsonObject found = item(code);
    const QJsonObject texts = translations(found, language)[u"texts"].toObject();
    const QString name = itemText(found, QStringLiteral("name"), language);
    const QString shortName = itemText(found, QStringLiteral("short"), language);
    if (language != u"zh")
        found[QStringLiteral("guide")] = translate(found[u"guide"], texts);
    found[QStringLiteral("name")] = name;
    found[QStringLiteral("short")] = shortName;
    found.remove(QStringLiteral("flow"));
    found.remove(QStringLiteral("i18n"));
    return found.toVariantMap();
}

QVariantList Catalogue::steps(const QString &code, const QString &language) const
{
    const QJsonObject found = item(code);
    const QList<int> groups = groupsOf(found);
    // The guide's own words for the way, where there is one for each step.
    const QJsonArray process = found[u"guide"][u"process"].toArray();
    const QJsonObject texts = translations(found, language)[u"texts"].toObject();
    QVariantList list;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const StepGroup &group = stepGroups().at(groups.at(i));
        QString name = language == u"en" ? group.english : group.name;
        if (process.size() == groups.size())
            name = translate(process.at(i), texts).toString();
        list.append(QVariantMap{{QStringLiteral("name"), name}, {QStringLiteral("icon"), group.icon}});
    }
    return list;
}

int Catalogue::stepIndex(const QString &code, const QString &stepId) const
{
    const QJsonObject found = item(code);
    const QList<int> groups = groupsOf(found);
    for (const auto &step : found[u"flow"].toArray()) {
        if (step[u"id"].toString() != stepId)
            continue;
        for (qsizetype i = 0; i < groups.size(); ++i) {
            if (stepGroups().at(groups.at(i)).types.contains(step[u"type"].toString()))
                return int(i);
        }
    }
    return -1;
}

int Catalogue::firstStep(const QString &code) const
{
    return stepIndex(code, item(code)[u"flow"][0][u"id"].toString());
}

QStringList Catalogue::itemsNeeding(const QString &deviceClass) const
{
    QStringList names;
    for (const auto &[id, package] : m_modules) {
        for (const auto &value : package.manifest().items) {
            const QJsonObject item = value.toObject();
            if (m_offered.value(item[u"code"].toString()).contains(deviceClass))
                names.append(item[u"name"].toString());
        }
    }
    return names;
}

QString Catalogue::deviceClass(const QString &deviceCode) const
{
    return m_data[u"device_codes"].toObject()[deviceCode].toString();
}

QVariantMap Catalogue::method(const QString &id, const QString &language) const
{
    const QJsonObject method = m_data[u"methods"].toObject()[id].toObject();
    if (method.isEmpty())
        return {};
    return {{QStringLiteral("id"), id},
            {QStringLiteral("name"), text(method, QStringLiteral("name"), language, QStringLiteral("en"))},
            {QStringLiteral("detail"),
             text(method, QStringLiteral("detail"), language, QStringLiteral("detail_en"))},
            {QStringLiteral("icon"), method[u"icon"].toString()},
            {QStringLiteral("needs"), method[u"needs"].toString()}};
}

} // namespace kiosk::shell
