#include <kiosk/serviced/module_catalogue.h>

#include <kiosk/core/module_package.h>

#include <QDateTime>
#include <QDir>

namespace kiosk::services
{

namespace
{
constexpr QStringView levelNames[] = {u"L0", u"L1", u"L2", u"L3", u"L4"};
}

Level levelFrom(QStringView text)
{
    for (int i = 0; i < int(std::size(levelNames)); ++i) {
        if (levelNames[i] == text)
            return Level(i);
    }
    return Level::Unreachable;
}

QString levelName(Level level)
{
    return level == Level::Unreachable ? QString() : levelNames[int(level)].toString();
}

InstalledModules::InstalledModules(QString folder) : m_folder(std::move(folder)) {}

void InstalledModules::refresh()
{
    const QFileInfoList files =
        QDir(m_folder).entryInfoList({QStringLiteral("*.rcc")}, QDir::Files, QDir::Name);
    QString stamp;
    for (const QFileInfo &file : files)
        stamp +=
            file.fileName() + file.lastModified().toString(Qt::ISODateWithMs) + QString::number(file.size());
    if (stamp == m_stamp)
        return;
    m_stamp = stamp;
    m_modules.clear();
    for (const QFileInfo &file : files) {
        const auto package = ModulePackage::open(file.filePath());
        if (!package) {
            qWarning("%s: %s", qPrintable(file.fileName()), qPrintable(package.error().detail));
            continue;
        }
        const Manifest &manifest = package->manifest();
        Module module{manifest.version, {}, manifest.grants.platform};
        for (const auto &entry : manifest.items) {
            const QJsonObject kiosk = entry[u"kiosk"].toObject();
            module.items.insert(entry[u"code"].toString(),
                                {levelFrom(kiosk.value(u"auth").toString()),
                                 kiosk.value(u"daily_limit").toObject().value(u"per_person").toInt()});
        }
        m_modules.insert(manifest.id, module);
    }
}

std::optional<ServiceItem> InstalledModules::item(const QString &module, const QString &code)
{
    refresh();
    const auto items = m_modules.value(module).items;
    const auto found = items.constFind(code);
    return found == items.constEnd() ? std::nullopt : std::optional(*found);
}

bool InstalledModules::grants(const QString &module, const QString &operation)
{
    refresh();
    return m_modules.value(module).operations.contains(operation);
}

QString InstalledModules::version(const QString &module)
{
    refresh();
    return m_modules.value(module).version;
}

QMap<QString, QStringList> InstalledModules::grants()
{
    refresh();
    QMap<QString, QStringList> all;
    for (auto module = m_modules.constBegin(); module != m_modules.constEnd(); ++module)
        all.insert(module.key(), module->operations);
    return all;
}

} // namespace kiosk::services
