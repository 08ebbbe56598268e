#include "biometric_reader.h"
#include "chip_reader.h"
#include "jpeg_file.h"
#include "native_printer.h"
#include "words.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::xfs4iot;
using hal::Symbology;

namespace
{

Message ended(const char *code, const char *inner = "")
{
    Message message;
    message.type = MessageType::Completion;
    message.name = QStringLiteral("Printer.PrintNative");
    message.completionCode = QLatin1String(code);
    message.errorCode = QLatin1String(inner);
    return message;
}

std::string meaning(const char *code, const char *inner = "")
{
    return errorOf(ended(code, inner)).code.name().toString().toStdString();
}

std::string printed(const char *code, const char *inner = "", int sides = 1)
{
    return printErrorOf(ended(code, inner), sides).code.name().toString().toStdString();
}

QJsonObject json(const char *text)
{
    const auto document = QJsonDocument::fromJson(text);
    REQUIRE(document.isObject());
    return document.object();
}

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

} // namespace

TEST_CASE("completion codes and error codes are our words, and those that are not have one")
{
    CHECK(meaning("hardwareError") == "hardwareError");
    CHECK(meaning("DeviceNotReady") == "deviceNotReady");
    CHECK(meaning("timeOut") == "timeOut");
    CHECK(meaning("userError") == "userError");
    CHECK(meaning("notEnoughSpace") == "notEnoughSpace");
    CHECK(meaning("canceled") == "deviceNotReady"); // not by us
    CHECK(meaning("fraudAttempt") == "hardwareError");
    CHECK(meaning("invalidTokenHMAC") == "authorisationRequired");
    CHECK(meaning("commandErrorCode", "noMedia") == "noMedia");
    CHECK(meaning("commandErrorCode", "BarcodeInvalid") == "barcodeInvalid");
    CHECK(meaning("commandErrorCode", "mediaJam") == "mediaJammed");
    CHECK(meaning("commandErrorCode", "cameraInoperable") == "cameraInoperable");
    CHECK(meaning("commandErrorCode", "retractBinFull") == "protocolError"); // of no command that we send
    CHECK(meaning("commandErrorCode", "danced") == "protocolError");
    CHECK(meaning("commandErrorCode") == "protocolError");
    CHECK(meaning("danced") == "protocolError");
    CHECK(meaning("paperOut") == "protocolError"); // an error code, and no completion code
}

TEST_CASE("of a reader of fingers a word means what it is about there")
{
    const auto meaningOf = [](const char *command, const char *inner) {
        Message message = ended("commandErrorCode", inner);
        message.name = QLatin1String(command);
        return errorOf(message).code.name().toString().toStdString();
    };
    CHECK(meaningOf("Biometric.Import", "invalidData") == "invalidData");
    CHECK(meaningOf("CardReader.ChipIO", "invalidData") == "readFailed");
    CHECK(meaningOf("biometric.import", "CapacityExceeded") == "notEnoughSpace");
    CHECK(meaningOf("Biometric.Import", "keyNotFound") == "authorisationRequired");
    CHECK(meaningOf("Biometric.Import", "formatNotSupported") == "unsupportedData");
    CHECK(meaningOf("Biometric.Read", "readFailed") == "readFailed");
    CHECK(meaningOf("Biometric.Read", "modeNotSupported") == "unsupportedData");
    CHECK(meaningOf("Biometric.Match", "noImportedData") == "sequenceError");
    CHECK(meaningOf("Biometric.Match", "noCaptureData") == "sequenceError");
    CHECK(meaningOf("Biometric.Match", "invalidIdentifier") == "sequenceError");
    CHECK(meaningOf("Biometric.Match", "invalidCompareMode") == "unsupportedData");
    CHECK(meaningOf("Biometric.Match", "invalidThreshold") == "unsupportedData");
    CHECK(meaningOf("Biometric.Match", "danced") == "protocolError");
    CHECK(meaningOf("Printer.PrintNative", "noCaptureData") == "protocolError"); // nowhere else
}

TEST_CASE("a template is taken in the format that was asked for, and as it is")
{
    const QJsonObject two = json(R"({"dataRead":[
        {"type":{"format":"isoFid"},"data":"AAAA"},{"type":{"format":"IsoFmd"},"data":"Rk1S"}]})");
    CHECK(*templateIn(two, u"isoFmd") == "FMR");
    CHECK(templateIn(two, u"ansiFmd").error().code == error::protocolError);
    const auto code = [](const char *text) { return templateIn(json(text), u"isoFmd").error().code; };
    CHECK(code(R"({"dataRead":null})") == error::protocolError);
    CHECK(code(R"({"dataRead":[7]})") == error::protocolError);
    CHECK(code(R"({"dataRead":[{"type":{"format":"isoFmd"},"data":""}]})") == error::protocolError);
    CHECK(code(R"({"dataRead":[{"type":{"format":"isoFmd"},"data":"?"}]})") == error::protocolError);
    CHECK(code(R"({"dataRead":[{"type":{"format":"isoFmd","algorithm":"rsa"},"data":"Rk1S"}]})") ==
          error::unsupportedData);
    const QByteArray tooLong = QByteArray(1500000, 'x').toBase64();
    CHECK(templateIn(
              {{QStringLiteral("dataRead"),
                QJsonArray{QJsonObject{{QStringLiteral("type"),
                                        QJsonObject{{QStringLiteral("format"), QStringLiteral("isoFmd")}}},
                                       {QStringLiteral("data"), QString::fromLatin1(tooLong)}}}}},
              u"isoFmd")
              .error()
              .code == error::protocolError);
}

TEST_CASE("a match counts only of the template that was imported, and from the threshold on")
{
    CHECK(*importedIn(json(R"({"templates":{"id7":{"format":"isoFmd"}}})")) == u"id7");
    for (const char *text : {R"({})", R"({"templates":{}})", R"({"templates":{"id1":{},"id2":{}}})",
                             R"({"templates":{"id 1":{}}})", R"({"templates":["id1"]})"}) {
        INFO(text);
        CHECK_FALSE(importedIn(json(text)));
    }
    const auto matched = [](const char *text) { return matchIn(json(text), QStringLiteral("id7"), 80); };
    CHECK(*matched(R"({"candidates":{"id7":{"confidenceLevel":80}}})"));
    CHECK_FALSE(*matched(R"({"candidates":{"id7":{"confidenceLevel":79}}})"));
    CHECK_FALSE(*matched(R"({"candidates":{"id7":{"confidenceLevel":-1}}})"));
    CHECK_FALSE(*matched(R"({"candidates":null})"));
    CHECK_FALSE(*matched(R"({"candidates":{}})"));
    for (const char *text :
         {R"({"candidates":{"id8":{"confidenceLevel":99}}})", R"({"candidates":{"id7":{}}})",
          R"({"candidates":{"id7":{"confidenceLevel":"99"}}})",
          R"({"candidates":{"id7":{"confidenceLevel":101}}})",
          R"({"candidates":{"id7":{"confidenceLevel":99},"id8":{"confidenceLevel":99}}})"}) {
        INFO(text);
        CHECK(matched(text).error().code == error::protocolError);
    }
}

TEST_CASE("words that a peer made up are unknown")
{
    CHECK(deviceWordOf(json(R"({"common":{"device":"Online"}})")) == u"online");
    CHECK(deviceWordOf(json(R"({"common":{"device":"asleep"}})")) == u"unknown");
    CHECK(deviceWordOf(json(R"({"common":{"device":7}})")) == u"unknown");
    CHECK(deviceWordOf({}) == u"unknown");
    CHECK(checkDevice(QStringLiteral("online")));
    CHECK(checkDevice(QStringLiteral("potentialFraud")));
    CHECK(checkDevice(QStringLiteral("powerOff")).error().code == error::noDevice);
    CHECK(checkDevice(QStringLiteral("fraudAttempt")).error().code == error::hardwareError);
}

TEST_CASE("kinds of codes are found among ours")
{
    CHECK(symbologyOf(QStringLiteral("qrCode")) == Symbology::QrCode);
    CHECK(symbologyOf(QStringLiteral("ean13_5")) == Symbology::Ean13);
    CHECK(symbologyOf(QStringLiteral("jan13")) == Symbology::Ean13);
    CHECK(symbologyOf(QStringLiteral("upcE1_2")) == Symbology::UpcE);
    CHECK(symbologyOf(QStringLiteral("symbologyUnknown")) == Symbology::Unknown);
    CHECK(symbologyOf({}) == Symbology::Unknown);
    CHECK(wordsOf(Symbology::UpcE).first() == u"upcE0");
}

TEST_CASE("of the versions of a command the newest that both know is chosen")
{
    const QJsonObject capabilities = json(R"({"interfaces":[
        {"name":"common","commands":{"Common.Status":{"versions":["1.0","2.0"]}}},
        {"name":"Camera","commands":{"Camera.TakePicture":{"versions":["2.1","3.0","9.0"]},"Camera.Reset":{}}}]})");
    CHECK(offersInterface(capabilities, u"Camera"));
    CHECK_FALSE(offersInterface(capabilities, u"Printer"));
    CHECK(offersCommand(capabilities, u"Camera.Reset"));
    CHECK_FALSE(offersCommand(capabilities, u"Camera.Dance"));
    const auto versions = chooseVersions(capabilities, {QStringLiteral("Common"), QStringLiteral("Camera")});
    REQUIRE(versions);
    CHECK(*versions == json(R"({"Common.Status":2,"Camera.TakePicture":3})"));

    const QJsonObject future =
        json(R"({"interfaces":[{"name":"Camera","commands":{"Camera.Reset":{"versions":["9.0"]}}}]})");
    CHECK(chooseVersions(future, {QStringLiteral("Camera")}).error().code == error::protocolError);
    const QJsonObject first = json(R"({"interfaces":[{"name":"Camera","commands":["Camera.Reset"]}]})");
    CHECK(offersCommand(first, u"camera.reset"));
    CHECK(chooseVersions(first, {QStringLiteral("Camera")})->isEmpty());
}

TEST_CASE("a chip is spoken to by the protocol of its answer to reset")
{
    const QJsonObject both = json(R"({"cardReader":{"chipProtocols":{"chipT0":true,"chipT1":true}}})");
    CHECK(chipProtocolFor(hex("3b021450"), both) == u"chipT0");
    CHECK(chipProtocolFor(hex("3bf81300008131fe45"), both) == u"chipT1"); // TA1, TB1, TC1, TD1 = 81
    CHECK(chipProtocolFor(hex("3b8001"), both) == u"chipT1");
    CHECK(chipProtocolFor(hex("3b80"), both) == u"chipT0"); // cut short
    CHECK(chipProtocolFor({}, both) == u"chipT0");
    CHECK(chipProtocolFor(hex("3b021450"),
                          json(R"({"cardReader":{"chipProtocols":{"chipTypeB":true,"chipT0":false}}})")) ==
          u"chipTypeB");
    CHECK(chipProtocolFor(
              hex("3b021450"),
              json(R"({"cardReader":{"chipProtocols":{"chipProtocolNotRequired":true,"chipT0":true}}})")) ==
          u"chipProtocolNotRequired");
    CHECK(chipProtocolFor(hex("3b021450"), {}) == u"chipT0");
}

TEST_CASE("of a print only what a service says before it begins is certain")
{
    CHECK(printed("invalidData") == "invalidData");
    CHECK(printed("unsupportedCommand") == "unsupportedCommand");
    CHECK(printed("sequenceError") == "sequenceError");
    CHECK(printed("commandErrorCode", "noMediaPresent") == "paperOut");
    CHECK(printed("commandErrorCode", "paperOut") == "paperOut");
    CHECK(printed("commandErrorCode", "paperOut", 2) == "outcomeUnknown"); // one side may be out
    CHECK(printed("commandErrorCode", "paperJammed") == "outcomeUnknown");
    CHECK(printed("commandErrorCode", "tonerOut") == "outcomeUnknown");
    CHECK(printed("canceled") == "outcomeUnknown");
    CHECK(printed("timeOut") == "outcomeUnknown");
    CHECK(printed("deviceNotReady") == "outcomeUnknown"); // "not ready or timed out"
    CHECK(printed("danced") == "outcomeUnknown");
}

TEST_CASE("a picture loses its notes, and what is no whole JPEG is refused")
{
    const QByteArray start = hex("ffd8"), jfif = hex("ffe000044a46"), exif = hex("ffe1000645786966"),
                     comment = hex("fffe00044142"), frame = hex("ffc0000b0801e0028001011100"),
                     scan = hex("ffda00030012345678"), end = hex("ffd9");
    const auto picture = takeJpeg(start + jfif + exif + comment + frame + scan + end);
    REQUIRE(picture);
    CHECK(picture->width == 640);
    CHECK(picture->height == 480);
    CHECK(picture->jpeg.toHex() == (start + jfif + frame + scan + end).toHex());
    CHECK(takeJpeg("BM whatever").error().code == error::unsupportedData);
    CHECK(takeJpeg({}).error().code == error::unsupportedData);
    CHECK(takeJpeg(start + frame + scan).error().code == error::protocolError);          // cut short
    CHECK(takeJpeg(start + jfif + scan + end).error().code == error::protocolError);     // no size
    CHECK(takeJpeg(start + hex("ffe1ffff") + end).error().code == error::protocolError); // past the end
    CHECK(takeJpeg(start + end).error().code == error::protocolError);
}
