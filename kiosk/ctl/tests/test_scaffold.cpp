#include <kiosk/core/manifest.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/ctl/scaffold.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::ctl;

namespace
{

struct Tree {
    QTemporaryDir folder;
    Tree()
    {
        QDir(folder.path()).mkpath(QStringLiteral("modules"));
        QDir(folder.path()).mkpath(QStringLiteral("drivers"));
    }
    [[nodiscard]] QString root() const { return folder.path(); }
};

std::string reasonOf(const Result<Scaffold> &scaffold)
{
    REQUIRE_FALSE(scaffold);
    return scaffold.error().detail.toStdString();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

} // namespace

TEST_CASE("a module that was just made is in order")
{
    const Tree tree;
    const auto scaffold = moduleScaffold(tree.root(), QStringLiteral("my-service"), QStringLiteral("GJJ-42"));
    REQUIRE(scaffold);
    REQUIRE(writeScaffold(*scaffold));
    QList<Finding> findings;
    const auto manifest = Manifest::fromModule(scaffold->folder, findings);
    for (const Finding &finding : findings)
        UNSCOPED_INFO(finding.text().toStdString());
    REQUIRE(manifest);
    CHECK(manifest->item(QStringLiteral("GJJ-42"))[u"category"].toString() == u"GJJ");
}

TEST_CASE("no file of a scaffold has a placeholder left, and a driver has what every driver has")
{
    const Tree tree;
    for (const char *deviceClass : {"id-card-reader", "document-printer"}) {
        const QString name = QStringLiteral("acme-") + QLatin1String(deviceClass);
        const auto scaffold = driverScaffold(tree.root(), name, QLatin1String(deviceClass));
        REQUIRE(scaffold);
        const auto files = writeScaffold(*scaffold);
        REQUIRE(files);
        for (const char *needed : {"CMakeLists.txt", "driver.yaml", "README.md", "emulator/main.cpp"})
            CHECK(files->contains(QLatin1String(needed)));
        static const QRegularExpression placeholder(QStringLiteral("@[A-Z]+@"));
        for (const QString &file : *files) {
            INFO(file.toStdString());
            CHECK_FALSE(QString::fromUtf8(contentOf(scaffold->folder + u'/' + file)).contains(placeholder));
        }
    }
}

TEST_CASE("what cannot be made is refused with what to change")
{
    const Tree tree;
    for (const char *bad : {"", "Acme", "acme_reader", "-acme", "acme-", "1acme", "../acme", "acme reader"}) {
        INFO(bad);
        CHECK(reasonOf(moduleScaffold(tree.root(), QString::fromLatin1(bad), {})).find("is no name") !=
              std::string::npos);
    }
    CHECK(reasonOf(moduleScaffold(tree.root(), QString(41, u'a'), {})).find("at most 40") !=
          std::string::npos);
    CHECK(reasonOf(moduleScaffold(tree.root(), QStringLiteral("acme"), QStringLiteral("huji1"))) ==
          "'huji1' is no item code: a category and two digits, such as HUJI-90");
    CHECK(reasonOf(driverScaffold(tree.root(), QStringLiteral("acme"), QStringLiteral("toaster"))) ==
          "no scaffold for class 'toaster'; there is one for: document-printer, id-card-reader");
    CHECK(reasonOf(driverScaffold(tree.root() + QStringLiteral("/modules"), QStringLiteral("acme"),
                                  QStringLiteral("id-card-reader")))
              .find("has no folder drivers/") != std::string::npos);

    const auto first = moduleScaffold(tree.root(), QStringLiteral("acme"), {});
    REQUIRE(first);
    REQUIRE(writeScaffold(*first));
    const QByteArray before = contentOf(first->folder + QStringLiteral("/module.yaml"));
    CHECK(reasonOf(moduleScaffold(tree.root(), QStringLiteral("acme"), {})).find("is there already") !=
          std::string::npos);
    CHECK(contentOf(first->folder + QStringLiteral("/module.yaml")) == before);
}
