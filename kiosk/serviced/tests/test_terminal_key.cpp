#include "harness.h"

#include <QFile>

#include <catch2/catch.hpp>

using namespace kiosk::services::test;

TEST_CASE("key: made once, kept, and nobody else's to read", "[key]")
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("terminal.key"));
    const QByteArray first = openKey(folder).hash("subject", "x");
    CHECK(openKey(folder).hash("subject", "x") == first);
    CHECK(openKey(folder).hash("records", "x") != first);
    CHECK(QFile::permissions(path) ==
          (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
    REQUIRE(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    CHECK(codeOf(kiosk::services::TerminalKey::open(path)) == "invalidData");
    REQUIRE(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    REQUIRE(QFile::resize(path, 31));
    CHECK(codeOf(kiosk::services::TerminalKey::open(path)) == "invalidData");
    QTemporaryDir other;
    CHECK(openKey(other).hash("subject", "x") != first);
}

TEST_CASE("key: what it encrypts it reads again, unchanged and in its place only", "[key]")
{
    QTemporaryDir folder;
    const auto key = openKey(folder);
    const QByteArray sealed = key.encrypt("满意", "rating.submit 1");
    CHECK_FALSE(sealed.contains("满意"));
    CHECK(key.encrypt("满意", "rating.submit 1") != sealed);
    REQUIRE(key.decrypt(sealed, "rating.submit 1").ok());
    CHECK(*key.decrypt(sealed, "rating.submit 1") == "满意");
    CHECK_FALSE(key.decrypt(sealed, "rating.submit 2").ok());
    for (int i = 0; i < sealed.size(); ++i) {
        QByteArray changed = sealed;
        changed[i] = char(changed[i] ^ 1);
        CHECK_FALSE(key.decrypt(changed, "rating.submit 1").ok());
    }
    CHECK_FALSE(key.decrypt("short", "").ok());
}
