#pragma once

#include <kiosk/core/yaml_document.h>

#include <QHash>
#include <QJsonArray>

namespace kiosk
{

/// What a service module is and may reach: the checked content of its module.yaml. Thread: any.
struct Manifest {
    struct Grants {
        QHash<QString, QStringList> devices; ///< device class → operations
        QStringList platform;                ///< platform operations, "huji/idcard.query"
    };

    QString id;
    QString version;
    QHash<QString, QString> names; ///< language → name; zh and en are always there
    QString department;
    QString icon;
    int minimumShellApi = 1;
    Grants grants;
    QJsonArray items; ///< service items as the catalogue's schema has them: code, name, guide, kiosk, flow …

    /// Reads folder/module.yaml and checks it against module.schema.yaml and the catalogue's rules. What is
    /// wrong is added to findings, each with file and line. Errors: moduleInvalid as soon as there is one
    /// finding.
    [[nodiscard]] static Result<Manifest> fromModule(const QString &folder, QList<Finding> &findings);
    /// The same, of a document wherever it came from. Pure. Errors: moduleInvalid.
    [[nodiscard]] static Result<Manifest> fromDocument(const YamlDocument &document,
                                                       const YamlDocument &schema, QList<Finding> &findings);
    /// The same object as packing wrote it (module.json). Errors: moduleInvalid.
    [[nodiscard]] static Result<Manifest> fromJson(const QJsonObject &object);
    [[nodiscard]] QJsonObject toJson() const;

    /// "en" falls back to Chinese.
    [[nodiscard]] QString name(const QString &language) const;
    /// The item of that code, empty where there is none.
    [[nodiscard]] QJsonObject item(const QString &code) const;
    [[nodiscard]] bool grantsDevice(const QString &deviceClass, const QString &operation) const;
    [[nodiscard]] bool grantsPlatform(const QString &operation) const
    {
        return grants.platform.contains(operation);
    }
};

} // namespace kiosk
