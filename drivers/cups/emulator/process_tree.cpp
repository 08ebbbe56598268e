#include "process_tree.h"

#include <QDir>
#include <QFile>

namespace kiosk::cups
{

QList<pid_t> childrenOf(pid_t parent)
{
    QList<pid_t> children;
    for (const QString &process : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
        if (process.toInt() <= 0 || !stat.open(QIODevice::ReadOnly))
            continue;
        // pid (name) state ppid …: the name may hold anything
        const QByteArray text = stat.readAll();
        const QList<QByteArray> rest = text.mid(text.lastIndexOf(')') + 2).split(' ');
        if (rest.value(0) != "Z" && rest.value(1).toInt() == parent)
            children.append(process.toInt());
    }
    return children;
}

} // namespace kiosk::cups
