#include <kiosk/modulehost/import_guard.h>

#include <kiosk/core/module_sources.h>

#include <QUrl>

namespace kiosk::modulehost
{

namespace
{

const QString nowhere = QStringLiteral("qrc:/refused");

/// Of what QtQuick and Kiosk.Controls are themselves made of.
const QStringList &needed()
{
    static const QStringList modules{QStringLiteral("QtQml"),
                                     QStringLiteral("QtQml/Models"),
                                     QStringLiteral("QtQml/WorkerScript"),
                                     QStringLiteral("QtQuick/Shapes"),
                                     QStringLiteral("Kiosk/Host"),
                                     QStringLiteral("Kiosk/Flow")};
    return modules;
}

bool allowed(const QString &folder)
{
    const auto isFolder = [&folder](QString module) {
        return folder.endsWith(u'/' + module.replace(u'.', u'/'));
    };
    return std::any_of(allowedImports().begin(), allowedImports().end(), isFolder) ||
           std::any_of(needed().begin(), needed().end(), isFolder);
}

} // namespace

QUrl ImportGuard::intercept(const QUrl &url, DataType type)
{
    const QString path = url.path();
    static const QStringList schemes{QString(), QStringLiteral("qrc"), QStringLiteral("file"),
                                     QStringLiteral("image"), QStringLiteral("data")};
    if (!schemes.contains(url.scheme()))
        return QUrl(nowhere);
    // A module's name, "…/QtQuick/Layouts/qmldir"; a folder of the module itself
    // has none.
    if (type == QmldirFile && !path.startsWith(u"/modules/") && !allowed(path.section(u'/', 0, -2)))
        return QUrl(nowhere + QStringLiteral("/qmldir"));
    return url;
}

} // namespace kiosk::modulehost
