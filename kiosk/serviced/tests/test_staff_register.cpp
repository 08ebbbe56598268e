#include <kiosk/serviced/staff_register.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

#include <liboath/oath.h>

using namespace kiosk;
using namespace kiosk::services;

namespace
{

struct Register {
    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<StaffRegister> staff;

    Register() { open(); }
    void open()
    {
        staff.reset();
        auto key = TerminalKey::open(folder.filePath("terminal.key"));
        REQUIRE(key);
        auto opened =
            StaffRegister::open(folder.filePath("staff.sqlite"), "990000-0001-0001", *std::move(key), clock);
        REQUIRE(opened);
        staff = *std::move(opened);
    }
    QString add(const QString &number, const QString &role, const QString &pin)
    {
        const auto enrolment = staff->add(number, role, pin);
        REQUIRE(enrolment);
        CHECK(enrolment->uri == "otpauth://totp/Bianmin:" + number +
                                    "@990000-0001-0001?secret=" + enrolment->secret + "&issuer=Bianmin");
        return enrolment->secret;
    }
    /// As the person's code application shows it, so many steps from now.
    QString code(const QString &secret, int steps = 0) const
    {
        char *bytes = nullptr;
        size_t size = 0;
        const QByteArray text = secret.toLatin1();
        REQUIRE(oath_base32_decode(text.constData(), size_t(text.size()), &bytes, &size) == OATH_OK);
        char digits[7] = {};
        const int made =
            oath_totp_generate(bytes, size, clock.wall().toSecsSinceEpoch() + steps * 30, 30, 0, 6, digits);
        std::free(bytes); // NOLINT(cppcoreguidelines-no-malloc): liboath's
        REQUIRE(made == OATH_OK);
        return QString::fromLatin1(digits);
    }
    QString signIn(const QString &number, const QString &pin, const QString &given) const
    {
        const auto role = staff->signIn(number, pin, given);
        return role ? *role : role.error().code.name().toString();
    }
};

} // namespace

TEST_CASE("two factors let a technician in, each code once")
{
    Register fixture;
    CHECK(fixture.staff->list()->isEmpty()); // nobody is there by default
    CHECK(fixture.signIn("0007", "837261", "000000") == "signInFailed");
    const QString secret = fixture.add("0007", "technician", "837261");
    const QString code = fixture.code(secret);
    CHECK(fixture.signIn("0007", "837262", code) == "signInFailed");
    CHECK(fixture.signIn("0007", "837261", code) == "technician");
    CHECK(fixture.signIn("0007", "837261", code) == "signInFailed"); // used
    CHECK(fixture.signIn("0007", "837261", fixture.code(secret, -1)) ==
          "signInFailed"); // older than the used one
    CHECK(fixture.signIn("0007", "837261", fixture.code(secret, 2)) == "signInFailed"); // too early
    CHECK(fixture.signIn("0007", "837261", fixture.code(secret, 1)) == "technician"); // a clock that is fast
}

TEST_CASE("what is in the register survives, and none of it is readable")
{
    Register fixture;
    const QString secret = fixture.add("0007", "supervisor", "837261");
    fixture.open();
    CHECK(fixture.signIn("0007", "837261", fixture.code(secret)) == "supervisor");
    CHECK(fixture.staff->list()->at(0)[u"role"].toString() == u"supervisor");
    fixture.staff.reset();
    for (const QString &name : QDir(fixture.folder.path()).entryList({"staff*"}, QDir::Files)) {
        QFile file(fixture.folder.filePath(name));
        REQUIRE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        CHECK_FALSE(bytes.contains(secret.toLatin1()));
        CHECK_FALSE(bytes.contains("837261"));
        CHECK((file.permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    }
}

TEST_CASE("five failures lock a number for a quarter of an hour, whether anybody has it or not")
{
    Register fixture;
    const QString secret = fixture.add("0007", "technician", "837261");
    const QString number = GENERATE(QString("0007"), QString("0008"));
    for (int failure = 1; failure < StaffRegister::failuresUntilLocked; ++failure)
        CHECK(fixture.signIn(number, "111222", "000000") == "signInFailed");
    CHECK(fixture.signIn(number, "111222", "000000") == "signInLocked");
    CHECK(fixture.signIn(number, "837261", fixture.code(secret)) == "signInLocked"); // even if it is right
    fixture.open(); // a restart does not help
    fixture.clock.advance(StaffRegister::lockTime - std::chrono::seconds(1));
    CHECK(fixture.signIn(number, "837261", fixture.code(secret)) == "signInLocked");
    fixture.clock.advance(std::chrono::seconds(1));
    if (number == "0007") {
        CHECK(fixture.signIn(number, "837261", fixture.code(secret)) == "technician");
        CHECK(fixture.signIn(number, "837261", "000000") == "signInFailed"); // counted anew
    } else {
        CHECK(fixture.signIn(number, "837261", "000000") == "signInLocked");
    }
}

TEST_CASE("who may be in the register")
{
    Register fixture;
    const auto refused = [&](const QString &number, const QString &role, const QString &pin) {
        const auto added = fixture.staff->add(number, role, pin);
        return added ? QString() : added.error().code.name().toString();
    };
    CHECK(refused("123", "technician", "837261") == "invalidData");
    CHECK(refused("13800000000", "technician", "837261") == "invalidData"); // a telephone number
    CHECK(refused("0007", "citizen", "837261") == "invalidData");
    for (const char *pin : {"12345", "123456", "654321", "111111", "12345x", "1234567890123"}) {
        CAPTURE(pin);
        CHECK(refused("0007", "technician", pin) == "invalidData");
    }
    const QString secret = fixture.add("0007", "technician", "837261");
    CHECK(refused("0007", "supervisor", "837261") == "sequenceError");
    CHECK(fixture.staff->remove("0007"));
    CHECK(fixture.staff->remove("0007").error().code == error::noRecord);
    CHECK(fixture.signIn("0007", "837261", fixture.code(secret)) == "signInFailed");
}

TEST_CASE("what was typed by mistake is not kept")
{
    Register fixture;
    CHECK(fixture.signIn("990000199001010017", "837261", "000000") == "signInFailed");
    fixture.staff.reset();
    for (const QString &name : QDir(fixture.folder.path()).entryList({"staff*"}, QDir::Files)) {
        QFile file(fixture.folder.filePath(name));
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK_FALSE(file.readAll().contains("990000199001010017"));
    }
}
