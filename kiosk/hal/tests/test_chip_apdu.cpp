#include <kiosk/hal/chip_apdu.h>

#include <QList>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal::chipcard;

namespace
{

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// Sends nothing: the answers are given. What was sent, and the answer or the error.
struct Course {
    QList<QByteArray> sent;
    std::string outcome;
};

Course run(const char *command, const QList<QByteArray> &answers)
{
    Exchange exchange(hex(command));
    Course course;
    for (const QByteArray &answer : answers) {
        course.sent.append(exchange.next().toHex());
        const auto complete = exchange.received(QByteArray::fromHex(answer));
        if (!complete) {
            course.outcome = complete.error().code.name().toString().toStdString();
            return course;
        }
        if (*complete) {
            const Answer &whole = exchange.answer();
            course.outcome =
                whole.data.toHex().toStdString() + " " + QByteArray::number(whole.status, 16).toStdString();
            return course;
        }
    }
    course.sent.append(exchange.next().toHex());
    course.outcome = "more";
    return course;
}

} // namespace

TEST_CASE("commands are as the application wants them, byte by byte")
{
    CHECK(selectApplication(hex("7378312E73682EC9E7BBE1B1A3D5CF")) ==
          hex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF"));
    CHECK(selectFile(0xEF05, 0x02) == hex("00A4020002EF05"));
    CHECK(selectFile(0xEF06, 0x00) == hex("00A4000002EF06"));
    CHECK(readRecord(1) == hex("00B2010400"));
    CHECK(readRecordByTag(0x4E) == hex("00B24E0000"));
}

TEST_CASE("a whole answer is taken as it is")
{
    CHECK(run("00B2010400", {"0101AA9000"}).outcome == "0101aa 9000");
    CHECK(run("00A4020002EF05", {"6A82"}).outcome == " 6a82");
    CHECK(run("00A4020002EF05", {"63C2"}).outcome == " 63c2");
}

TEST_CASE("61xx is followed by GET RESPONSE until nothing is left")
{
    const auto course = run("00A404000FAA", {"6105", "01026103", "0304056C01", "03040A9000"});
    CHECK(course.sent == QList<QByteArray>{"00a404000faa", "00c0000005", "00c0000003", "00c0000001"});
    CHECK(course.outcome == "010203040a 9000");
}

TEST_CASE("GET RESPONSE goes to the command's channel, without secure messaging and chaining")
{
    CHECK(run("03B2010400", {"6105"}).sent[1] == "03c0000005");
    CHECK(run("1CB2010400", {"6105"}).sent[1] == "00c0000005");
    CHECK(run("45B2010400", {"6105"}).sent[1] == "45c0000005");
    CHECK(run("80CA9F7F00", {"612D"}).sent[1] == "80c000002d");
}

TEST_CASE("6Cxx repeats the command once with the length that the card wants")
{
    auto course = run("00B2010400", {"6C12", "0110AA9000"});
    CHECK(course.sent == QList<QByteArray>{"00b2010400", "00b2010412"});
    CHECK(course.outcome == "0110aa 9000");

    CHECK(run("00B20104", {"6C12"}).sent[1] == "00b2010412");               // no length at all
    CHECK(run("00A4020002EF05", {"6C12"}).sent[1] == "00a4020002ef0512");   // data, no length
    CHECK(run("00A4020002EF0500", {"6C12"}).sent[1] == "00a4020002ef0512"); // both
    CHECK(run("00B2010400", {"6C12", "6C12"}).outcome == "protocolError");
    CHECK(run("00A404000FAA", {"6105", "6C04", "6C04"}).outcome == "protocolError");
}

TEST_CASE("less than a status word is no answer")
{
    CHECK(run("00B2010400", {""}).outcome == "protocolError");
    CHECK(run("00B2010400", {"90"}).outcome == "protocolError");
}

TEST_CASE("a card that always has more is stopped")
{
    Exchange exchange(hex("00B2010400"));
    int rounds = 0;
    for (;;) {
        const auto complete = exchange.received(hex("6110"));
        if (!complete) {
            CHECK(complete.error().code == error::protocolError);
            break;
        }
        REQUIRE_FALSE(*complete);
        REQUIRE(++rounds < 1000);
    }
    Exchange large(hex("00B2010400"));
    rounds = 0;
    while (const auto complete = large.received(QByteArray(30000, 'x') + hex("61FF"))) {
        REQUIRE_FALSE(*complete);
        REQUIRE(++rounds < 10);
    }
    CHECK(large.answer().data.size() <= 90000);
}
