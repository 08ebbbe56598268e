#include "pcsc_link.h"

#include <catch2/catch.hpp>

#include <PCSC/winscard.h>

using namespace kiosk;
using namespace kiosk::pcsc;

namespace
{

std::string choose(const QStringList &names, const char *pattern, SlotKind slot = SlotKind::Contact)
{
    const auto name = chooseReader(names, {QString::fromLatin1(pattern), slot, {}});
    return (name ? *name : name.error().code.name().toString()).toStdString();
}

} // namespace

TEST_CASE("a reader is chosen by its name")
{
    const QStringList two{QStringLiteral("Acme CCID 00 00"), QStringLiteral("Other Reader [Dual] 01 00")};
    CHECK(choose(two, "Acme*") == "Acme CCID 00 00");
    CHECK(choose(two, "Acme CCID 00 00") == "Acme CCID 00 00");
    CHECK(choose(two, "Other Reader [Dual] ?? 00") == "Other Reader [Dual] 01 00"); // brackets are no set
    CHECK(choose(two, "Acme") == "noDevice");                                       // the whole name
    CHECK(choose(two, "*") == "noDevice");                                          // which?
    CHECK(choose({}, "*") == "noDevice");
    CHECK(choose({QStringLiteral("Acme PICC 00 00")}, "*") == "Acme PICC 00 00"); // the only one is meant
}

TEST_CASE("of the slots of one housing, the kind decides")
{
    const QStringList dual{QStringLiteral("Acme Dual Reader ICC 00 00"),
                           QStringLiteral("Acme Dual Reader PICC 00 01"),
                           QStringLiteral("Acme Dual Reader SAM 00 02")};
    CHECK(choose(dual, "Acme*") == "Acme Dual Reader ICC 00 00");
    CHECK(choose(dual, "Acme*", SlotKind::Contactless) == "Acme Dual Reader PICC 00 01");
    CHECK(choose(dual, "*SAM*") == "Acme Dual Reader SAM 00 02");
    const QStringList other{QStringLiteral("Other (contactless) 00 00"), QStringLiteral("Other 00 01")};
    CHECK(choose(other, "Other*") == "Other 00 01");
    CHECK(choose(other, "Other*", SlotKind::Contactless) == "Other (contactless) 00 00");
}

TEST_CASE("the readers that there are stand in the detail, for who writes the pattern")
{
    const auto none = chooseReader({QStringLiteral("Acme CCID 00 00")}, {QStringLiteral("Nobody*"), {}, {}});
    REQUIRE_FALSE(none);
    CHECK(none.error().detail.contains(QStringLiteral("Acme CCID 00 00")));
    CHECK(none.error().detail.contains(QStringLiteral("Nobody*")));
}

TEST_CASE("codes of pcsc-lite have their meaning")
{
    struct Case {
        long code;
        ErrorCode ours;
    };
    const Case cases[] = {
        {long(SCARD_E_NO_SERVICE), error::noDevice},
        {long(SCARD_E_UNKNOWN_READER), error::noDevice},
        {long(SCARD_E_READER_UNAVAILABLE), error::noDevice},
        {long(SCARD_F_COMM_ERROR), error::noDevice},
        {long(SCARD_E_NO_SMARTCARD), error::noMedia},
        {long(SCARD_W_REMOVED_CARD), error::mediaRemoved},
        {long(SCARD_W_UNRESPONSIVE_CARD), error::atrNotObtained},
        {long(SCARD_E_PROTO_MISMATCH), error::protocolNotSupported},
        {long(SCARD_E_SHARING_VIOLATION), error::deviceBusy},
        {long(SCARD_E_NOT_TRANSACTED), error::readFailed},
        {long(SCARD_W_RESET_CARD), error::readFailed},
        {long(SCARD_W_UNPOWERED_CARD), error::atrNotObtained},
        {long(SCARD_F_INTERNAL_ERROR), error::hardwareError},
    };
    for (const Case &one : cases) {
        const Error error = errorOf(one.code, "try");
        INFO(error.detail.toStdString());
        CHECK(error.code == one.ours);
        CHECK(error.detail.startsWith(QStringLiteral("try: ")));
    }
}
