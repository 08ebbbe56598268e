#include "sane_configuration.h"

#include <kiosk/core/paths.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cstdlib>
#include <sys/stat.h>

namespace kiosk::sane
{

namespace
{

const QString &folderOfProcess()
{
    static const QString folder = [] {
        const QString run = QFileInfo(paths::run()).isWritable() ? paths::run() : QDir::tempPath();
        QByteArray name = QFile::encodeName(run + QStringLiteral("/sane-XXXXXX"));
        if (mkdtemp(name.data()) == nullptr)
            return QString();
        rmdir(name.constData());
        return QFile::decodeName(name);
    }();
    return folder;
}

bool put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && file.write(text) == text.size();
}

} // namespace

QByteArray withoutNetwork(const QByteArray &configuration)
{
    static constexpr std::array network{"net", "tcp", "udp", "bjnp", "mfnp", "http", "host"};
    QByteArray local;
    for (const QByteArray &line : configuration.split('\n')) {
        const QByteArray first = line.trimmed().toLower();
        const bool looksOut = std::any_of(network.begin(), network.end(),
                                          [&](const char *word) { return first.startsWith(word); });
        if (!looksOut && !first.isEmpty() && !first.startsWith('#'))
            local += line + '\n';
    }
    return local;
}

Status SaneConfiguration::write(const QString &backend, const QString &first)
{
    remove();
    const QString &folder = folderOfProcess();
    // A folder that somebody else made is not taken.
    QDir().mkpath(QFileInfo(folder).path());
    if (folder.isEmpty() || ::mkdir(QFile::encodeName(folder).constData(), 0700) != 0)
        return fail(error::notEnoughSpace, QStringLiteral("no folder for SANE's configuration"));
    m_written = true;
    QByteArray own = first.isEmpty() ? QByteArray() : first.toUtf8() + '\n';
    if (QFile system(QStringLiteral("/etc/sane.d/%1.conf").arg(backend)); system.open(QIODevice::ReadOnly))
        own += withoutNetwork(system.readAll());
    // dll.d: else SANE looks for one elsewhere, and loads what is named there.
    if (!put(folder + QStringLiteral("/dll.conf"), backend.toUtf8() + '\n') ||
        !put(folder + QStringLiteral("/%1.conf").arg(backend), own) ||
        !QDir(folder).mkdir(QStringLiteral("dll.d")))
        return fail(error::notEnoughSpace, QStringLiteral("SANE's configuration cannot be written"));
    qputenv("SANE_CONFIG_DIR", QFile::encodeName(folder));
    return {};
}

void SaneConfiguration::remove()
{
    if (std::exchange(m_written, false))
        QDir(folderOfProcess()).removeRecursively();
}

} // namespace kiosk::sane
