#include <kiosk/ctl/write_file.h>

#include <kiosk/core/error_catalogue.h>

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace kiosk::ctl
{

Status writeFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(error::notEnoughSpace, QStringLiteral("%1: %2").arg(path, file.errorString()));
    return {};
}

} // namespace kiosk::ctl
