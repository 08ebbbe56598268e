#include "processes.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace kiosk::citizen
{

namespace
{

bool isOfTheWorld(const QString &service)
{
    return service.startsWith(u"emulator-") || service == u"platform" || service == u"screen" ||
           service == u"panel";
}

QList<QByteArray> commandLine(pid_t pid)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\0') : QList<QByteArray>();
}

QString nameOf(const QString &service, pid_t pid)
{
    const QList<QByteArray> words = commandLine(pid);
    const qsizetype device = words.indexOf("--device");
    const QString program = QFileInfo(QString::fromUtf8(words.value(0))).fileName();
    return service + u'/' + (device >= 0 ? QString::fromUtf8(words.value(device + 1)) : program);
}

} // namespace

QList<pid_t> descendantsOf(pid_t parent)
{
    QList<pid_t> found;
    const QDir threads(QStringLiteral("/proc/%1/task").arg(parent));
    for (const QString &thread : threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile children(threads.filePath(thread + QStringLiteral("/children")));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &child : children.readAll().simplified().split(' ')) {
            if (const pid_t pid = child.toInt(); pid > 0)
                found << pid << descendantsOf(pid);
        }
    }
    return found;
}

QList<TerminalProcess> productProcesses(const TerminalAddress &terminal)
{
    QList<TerminalProcess> found{{QStringLiteral("kioskctl"), terminal.processId}};
    QFile file(terminal.runFolder + QStringLiteral("/terminal.json"));
    if (!file.open(QIODevice::ReadOnly))
        return found;
    for (const auto &service : QJsonDocument::fromJson(file.readAll()).object()[u"services"].toArray()) {
        const QString id = service[u"id"].toString();
        const auto pid = pid_t(service[u"pid"].toInteger());
        if (pid <= 0 || isOfTheWorld(id))
            continue;
        found.append({id, pid});
        for (const pid_t child : descendantsOf(pid))
            found.append({nameOf(id, child), child});
    }
    return found;
}

} // namespace kiosk::citizen
