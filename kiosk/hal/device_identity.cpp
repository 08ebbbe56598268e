#include <kiosk/hal/device_identity.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <optional>

namespace kiosk::hal
{

namespace
{

constexpr qsizetype longestText = 64;
constexpr qint64 longestAttribute = 4096; ///< a page, as sysfs gives it

QString attributeIn(const QString &folder, const char *name)
{
    QFile file(folder + u'/' + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.read(longestAttribute)).trimmed();
}

QString plainText(const QString &text)
{
    QString plain;
    for (const QChar letter : text)
        plain += letter.isPrint() ? letter : QChar(u' ');
    return plain.simplified().left(longestText);
}

/// The one device of these ids, at that port where one is given.
std::optional<QString> folderOf(const QJsonObject &usb, const QString &root)
{
    const QString wanted = usb[u"port"].toString();
    const QDir devices(root + QStringLiteral("/sys/bus/usb/devices"));
    std::optional<QString> found;
    for (const QString &port : devices.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = devices.filePath(port);
        if (attributeIn(folder, "idVendor").toUShort(nullptr, 16) != usb[u"vid"].toInt() ||
            attributeIn(folder, "idProduct").toUShort(nullptr, 16) != usb[u"pid"].toInt() ||
            !(wanted.isEmpty() || wanted == port))
            continue;
        if (found)
            return {};
        found = folder;
    }
    return found;
}

/// The USB device behind a node: the nearest folder above it that has its ids.
std::optional<QString> folderBehind(const QString &node, const QString &root)
{
    const QString canonical = QFileInfo(root + node).canonicalFilePath();
    const QString name = QFileInfo(canonical.isEmpty() ? node : canonical).fileName();
    if (name.startsWith(QStringLiteral("ttyUSB")))
        return {}; // an adapter: who is behind it the USB does not know
    const QDir classes(root + QStringLiteral("/sys/class"));
    for (const QString &kind : classes.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QDir folder(QFileInfo(classes.filePath(kind) + u'/' + name).canonicalFilePath());
        if (folder.path().isEmpty() || folder.path() == u".")
            continue;
        do {
            if (folder.exists(QStringLiteral("idVendor")))
                return folder.path();
        } while (folder.cdUp());
    }
    return {};
}

std::optional<QString> usbFolder(const QJsonObject &connect, const QString &root)
{
    if (connect[u"usb"].isObject())
        return folderOf(connect[u"usb"].toObject(), root);
    for (const auto &value : connect) {
        if (const QString node = value.toString(); node.startsWith(QStringLiteral("/dev/")))
            return folderBehind(node, root);
    }
    return {};
}

/// bcdDevice 0123 is release 1.23 (USB 2.0, 9.6.1); 0000 says nothing.
QString releaseOf(const QString &bcd)
{
    if (bcd.size() != 4 || bcd == u"0000")
        return {};
    return QString::number(bcd.first(2).toInt()) + u'.' + bcd.last(2);
}

} // namespace

QJsonObject identityFromSystem(const QJsonObject &connect, const QString &root)
{
    const auto folder = usbFolder(connect, root);
    if (!folder)
        return {};
    const QJsonObject told{{QStringLiteral("maker"), attributeIn(*folder, "manufacturer")},
                           {QStringLiteral("model"), attributeIn(*folder, "product")},
                           {QStringLiteral("serial"), attributeIn(*folder, "serial")},
                           {QStringLiteral("firmware"), releaseOf(attributeIn(*folder, "bcdDevice"))}};
    return identityOf({{QStringLiteral("identity"), told}}, {});
}

SystemIdentity::SystemIdentity(QJsonObject connect, QString root)
    : m_connect(std::move(connect)), m_root(std::move(root))
{
}

const QJsonObject &SystemIdentity::in(const QString &state)
{
    if (state == u"noDevice")
        m_known = {};
    else if (m_away && state != u"starting")
        m_known = identityFromSystem(m_connect, m_root);
    m_away = state == u"starting" ? m_away
                                  : state == u"noDevice" || state == u"offline" || state == u"hardwareError";
    return m_known;
}

QJsonObject identityOf(const QJsonObject &status, const QJsonObject &fromSystem)
{
    QJsonObject identity = fromSystem;
    const QJsonObject told = status[u"identity"].toObject();
    for (const auto *part : {"maker", "model", "serial", "firmware"}) {
        const QLatin1String key(part);
        QString text = plainText(told[key].toString());
        if (text.isEmpty() && (key == QLatin1String("model") || key == QLatin1String("serial")))
            text = plainText(status[key].toString());
        if (!text.isEmpty())
            identity.insert(key, text);
    }
    return identity;
}

} // namespace kiosk::hal
