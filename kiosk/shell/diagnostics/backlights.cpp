#include <kiosk/shell/diagnostics/backlights.h>

#include <QDir>

#include <cmath>

namespace kiosk::shell
{

namespace
{

int numberIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

} // namespace

QList<Backlights::Light> Backlights::list() const
{
    QList<Light> lights;
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString light = folder.filePath(name);
        const int most = numberIn(light + QStringLiteral("/max_brightness"));
        const QString level = light + QStringLiteral("/brightness");
        if (most <= 0)
            continue;
        lights.append(
            {name, int(std::lround(100.0 * numberIn(level) / most)), QFileInfo(level).isWritable()});
    }
    return lights;
}

Status Backlights::set(const QString &name, int percent) const
{
    for (const Light &light : list()) { // so that a name is never a path
        if (light.name != name)
            continue;
        const QString folder = m_folder + u'/' + name;
        const int most = numberIn(folder + QStringLiteral("/max_brightness"));
        QFile file(folder + QStringLiteral("/brightness"));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return fail(error::authorisationRequired,
                        file.fileName() + QStringLiteral(": ") + file.errorString());
        const QByteArray value = QByteArray::number(int(std::lround(most * percent / 100.0)));
        if (file.write(value) != value.size())
            return fail(error::hardwareError, file.fileName() + QStringLiteral(": ") + file.errorString());
        return {};
    }
    return fail(error::noDevice, QStringLiteral("no backlight '%1'").arg(name));
}

} // namespace kiosk::shell
