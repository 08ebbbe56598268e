#include <kiosk/hal/terminal_configuration.h>

#include <kiosk/core/paths.h>
#include <kiosk/hal/device_classes.h>

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <map>

namespace kiosk::hal
{

namespace
{

/// ${run} filled in, in every string of a value.
QJsonValue expanded(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().replace(QStringLiteral("${run}"), paths::run());
    if (value.isArray()) {
        QJsonArray array;
        for (const auto &item : value.toArray())
            array.append(expanded(item));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto item = object.begin(); item != object.end(); ++item)
            *item = expanded(*item);
        return object;
    }
    return value;
}

/// The JSON Schema of an object whose values are declared in the form of driver.yaml.
QJsonObject schemaOf(const QJsonObject &declared, QJsonArray required)
{
    QJsonObject properties;
    for (auto entry = declared.begin(); entry != declared.end(); ++entry) {
        QJsonObject property = entry->toObject();
        if (property.take(QStringLiteral("required")).toBool())
            required.append(entry.key());
        if (property.contains(u"properties")) {
            const QJsonObject inner = schemaOf(property[u"properties"].toObject(), {});
            for (auto part = inner.begin(); part != inner.end(); ++part)
                property.insert(part.key(), *part);
        }
        properties.insert(entry.key(), property);
    }
    QJsonObject schema{{QStringLiteral("type"), QStringLiteral("object")},
                       {QStringLiteral("additionalProperties"), false},
                       {QStringLiteral("properties"), properties}};
    if (!required.isEmpty())
        schema.insert(QStringLiteral("required"), required);
    return schema;
}

QJsonObject withDefaults(QJsonObject values, const QJsonObject &declared)
{
    for (auto entry = declared.begin(); entry != declared.end(); ++entry) {
        const QJsonObject property = entry->toObject();
        if (!values.contains(entry.key()) && property.contains(u"default"))
            values.insert(entry.key(), property[u"default"]);
    }
    return values;
}

QString quoted(const QStringList &words)
{
    return u'\'' + words.join(QStringLiteral("', '")) + u'\'';
}

class Reader
{
public:
    Reader(const YamlDocument &document, const SettingsOverlay &overlay, DeviceClasses classes,
           YamlDocument driverSchema)
        : m_document(document), m_overlay(overlay), m_classes(std::move(classes)),
          m_driverSchema(std::move(driverSchema))
    {
    }

    void readDevice(int index, const QJsonObject &schema)
    {
        const QStringList at{QStringLiteral("devices"), QString::number(index)};
        const QJsonObject entry = m_document.value(at).toObject();
        DeviceConfiguration device;
        device.id = entry[u"id"].toString();
        device.deviceClass = entry[u"class"].toString();
        device.driver = entry[u"driver"].toString();
        device.trays = entry[u"trays"].toArray();
        device.unit = entry[u"unit"].toString();
        device.demonstration = m_result.terminal.demonstration;
        const int line = m_document.line(at);
        const int first = m_lines.value(device.id, line);
        m_lines.insert(device.id, first);
        QList<Finding> findings = m_document.check(schema, at);
        if (findings.isEmpty() && first == line && entry.contains(u"place"))
            readPlace(device.id, entry[u"place"].toObject(), at);
        if (first != line && !device.id.isEmpty())
            findings.append(m_document.finding(
                at + QStringList{QStringLiteral("id")},
                QStringLiteral("device '%1' stands already in line %2").arg(device.id).arg(first)));
        if (findings.isEmpty())
            checkDriver(device, entry, at, findings);
        if (!findings.isEmpty()) {
            QStringList reasons;
            for (const Finding &finding : findings)
                reasons.append(finding.text());
            const QString id =
                device.id.isEmpty() || first != line ? QStringLiteral("device-%1").arg(index + 1) : device.id;
            m_result.refused.append(
                {id, device.deviceClass, device.driver, reasons.join(QStringLiteral("; "))});
            m_result.findings += findings;
            return;
        }
        if (entry.contains(u"emulator")) {
            QJsonObject emulator = expanded(entry[u"emulator"]).toObject();
            emulator.insert(QStringLiteral("device"), device.id);
            m_result.emulators.append(emulator);
        }
        m_result.devices.append(std::move(device));
    }

    /// The screen that the terminal has, on the cabinet that it has.
    void checkScreen()
    {
        const QSizeF &cabinet = m_result.terminal.cabinet;
        if (!cabinet.isEmpty() && !QRectF({}, cabinet).contains(screenArea(m_result.terminal)))
            m_result.findings.append(m_document.finding(
                {QStringLiteral("terminal"), QStringLiteral("cabinet")},
                QStringLiteral("the screen, as it is described, does not fit on the cabinet")));
    }

    TerminalConfiguration &result() { return m_result; }

private:
    /// A drawing that is wrong is left out; the device is none the worse for it.
    void readPlace(const QString &id, const QJsonObject &place, const QStringList &at)
    {
        const QSizeF &cabinet = m_result.terminal.cabinet;
        const QRectF area(place[u"x_mm"].toDouble(), place[u"y_mm"].toDouble(), place[u"width_mm"].toDouble(),
                          place[u"height_mm"].toDouble());
        if (!cabinet.isEmpty() && QRectF({}, cabinet).contains(area)) {
            m_result.places.insert(id, {place[u"side"].toString(), area});
            return;
        }
        const QString reason = cabinet.isEmpty()
                                   ? QStringLiteral("'%1' has a place, but terminal has no cabinet").arg(id)
                                   : QStringLiteral("'%1' reaches past the cabinet, which has %2 × %3 mm")
                                         .arg(id)
                                         .arg(cabinet.width())
                                         .arg(cabinet.height());
        m_result.findings.append(m_document.finding(at + QStringList{QStringLiteral("place")}, reason));
    }

    void checkDriver(DeviceConfiguration &device, const QJsonObject &entry, const QStringList &at,
                     QList<Finding> &findings)
    {
        const auto here = [&](const char *key, const QString &reason) {
            findings.append(m_document.finding(at + QStringList{QString::fromLatin1(key)}, reason));
        };
        if (!m_classes.contains(device.deviceClass))
            return here("class", QStringLiteral("there is no device class '%1'").arg(device.deviceClass));
        const QString manifestPath =
            paths::share(QStringLiteral("drivers/%1/driver.yaml").arg(device.driver));
        if (!QFile::exists(manifestPath) || !QFile::exists(paths::driverLibrary(device.driver)))
            return here("driver", QStringLiteral("driver '%1' is not installed").arg(device.driver));
        const auto manifest = YamlDocument::load(manifestPath);
        if (!manifest)
            return here("driver",
                        QStringLiteral("driver '%1': %2").arg(device.driver, manifest.error().detail));
        if (const auto wrong = manifest->check(m_driverSchema); !wrong.isEmpty())
            return here("driver", QStringLiteral("driver '%1': %2").arg(device.driver, wrong.first().text()));

        QStringList classes;
        for (const auto &name : manifest->root()[u"classes"].toArray())
            classes.append(name.toString());
        if (!classes.contains(device.deviceClass))
            here("class", QStringLiteral("driver '%1' has no class '%2', only %3")
                              .arg(device.driver, device.deviceClass, quoted(classes)));

        const QJsonObject connections = manifest->root()[u"connections"].toObject();
        const QJsonObject connect = entry[u"connect"].toObject();
        QStringList kinds;
        for (auto kind = connections.begin(); kind != connections.end(); ++kind) {
            if (connect.contains(kind.key()))
                kinds.append(kind.key());
        }
        if (kinds.size() != 1) {
            here("connect", QStringLiteral("needs exactly one of %1").arg(quoted(connections.keys())));
        } else {
            const QJsonObject declared = connections[kinds.first()].toObject();
            findings += m_document.check(schemaOf(declared, {kinds.first()}),
                                         at + QStringList{QStringLiteral("connect")});
            device.connect = expanded(withDefaults(connect, declared)).toObject();
            if (!manifest->root()[u"shared"].toBool())
                checkFree(connect, at, findings);
        }
        checkTrays(device, at, findings);

        readSettings(device, entry, manifest->root()[u"settings"].toObject(), at, findings);
    }

    /// Two devices of one port, queue or camera take it from each other.
    void checkFree(QJsonObject place, const QStringList &at, QList<Finding> &findings)
    {
        place.remove(QStringLiteral("baud")); // how one talks there
        const QByteArray key = QJsonDocument(place).toJson(QJsonDocument::Compact);
        const QString id = m_document.value(at)[u"id"].toString();
        if (const QString other = m_places.value(key); !other.isEmpty())
            findings.append(
                m_document.finding(at + QStringList{QStringLiteral("connect")},
                                   QStringLiteral("device '%1' in line %2 is connected there already")
                                       .arg(other)
                                       .arg(m_lines.value(other))));
        else
            m_places.insert(key, id);
    }

    void checkTrays(const DeviceConfiguration &device, const QStringList &at, QList<Finding> &findings)
    {
        QStringList ids;
        const QStringList trays = at + QStringList{QStringLiteral("trays")};
        for (const auto &tray : device.trays) {
            const QString id = tray[u"id"].toString();
            if (ids.contains(id))
                findings.append(
                    m_document.finding(trays + QStringList{QString::number(ids.size()), QStringLiteral("id")},
                                       QStringLiteral("tray '%1' stands already").arg(id)));
            ids.append(id);
        }
        if (!ids.isEmpty() && !device.deviceClass.endsWith(u"-printer"))
            findings.append(
                m_document.finding(trays, QStringLiteral("class '%1' has no trays").arg(device.deviceClass)));
    }

    void readSettings(DeviceConfiguration &device, const QJsonObject &entry, const QJsonObject &own,
                      const QStringList &at, QList<Finding> &findings)
    {
        QJsonObject declared = m_classes.settings();
        for (auto setting = own.begin(); setting != own.end(); ++setting)
            declared.insert(setting.key(), *setting);
        const QJsonObject schema = settingsSchema(declared);
        if (entry.contains(u"settings"))
            findings += m_document.check(schema, at + QStringList{QStringLiteral("settings")});
        QJsonObject values = entry[u"settings"].toObject();
        const QList<Finding> unfit = m_overlay.check(device.id, schema);
        m_result.findings += unfit;
        const QJsonObject changed = unfit.isEmpty() ? m_overlay.of(device.id) : QJsonObject();
        for (auto setting = changed.begin(); setting != changed.end(); ++setting)
            values.insert(setting.key(), *setting);
        device.settings = expanded(withDefaults(values, declared)).toObject();
        m_result.declared.insert(device.id, declared);
    }

    const YamlDocument &m_document;
    const SettingsOverlay &m_overlay;
    DeviceClasses m_classes;
    YamlDocument m_driverSchema;
    TerminalConfiguration m_result;
    QHash<QString, int> m_lines;         ///< of devices
    QHash<QByteArray, QString> m_places; ///< what they are connected to → device
};

Terminal terminalFrom(const QJsonObject &object)
{
    Terminal terminal;
    const QJsonObject screen = object[u"screen"].toObject();
    terminal.id = object[u"id"].toString();
    terminal.type = object[u"type"].toString();
    terminal.portrait = screen[u"orientation"].toString() != u"landscape";
    terminal.diagonalInches = screen[u"diagonal_in"].toDouble(terminal.diagonalInches);
    terminal.largeType = screen[u"type"].toString() == u"large";
    terminal.bottomMillimetres = screen[u"bottom_mm"].toDouble(terminal.bottomMillimetres);
    terminal.viewingDistanceMillimetres =
        screen[u"viewing_distance_mm"].toDouble(terminal.viewingDistanceMillimetres);
    terminal.demonstration = object[u"demonstration"].toBool();
    const QJsonObject cabinet = object[u"cabinet"].toObject();
    terminal.cabinet = QSizeF(cabinet[u"width_mm"].toDouble(), cabinet[u"height_mm"].toDouble());
    terminal.sound = object[u"sound"].toObject();
    terminal.outlet = object[u"outlet"].toObject();
    return terminal;
}

} // namespace

QRectF screenArea(const Terminal &terminal)
{
    const double unit = terminal.diagonalInches * 25.4 / std::hypot(16, 9);
    const QSizeF size = terminal.portrait ? QSizeF(9 * unit, 16 * unit) : QSizeF(16 * unit, 9 * unit);
    return {{(terminal.cabinet.width() - size.width()) / 2,
             terminal.cabinet.height() - terminal.bottomMillimetres - size.height()},
            size};
}

const DeviceConfiguration *TerminalConfiguration::device(QStringView id) const
{
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [id](const DeviceConfiguration &entry) { return entry.id == id; });
    return found == devices.end() ? nullptr : &*found;
}

const RefusedDevice *TerminalConfiguration::refusedDevice(QStringView id) const
{
    const auto found = std::find_if(refused.begin(), refused.end(),
                                    [id](const RefusedDevice &entry) { return entry.id == id; });
    return found == refused.end() ? nullptr : &*found;
}

QJsonObject TerminalConfiguration::emulatorEnvironment(QStringView device) const
{
    for (const auto &emulator : emulators) {
        if (terminal.demonstration && emulator[u"device"].toString() == device)
            return emulator[u"environment"].toObject();
    }
    return {};
}

QJsonObject settingsSchema(const QJsonObject &declared)
{
    return schemaOf(declared, {});
}

Result<TerminalConfiguration> readTerminalConfiguration(const YamlDocument &document,
                                                        const SettingsOverlay &overlay)
{
    const auto schema = loadSchema(QStringLiteral("devices"));
    if (!schema)
        return schema.error();
    auto driverSchema = loadSchema(QStringLiteral("driver"));
    if (!driverSchema)
        return driverSchema.error();
    auto classes = DeviceClasses::load();
    if (!classes)
        return classes.error();

    // Each device is checked by itself, so that a wrong one is left out and the others come up.
    QJsonObject whole = schema->root();
    QJsonObject properties = whole[u"properties"].toObject();
    QJsonObject devices = properties[u"devices"].toObject();
    const QJsonObject deviceSchema = devices.take(QStringLiteral("items")).toObject();
    properties.insert(QStringLiteral("devices"), devices);
    whole.insert(QStringLiteral("properties"), properties);

    Reader reader(document, overlay, std::move(*classes), std::move(*driverSchema));
    TerminalConfiguration &result = reader.result();
    result.findings = document.duplicates() + document.check(whole, {}) + overlay.findings();
    result.terminal = terminalFrom(document.root()[u"terminal"].toObject());
    result.platform = expanded(document.root()[u"platform"]).toObject();
    reader.checkScreen();
    const qsizetype count = document.root()[u"devices"].toArray().size();
    for (int index = 0; index < count; ++index)
        reader.readDevice(index, deviceSchema);
    return std::move(result);
}

Result<TerminalConfiguration> loadTerminalConfiguration(const QString &path, const QString &overlay)
{
    const auto document = YamlDocument::load(path);
    if (!document)
        return document.error();
    return readTerminalConfiguration(*document, SettingsOverlay::load(overlay));
}

} // namespace kiosk::hal
