#include <kiosk/core/module_sources.h>

#include <catch2/catch.hpp>

using namespace kiosk;

namespace
{

QStringList namesIn(QByteArrayView source)
{
    QStringList names;
    for (const SourceImport &import : importsOf(source))
        names.append(import.name);
    return names;
}

std::string found(const char *file, QByteArrayView source)
{
    QStringList texts;
    for (const Finding &finding : forbiddenIn(QString::fromLatin1(file), source))
        texts.append(finding.text());
    return texts.join(u'\n').toStdString();
}

} // namespace

TEST_CASE("imports are found however the head of a file is written")
{
    CHECK(namesIn("import QtQuick\nimport QtQuick.Layouts 1.15 as L\nItem { }") ==
          QStringList{QStringLiteral("QtQuick"), QStringLiteral("QtQuick.Layouts")});
    CHECK(namesIn("import QtQuick; import QtNetwork\nItem {}") ==
          QStringList{QStringLiteral("QtQuick"), QStringLiteral("QtNetwork")});
    CHECK(namesIn(
              "\xEF\xBB\xBF// a remark\n/* import A\n*/ pragma Singleton\n\timport/**/QtNetwork\nItem {}") ==
          QStringList{QStringLiteral("QtNetwork")});
    CHECK(namesIn("import\n  QtNetwork\nItem {}") == QStringList{QStringLiteral("QtNetwork")});
    CHECK(namesIn(".pragma library\n.import QtNetwork 1.0 as N\nfunction f() {}") ==
          QStringList{QStringLiteral("QtNetwork")});
    CHECK(namesIn("Item { property string s: \"\nimport QtNetwork\n\" }").isEmpty());
    CHECK(namesIn("import \"x").size() == 1);
    CHECK(namesIn("").isEmpty());
}

TEST_CASE("what is not allow-listed is named with its line")
{
    CHECK(found("Page.qml",
                "import QtQuick\nimport Kiosk.Service\nimport \"parts\"\nimport \"sum.js\" as Sum\n") == "");
    CHECK(found("Page.qml", "import QtQuick\n\nimport QtNetwork\nItem {}") ==
          "Page.qml:3: import QtNetwork is not allowed (allowed: QtQuick, QtQuick.Layouts, Kiosk.Service, "
          "Kiosk.Controls, Kiosk.Theme)");
    for (const char *local :
         {"/usr/lib/qml", "../other", "parts/../../x", "file:///tmp", "http://example.invalid/x.js"})
        CHECK(found("Page.qml", QByteArray("import \"") + local + "\"\n") ==
              "Page.qml:1: import \"" + std::string(local) + "\": only files of the module itself");
    CHECK(found("sum.js", ".import Qt.labs.platform 1.0 as P\n").find("Qt.labs.platform") !=
          std::string::npos);
    for (const char *file : {"qmldir", "parts/qmldir", "native.so", "code.mjs"})
        CHECK(found(file, "") ==
              std::string(file) + ": native code, qmldir and .mjs files cannot be in a module");
    CHECK(found("templates/T.xml", "import QtNetwork") == "");
}
