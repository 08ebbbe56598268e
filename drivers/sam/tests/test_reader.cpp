#include "sam_fixture.h"

#include <catch2/catch.hpp>
#include <thread>

using namespace kiosk;

namespace
{

/// Text by key; a key that is not there is a null.
void checkCard(const QJsonObject &card, const QJsonObject &expected)
{
    for (auto field = expected.begin(); field != expected.end(); ++field) {
        INFO(qUtf8Printable(field.key()));
        CHECK(card[field.key()].toVariant() == field->toVariant());
    }
    CHECK(card.size() == expected.size());
}

/// The emulator has been asked so many times more: the driver is at work.
void awaitRequests(const SamFixture &sam, int more)
{
    const auto requests = [&] {
        return sam.tell({{QStringLiteral("do"), QStringLiteral("state")}})[u"requests"].toInt();
    };
    const int enough = requests() + more;
    const Deadline limit = Deadline::in(10s);
    while (requests() < enough)
        REQUIRE_FALSE(limit.passed());
}

Milliseconds since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - start);
}

/// The contract says 100 ms; the rest is a busy machine's.
constexpr Milliseconds promptly{300};

} // namespace

TEST_CASE("a resident card is read through the port")
{
    SamFixture sam;
    sam.insert("zhang");
    checkCard(sam.read(),
              {{QStringLiteral("form"), QStringLiteral("resident")},
               {QStringLiteral("name"), QStringLiteral("张测试")},
               {QStringLiteral("sex"), QStringLiteral("男")},
               {QStringLiteral("nation"), QStringLiteral("汉")},
               {QStringLiteral("birth"), QStringLiteral("1990-01-01")},
               {QStringLiteral("address"), QStringLiteral("示例省示例市样例区测试路1号1单元101室")},
               {QStringLiteral("id_number"), QStringLiteral("990000199001010017")},
               {QStringLiteral("authority"), QStringLiteral("示例市公安局示例分局")},
               {QStringLiteral("valid_from"), QStringLiteral("2018-06-01")},
               {QStringLiteral("valid_to"), QStringLiteral("2038-06-01")},
               {QStringLiteral("photo"), QJsonValue::Null}});
    REQUIRE(sam.stages.size() == 2);
    CHECK(sam.stages[0].name == u"cardFound");
    CHECK(sam.stages[1].name == u"cardRead");
}

TEST_CASE("form J: permit of Hong Kong, Macao and Taiwan residents")
{
    SamFixture sam;
    sam.insert("hongkong");
    checkCard(sam.read(), {{QStringLiteral("form"), QStringLiteral("J")},
                           {QStringLiteral("name"), QStringLiteral("陈港样")},
                           {QStringLiteral("sex"), QStringLiteral("男")},
                           {QStringLiteral("nation"), QString()},
                           {QStringLiteral("birth"), QStringLiteral("1992-03-04")},
                           {QStringLiteral("address"), QStringLiteral("示例省示例市样例区维港道9号")},
                           {QStringLiteral("id_number"), QStringLiteral("810000199203040013")},
                           {QStringLiteral("authority"), QStringLiteral("示例市公安局示例分局")},
                           {QStringLiteral("valid_from"), QStringLiteral("2023-09-01")},
                           {QStringLiteral("valid_to"), QStringLiteral("2028-09-01")},
                           {QStringLiteral("permit_number"), QStringLiteral("H00000001")},
                           {QStringLiteral("issue_count"), 1},
                           {QStringLiteral("photo"), QJsonValue::Null}});
}

TEST_CASE("form Y: foreigner's card of 2023, its long name put together")
{
    SamFixture sam;
    sam.insert("foreigner");
    checkCard(sam.read(), {{QStringLiteral("form"), QStringLiteral("Y")},
                           {QStringLiteral("name"), QStringLiteral("艾样例")},
                           {QStringLiteral("english_name"),
                            QStringLiteral("ANDERSSON-EXAMPLESON, ALEXANDER MAXIMILIAN DOE")},
                           {QStringLiteral("nationality"), QStringLiteral("UTO")},
                           {QStringLiteral("renewal_count"), 1},
                           {QStringLiteral("old_number_link"), QStringLiteral("123")},
                           {QStringLiteral("sex"), QStringLiteral("男")},
                           {QStringLiteral("nation"), QString()},
                           {QStringLiteral("birth"), QStringLiteral("1985-01-01")},
                           {QStringLiteral("address"), QString()},
                           {QStringLiteral("id_number"), QStringLiteral("932682198501010017")},
                           {QStringLiteral("authority"), QString()},
                           {QStringLiteral("valid_from"), QStringLiteral("2024-03-01")},
                           {QStringLiteral("valid_to"), QStringLiteral("2034-03-01")},
                           {QStringLiteral("photo"), QJsonValue::Null}});
}

TEST_CASE("form I: foreigner's card of 2017")
{
    SamFixture sam;
    sam.insert("foreigner-2017");
    checkCard(sam.read(), {{QStringLiteral("form"), QStringLiteral("I")},
                           {QStringLiteral("name"), QStringLiteral("埃样本")},
                           {QStringLiteral("english_name"), QStringLiteral("EXAMPLE, ERIKA MARIA")},
                           {QStringLiteral("nationality"), QStringLiteral("UTO")},
                           {QStringLiteral("version"), QStringLiteral("01")},
                           {QStringLiteral("authority_code"), QStringLiteral("9900")},
                           {QStringLiteral("sex"), QStringLiteral("女")},
                           {QStringLiteral("nation"), QString()},
                           {QStringLiteral("birth"), QStringLiteral("1985-12-20")},
                           {QStringLiteral("address"), QString()},
                           {QStringLiteral("id_number"), QStringLiteral("UTO990085122001")},
                           {QStringLiteral("authority"), QString()},
                           {QStringLiteral("valid_from"), QStringLiteral("2018-09-01")},
                           {QStringLiteral("valid_to"), QStringLiteral("2028-09-01")},
                           {QStringLiteral("photo"), QJsonValue::Null}});
}

TEST_CASE("every card of the emulator can be read, one after the other")
{
    SamFixture sam;
    const QJsonObject state = sam.tell({{QStringLiteral("do"), QStringLiteral("state")}});
    QStringList numbers;
    for (const QJsonValue &card : state[u"cards"].toArray()) {
        sam.insert(qUtf8Printable(card.toString()));
        numbers.append(sam.read()[u"id_number"].toString());
    }
    CHECK(numbers.size() == 11);
    CHECK(numbers.removeDuplicates() == 0);
}

TEST_CASE("a card for ever has no end, and its holder's newest address counts")
{
    SamFixture sam;
    sam.insert("li");
    const QJsonObject card = sam.read();
    CHECK(card[u"valid_to"].isNull());
    CHECK(card[u"address"].toString() == u"示例省示例市样例区新居花园2幢203室");
}

TEST_CASE("a reader that does not know the newest address gives the printed one")
{
    SamFixture sam;
    sam.insert("li");
    sam.fault("status:21", "address");
    CHECK(sam.read()[u"address"].toString() == u"示例省示例市样例区旧居街8号");
}

TEST_CASE("a character beyond the basic plane stays whole")
{
    SamFixture sam;
    sam.insert("rare");
    CHECK(sam.read()[u"name"].toString() == u"王𬍛");
}

TEST_CASE("the photo comes from the operator's decoder, and its absence is no error")
{
    const auto withDecoder = [](const char *library, const char *symbol) {
        SamFixture sam(SamFixture::fastBaud, {},
                       {{QStringLiteral("photo_decoder_library"), QLatin1String(library)},
                        {QStringLiteral("photo_decoder_symbol"), QLatin1String(symbol)}});
        sam.insert("zhang");
        return QByteArray::fromBase64(sam.read()[u"photo"].toString().toLatin1());
    };
    const QByteArray photo = withDecoder(FAKE_WLT, "unpackPhoto");
    CHECK(photo.size() == 38862);
    CHECK(photo.startsWith("BM"));
    CHECK(photo.back() == 'L'); // from the card's own block
    CHECK(withDecoder(FAKE_WLT, "refusePhoto").isEmpty());
    CHECK(withDecoder(FAKE_WLT, "noSuchSymbol").isEmpty());
    CHECK(withDecoder("/nonexistent/libwlt.so", "unpack").isEmpty());
}

TEST_CASE("a card put down while the driver waits is read")
{
    SamFixture sam;
    std::thread citizen([&] {
        awaitRequests(sam, 6);
        sam.insert("ouyang");
    });
    const QJsonObject card = sam.read();
    citizen.join();
    CHECK(card[u"name"].toString() == u"欧阳试用");
}

TEST_CASE("no card until the deadline is noMedia")
{
    SamFixture sam;
    const auto start = std::chrono::steady_clock::now();
    CHECK(sam.failure("read", 200ms) == u"noMedia");
    CHECK(since(start) >= 200ms);
    CHECK(since(start) < 200ms + promptly);
}

TEST_CASE("a reader that is silent keeps no call beyond its deadline")
{
    SamFixture sam;
    sam.fault("silent", "", 0);
    for (const char *operation : {"read", "detect", "awaitRemoval", "reset"}) {
        const auto start = std::chrono::steady_clock::now();
        CHECK(sam.failure(operation, 150ms) == u"timeOut");
        CHECK(since(start) < 150ms + promptly);
    }
}

TEST_CASE("cancel ends a call at once")
{
    const char *silent = GENERATE("", "find", "read");
    SamFixture sam(SamFixture::fastBaud, {},
                   {{QStringLiteral("read_timeout_ms"), 20000}, {QStringLiteral("find_timeout_ms"), 20000}});
    REQUIRE(sam.media() == u"notPresent");
    if (*silent != '\0') {
        sam.insert("zhang");
        sam.fault("silent", silent, 0);
    }
    std::chrono::steady_clock::time_point canceled;
    std::thread operatorThread([&] {
        awaitRequests(sam, *silent == '\0' ? 4 : *silent == 'f' ? 1 : 3);
        canceled = std::chrono::steady_clock::now();
        sam.cancel.cancel();
    });
    const QString failure = sam.failure("read", 20s);
    const Milliseconds taken = since(canceled);
    operatorThread.join();
    CHECK(failure == u"canceled");
    CHECK(taken < promptly);

    // And nothing is left behind of the question that was given up.
    sam.cancel = CancelToken();
    sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    sam.insert("li");
    CHECK(sam.read()[u"name"].toString() == u"李样例");
}

TEST_CASE("a port that vanishes is noDevice, and is used again when it is back")
{
    SamFixture sam;
    std::thread cable([&] {
        awaitRequests(sam, 6);
        sam.fault("unplug");
    });
    CHECK(sam.failure("read") == u"noDevice");
    cable.join();
    CHECK(sam.failure("read") == u"noDevice");
    hal::OperationContext context{Deadline::in(5s), {}};
    CHECK((*sam.device().status(context))[u"device"].toString() == u"noDevice");

    sam.tell({{QStringLiteral("do"), QStringLiteral("plug")}});
    sam.insert("zhang");
    CHECK(sam.read()[u"name"].toString() == u"张测试");
    CHECK((*sam.device().status(context))[u"device"].toString() == u"online");
}

TEST_CASE("a port that is not there is noDevice, and one in use deviceBusy")
{
    SamFixture sam, other;
    REQUIRE(sam.media() == u"notPresent");
    hal::DeviceConfiguration configuration;
    configuration.driver = QStringLiteral("sam");
    configuration.connect = {{QStringLiteral("serial"), QStringLiteral("/nonexistent/tty")}};
    hal::OperationContext context{Deadline::in(5s), {}};
    const auto absent = hal::createDevice(configuration);
    REQUIRE(absent);
    CHECK((*absent)->open(context).error().code == error::noDevice);
    configuration.connect = {{QStringLiteral("serial"), sam.port()}};
    const auto second = hal::createDevice(configuration);
    CHECK((*second)->open(context).error().code == error::deviceBusy);
}

TEST_CASE("at another rate nobody understands anybody")
{
    SamFixture sam;
    hal::DeviceConfiguration configuration;
    configuration.driver = QStringLiteral("sam");
    configuration.connect = {{QStringLiteral("serial"), sam.port()}, {QStringLiteral("baud"), 9600}};
    hal::OperationContext context{Deadline::in(5s), {}};
    const auto device = hal::createDevice(configuration);
    REQUIRE(device);
    CHECK((*device)->open(context).error().code == error::timeOut);
}

TEST_CASE("status tells the reader's own state")
{
    SamFixture sam;
    hal::OperationContext context{Deadline::in(20s), {}};
    auto status = *sam.device().status(context);
    CHECK(status[u"device"].toString() == u"online");
    CHECK(status[u"sam_id"].toString() == u"05.01-20110511-0123456789-1234567890");
    sam.fault("status:60", "status");
    status = *sam.device().status(context);
    CHECK(status[u"device"].toString() == u"hardwareError");
    CHECK(status[u"error"].toString() == u"selfTestFailed");
    sam.fault("silent", "", 0);
    CHECK((*sam.device().status(context))[u"device"].toString() == u"offline");
}
