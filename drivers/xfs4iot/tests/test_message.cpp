#include "message.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::xfs4iot;

namespace
{

Message parsed(const QByteArray &text)
{
    const auto message = parseMessage(text);
    INFO(text.toStdString());
    REQUIRE(message);
    return *message;
}

bool isRefused(const QByteArray &text)
{
    const auto message = parseMessage(text);
    return !message && message.error().code == error::protocolError;
}

QByteArray completion(const QByteArray &header, const QByteArray &payload = "{}")
{
    return R"({"header":{"type":"completion","name":"Common.Status","requestId":7)" + header +
           R"(},"payload":)" + payload + "}";
}

} // namespace

TEST_CASE("a command is written with its timeout where the form has it")
{
    Message command;
    command.name = QStringLiteral("BarcodeReader.Read");
    command.version = QStringLiteral("2.0");
    command.requestId = 12;
    command.timeout = 5000;
    command.payload = {{QStringLiteral("symbologies"), QJsonValue::Null}};
    CHECK(
        encodeMessage(command).toStdString() ==
        R"({"header":{"name":"BarcodeReader.Read","requestId":12,"timeout":5000,"type":"command","version":"2.0"},)"
        R"("payload":{"symbologies":null}})");
    command.form = HeaderForm::Payload;
    CHECK(encodeMessage(command).toStdString() ==
          R"({"header":{"name":"BarcodeReader.Read","requestId":12,"type":"command","version":"2.0"},)"
          R"("payload":{"symbologies":null,"timeout":5000}})");
    CHECK(parsed(encodeMessage(command)).timeout == 5000);
}

TEST_CASE("completion codes are found in header and payload, and tell the form")
{
    const Message present =
        parsed(completion(R"(,"completionCode":"commandErrorCode")", R"({"errorCode":"noMedia"})"));
    CHECK(present.type == MessageType::Completion);
    CHECK(present.requestId == 7);
    CHECK(present.completionCode == u"commandErrorCode");
    CHECK(present.errorCode == u"noMedia");
    CHECK(present.form == HeaderForm::Header);
    const Message first =
        parsed(completion("", R"({"completionCode":"commandErrorCode","errorCode":"noMedia"})"));
    CHECK(first.completionCode == u"commandErrorCode");
    CHECK(first.errorCode == u"noMedia");
    CHECK(first.form == HeaderForm::Payload);
}

TEST_CASE("an acknowledge's status is found in header and payload; null is acceptance")
{
    const char *const start = R"({"header":{"type":"acknowledge","name":"A.B","requestId":1)";
    CHECK(parsed(QByteArray(start) + R"(,"status":null}})").status.isEmpty());
    CHECK(parsed(QByteArray(start) + R"(},"payload":{"status":null}})").status.isEmpty());
    CHECK(parsed(QByteArray(start) + R"(,"status":"tooManyRequests"}})").status == u"tooManyRequests");
    CHECK(parsed(QByteArray(start) + R"(},"payload":{"status":"invalidMessage"}})").status ==
          u"invalidMessage");
}

TEST_CASE("names are taken in whatever case, and an event of no request is unsolicited")
{
    const Message event =
        parsed(R"({"Header":{"Type":"Event","Name":"common.statuschangedevent"},"Payload":null})");
    CHECK(event.type == MessageType::Unsolicited);
    CHECK(event.isNamed(u"Common.StatusChangedEvent"));
    CHECK(parsed(R"({"header":{"type":"event","name":"A.B","requestId":3}})").type == MessageType::Event);
    CHECK(parsed(R"({"header":{"type":"unsolicited","name":"A.B"}})").requestId == 0);
}

TEST_CASE("what is no message is refused, without what stands there")
{
    CHECK(isRefused(""));
    CHECK(isRefused("[]"));
    CHECK(isRefused("{\"header\":"));
    CHECK(isRefused(R"({"header":7})"));
    CHECK(isRefused(R"({"header":{"type":"question","name":"A.B","requestId":1}})"));
    CHECK(isRefused(R"({"header":{"type":"command","requestId":1}})"));
    CHECK(isRefused(R"({"header":{"type":"command","name":"a b","requestId":1}})"));
    CHECK(isRefused(R"({"header":{"type":"event","name":"A.B","requestId":1},"payload":[1]})"));
    for (const char *id : {"0", "-1", "1.5", "2147483648", "1e99", "\"1\"", "{}"})
        CHECK(isRefused(QByteArray(R"({"header":{"type":"command","name":"A.B","requestId":)") + id + "}}"));
    CHECK(isRefused(completion("")));
    CHECK(isRefused(completion(R"(,"completionCode":"two words")")));
    CHECK(isRefused(completion(R"(,"completionCode":5)")));
    const auto secret = parseMessage(completion(R"(,"completionCode":"990000199001010017 wang")"));
    REQUIRE_FALSE(secret);
    CHECK_FALSE(secret.error().detail.contains(QStringLiteral("9900")));
}

TEST_CASE("a message is no deeper and no longer than its bounds")
{
    const auto nested = [](int depth) {
        return completion(R"(,"completionCode":"success")",
                          R"({"a":)" + QByteArray(depth - 2, '[') + QByteArray(depth - 2, ']') + "}");
    };
    CHECK_FALSE(isRefused(nested(deepestMessage)));
    CHECK(isRefused(nested(deepestMessage + 1)));
    CHECK(isRefused(QByteArray(1'000'000, '[')));
    // Brackets in a text are none.
    CHECK_FALSE(isRefused(
        completion(R"(,"completionCode":"success")", R"({"a":")" + QByteArray(100, '[') + R"(\"[[{"})")));
    CHECK(isRefused(
        completion(R"(,"completionCode":"success")", R"({"a":")" + QByteArray(longestMessage, 'x') + "\"}")));
}

TEST_CASE("fields are found by path, bytes are base64 and nothing else")
{
    const QJsonObject object{
        {QStringLiteral("Common"), QJsonObject{{QStringLiteral("device"), QStringLiteral("online")}}},
        {QStringLiteral("good"), QStringLiteral("AP8=")},
        {QStringLiteral("bad"), QStringLiteral("A*")},
        {QStringLiteral("none"), QJsonValue::Null},
        {QStringLiteral("number"), 1}};
    CHECK(fieldAt(object, u"common.device").toString() == u"online");
    CHECK(fieldAt(object, u"common.device.more").isUndefined());
    CHECK(*bytesOf(object, u"good") == QByteArray::fromHex("00ff"));
    CHECK(bytesOf(object, u"none")->isEmpty());
    CHECK_FALSE(bytesOf(object, u"bad"));
    CHECK_FALSE(bytesOf(object, u"number"));
}
