#pragma once

#include <kiosk/core/yaml_document.h>

#include <QByteArrayView>

namespace kiosk
{

/// What a file of a module may not have: each import of a QML or JavaScript file that is not allow-listed,
/// and files that could bring native code. `file` is its path in the module, "parts/Row.qml". Looked at when
/// a module is packed and again when it is loaded. Pure. Thread: any.
[[nodiscard]] QList<Finding> forbiddenIn(const QString &file, QByteArrayView content);

/// QtQuick, QtQuick.Layouts, Kiosk.Service, Kiosk.Controls, Kiosk.Theme.
[[nodiscard]] const QStringList &allowedImports();

/// One import, as it is written: a module's name, or a file or folder in quotation marks (`local`).
struct SourceImport {
    QString name;
    bool local = false;
    int line = 1;
};

/// Imports can only stand at the head of a file: `import …` in QML, `.import …` in JavaScript. Pure.
[[nodiscard]] QList<SourceImport> importsOf(QByteArrayView source);

} // namespace kiosk
