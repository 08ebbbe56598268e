#include <kiosk/core/sealed_memory.h>

#include <QJsonObject>

#include <catch2/catch.hpp>

#include <sys/mman.h>
#include <unistd.h>

using namespace kiosk;

TEST_CASE("what is sealed is read back and cannot change")
{
    const auto sealed = sealMemory("证件");
    REQUIRE(sealed);
    CHECK(*readSealed(sealed->get(), 100) == QByteArray("证件"));
    CHECK(::write(sealed->get(), "x", 1) < 0);
    CHECK(::ftruncate(sealed->get(), 0) < 0);
}

TEST_CASE("an unsealed or too long memory file is refused")
{
    const FileDescriptor open(::memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    CHECK(readSealed(open.get(), 100).error().code == error::invalidData);
    const auto sealed = sealMemory(QByteArray(200, 'x'));
    CHECK(readSealed(sealed->get(), 100).error().code == error::invalidData);
    CHECK(readSealed(-1, 100).error().code == error::invalidData);
}

TEST_CASE("JSON that is none is refused")
{
    const auto sealed = sealMemory("[1]");
    CHECK_FALSE(readSealedJson(sealed->get()));
    const auto object = sealJson({{QStringLiteral("a"), 1}});
    CHECK(readSealedJson(object->get())->value(u"a").toInt() == 1);
}
