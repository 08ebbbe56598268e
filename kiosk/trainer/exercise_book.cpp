#include <kiosk/trainer/exercise_book.h>

#include <kiosk/core/paths.h>

#include <algorithm>

namespace kiosk::trainer
{

namespace
{

const QStringList &others() ///< whom a request may go to besides devices
{
    static const QStringList names{QStringLiteral("platform"), QStringLiteral("stock")};
    return names;
}

bool isNumbered(const hal::DeviceConfiguration &device)
{
    return std::any_of(device.trays.begin(), device.trays.end(),
                       [](const QJsonValue &tray) { return tray[u"numbered"].toBool(); });
}

QHash<QString, QString> devicesOf(const QJsonObject &roles, const QList<hal::DeviceConfiguration> &devices)
{
    QHash<QString, QString> found;
    for (auto role = roles.begin(); role != roles.end(); ++role) {
        const QJsonValue numbered = (*role)[u"numbered"];
        for (const auto &device : devices) {
            const bool fits = device.deviceClass == (*role)[u"class"].toString() &&
                              (!numbered.isBool() || numbered.toBool() == isNumbered(device));
            if (fits && !found.contains(role.key()))
                found.insert(role.key(), device.id);
        }
    }
    return found;
}

/// Reads what the schema lets through, and finds what it cannot know: names of things that are not there.
class Reader
{
public:
    Reader(const YamlDocument &document, const QHash<QString, QString> &roles)
        : m_document(document), m_roles(roles), m_known(document.root()[u"roles"].toObject().keys())
    {
        for (auto role = roles.begin(); role != roles.end(); ++role)
            m_names.insert(u'$' + role.key(), *role);
        m_names.insert(QStringLiteral("$person"), document.root()[u"person"][u"number"].toString());
    }

    [[nodiscard]] const QList<Finding> &findings() const { return m_findings; }

    /// Those whom nobody here plays are left out.
    QList<QJsonObject> requests(const QJsonValue &list, const QStringList &path, const QStringList &known)
    {
        QList<QJsonObject> result;
        const QJsonArray entries = list.toArray();
        for (qsizetype index = 0; index < entries.size(); ++index) {
            const QJsonObject asked =
                request(entries[index], path + QStringList{QString::number(index)}, known);
            if (!asked.isEmpty())
                result.append(asked);
        }
        return result;
    }

    QJsonObject request(const QJsonValue &value, const QStringList &path, const QStringList &known)
    {
        QJsonObject asked = named(value).toObject();
        const QString to = asked[u"to"].toString();
        if (others().contains(to))
            return asked;
        if (!known.contains(to))
            wrong(path, QStringLiteral("'%1' is none of %2").arg(to, (known + others()).join(u", ")));
        asked[QStringLiteral("to")] = m_roles.value(to);
        return m_roles.contains(to) ? asked : QJsonObject();
    }

    QJsonObject condition(const QJsonValue &value, const QStringList &path, const QStringList &needs,
                          const QStringList &acts)
    {
        const QJsonObject when = named(value).toObject();
        const QString role = when[u"device"][u"role"].toString();
        if (!role.isEmpty() && !needs.contains(role))
            wrong(path, QStringLiteral("'%1' is not needed by this exercise").arg(role));
        const QString act = when[u"act"].toString();
        if (!act.isEmpty() && !acts.contains(act))
            wrong(path, QStringLiteral("'%1' is no act of this exercise").arg(act));
        return when;
    }

    Exercise exercise(const QJsonObject &entry, const QStringList &path)
    {
        const QStringList needs = entry[u"needs"].toVariant().toStringList();
        const QStringList acts = entry[u"acts"].toVariant().toStringList();
        for (const QString &role : needs) {
            if (!m_known.contains(role))
                wrong(path, QStringLiteral("no role '%1'").arg(role));
        }
        Exercise exercise{entry[u"id"].toString(),
                          entry[u"title"].toString(),
                          entry[u"for"].toVariant().toStringList(),
                          entry[u"minutes"].toInt(),
                          entry[u"story"].toString(),
                          requests(entry[u"before"], path + QStringList{QStringLiteral("before")}, needs),
                          {},
                          {},
                          {},
                          entry[u"hints"].toVariant().toStringList(),
                          entry[u"debrief"].toString()};
        if (m_seen.contains(exercise.id))
            wrong(path, QStringLiteral("a second exercise '%1'").arg(exercise.id));
        m_seen.append(exercise.id);
        for (const auto &event : entry[u"events"].toArray())
            exercise.events.append(
                {condition(event[u"when"], path, needs, acts), requests(event[u"requests"], path, needs)});
        for (const QString &id : acts)
            exercise.acts.append(act(id, path, needs));
        for (const auto &goal : entry[u"goals"].toArray())
            exercise.goals.append({goal[u"text"].toString(), condition(goal[u"when"], path, needs, acts)});
        return exercise;
    }

private:
    Act act(const QString &id, const QStringList &path, const QStringList &needs)
    {
        const QJsonValue entry = m_document.root()[u"acts"][id];
        if (!entry.isObject())
            wrong(path, QStringLiteral("no act '%1'").arg(id));
        return {id, entry[u"text"].toString(), request(entry[u"request"], path, needs),
                entry[u"tells"][u"text"].toString(), entry[u"tells"][u"field"].toString()};
    }

    /// Texts that are a $name become what it stands for.
    [[nodiscard]] QJsonValue named(const QJsonValue &value) const
    {
        if (value.isString())
            return m_names.value(value.toString(), value.toString());
        if (value.isArray()) {
            QJsonArray array;
            for (const auto &entry : value.toArray())
                array.append(named(entry));
            return array;
        }
        if (!value.isObject())
            return value;
        QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            *entry = named(*entry);
        return object;
    }

    void wrong(const QStringList &path, const QString &reason)
    {
        m_findings.append(m_document.finding(path, reason));
    }

    const YamlDocument &m_document;
    const QHash<QString, QString> &m_roles;
    const QStringList m_known;
    QHash<QString, QString> m_names;
    QStringList m_seen;
    QList<Finding> m_findings;
};

} // namespace

Result<ExerciseBook> ExerciseBook::load(const QList<hal::DeviceConfiguration> &devices)
{
    const auto document = YamlDocument::load(paths::share(QStringLiteral("exercises.yaml")));
    if (!document)
        return document.error();
    return read(*document, devices);
}

Result<ExerciseBook> ExerciseBook::read(const YamlDocument &document,
                                        const QList<hal::DeviceConfiguration> &devices)
{
    const auto schema = loadSchema(QStringLiteral("exercises"));
    if (!schema)
        return schema.error();
    if (const auto findings = document.check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());

    const QJsonObject &root = document.root();
    const QJsonObject roles = root[u"roles"].toObject();
    ExerciseBook book;
    book.m_person = {root[u"person"][u"number"].toString(), root[u"person"][u"pin"].toString(),
                     root[u"person"][u"role"].toString()};
    book.m_roles = devicesOf(roles, devices);
    Reader reader(document, book.m_roles);
    book.m_tidy = reader.requests(root[u"tidy"], {QStringLiteral("tidy")}, roles.keys());
    const QJsonArray entries = root[u"exercises"].toArray();
    for (qsizetype index = 0; index < entries.size(); ++index) {
        const QJsonObject entry = entries[index].toObject();
        const Exercise exercise =
            reader.exercise(entry, {QStringLiteral("exercises"), QString::number(index)});
        const QStringList needs = entry[u"needs"].toVariant().toStringList();
        if (std::all_of(needs.begin(), needs.end(),
                        [&](const QString &role) { return book.m_roles.contains(role); }))
            book.m_exercises.append(exercise);
    }
    if (!reader.findings().isEmpty())
        return fail(error::invalidData, reader.findings().first().text());
    return book;
}

const Exercise *ExerciseBook::exercise(const QString &id) const
{
    const auto found = std::find_if(m_exercises.begin(), m_exercises.end(),
                                    [&](const Exercise &exercise) { return exercise.id == id; });
    return found == m_exercises.end() ? nullptr : &*found;
}

} // namespace kiosk::trainer
