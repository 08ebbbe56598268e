#include <kiosk/ctl/training.h>

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/ctl/write_file.h>

#include <QFileInfo>
#include <QJsonDocument>

namespace kiosk::ctl
{

QString trainingState(const QString &runFolder)
{
    return runFolder + QStringLiteral("/training");
}

Result<QByteArray> trainingConfiguration(const QString &given)
{
    const auto document = YamlDocument::load(given);
    if (!document)
        return document.error();
    QJsonObject terminal = document->root()[u"terminal"].toObject();
    const QString kind = terminal[u"type"].toString();
    const QString profile = paths::share(QStringLiteral("terminals/%1.yaml").arg(kind));
    if (kind.isEmpty() || !QFileInfo::exists(profile))
        return fail(error::invalidData,
                    document
                        ->finding({QStringLiteral("terminal"), QStringLiteral("type")},
                                  QStringLiteral("no emulated terminal of kind '%1' is installed").arg(kind))
                        .text());
    const auto emulated = YamlDocument::load(profile);
    if (!emulated)
        return emulated.error();
    terminal[QStringLiteral("demonstration")] = true;
    const QJsonObject training{{QStringLiteral("terminal"), terminal},
                               {QStringLiteral("platform"), emulated->root()[u"platform"]},
                               {QStringLiteral("devices"), emulated->root()[u"devices"]}};
    return QJsonDocument(training).toJson(); // which is YAML, too
}

Result<QString> writeTrainingConfiguration(const QString &given, const QString &stateFolder)
{
    const auto text = trainingConfiguration(given);
    if (!text)
        return text.error();
    const QString file = stateFolder + QStringLiteral("/devices.yaml");
    KIOSK_TRY(writeFile(file, *text));
    return file;
}

} // namespace kiosk::ctl
