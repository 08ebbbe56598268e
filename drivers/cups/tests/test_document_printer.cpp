#include "documents.h"

#include <kiosk/hal/document_printer.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::cups;

namespace
{

/// Remembers what came through to the driver.
class FakePrinter : public hal::DocumentPrinter
{
public:
    using DocumentPrinter::DocumentPrinter;
    Status open(hal::OperationContext &) override { return {}; }
    void close() override {}
    Result<QJsonObject> status(hal::OperationContext &) override { return state; }

    QJsonObject state = {{"device", "online"}, {"paper", QJsonObject{{"main", "full"}, {"licence", "out"}}}};
    Result<int> answer = 1;
    QList<hal::PrintJob> jobs;

protected:
    Result<int> print(const hal::PrintJob &job, hal::OperationContext &) override
    {
        jobs.append(job);
        return answer;
    }
    Status reset(hal::OperationContext &) override { return {}; }
};

hal::DeviceConfiguration configuration(bool demonstration = false)
{
    hal::DeviceConfiguration device;
    device.trays = {QJsonObject{{"id", "main"}, {"media", "iso_a4_210x297mm"}},
                    QJsonObject{{"id", "licence"}, {"media", "iso_a3_297x420mm"}}};
    device.demonstration = demonstration;
    return device;
}

std::string print(FakePrinter &printer, const QJsonObject &fields, const QByteArray &pdf = makePdf(1))
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const auto result = printer.execute(u"print", {fields, {pdf}}, context);
    return result ? "success" : result.error().code.name().toString().toStdString();
}

} // namespace

TEST_CASE("a print's arguments are checked before anything else happens")
{
    FakePrinter printer(configuration());
    CHECK(print(printer, {}) == "invalidData");
    CHECK(print(printer, {{"title", "a\nb"}}) == "invalidData");
    CHECK(print(printer, {{"title", "张测试 990000199001010017"}}) == "invalidData");
    CHECK(print(printer, {{"title", "a"}, {"copies", 4}}) == "invalidData");
    CHECK(print(printer, {{"title", "a"}, {"copies", 1.5}}) == "invalidData");
    CHECK(print(printer, {{"title", "a"}, {"duplex", "yes"}}) == "invalidData");
    CHECK(print(printer, {{"title", "a"}, {"colour", true}}) == "invalidData");
    CHECK(print(printer, {{"title", "a"}, {"media", "A4; rm"}}) == "invalidData");
    CHECK(print(printer, {{"title", "a"}, {"media", "iso_a5_148x210mm"}}) == "mediaRejected");
    CHECK(print(printer, {{"title", "a"}, {"tray", "attic"}}) == "mediaRejected");
    CHECK(print(printer, {{"title", "a"}}, "no PDF") == "invalidData");
    CHECK(printer.jobs.isEmpty());
}

TEST_CASE("tray and media find each other")
{
    FakePrinter printer(configuration());
    printer.state = {{"device", "online"}};
    REQUIRE(print(printer, {{"title", "a"}}) == "success");
    CHECK(printer.jobs.last().tray == "main");
    CHECK(printer.jobs.last().media == "iso_a4_210x297mm");
    REQUIRE(print(printer, {{"title", "a"}, {"media", "iso_a3_297x420mm"}}) == "success");
    CHECK(printer.jobs.last().tray == "licence");
}

TEST_CASE("a printer that cannot print is given no job, and only its own tray matters")
{
    FakePrinter printer(configuration());
    CHECK(print(printer, {{"title", "a"}}) == "success");
    CHECK(print(printer, {{"title", "a"}, {"tray", "licence"}}) == "paperOut");
    printer.state[u"cover"] = "open";
    CHECK(print(printer, {{"title", "a"}}) == "coverOpen");
    printer.state[u"device"] = "unknown";
    printer.state.remove(u"cover");
    CHECK(print(printer, {{"title", "a"}}) == "deviceNotReady");
    CHECK(printer.jobs.size() == 1);
}

TEST_CASE("every page of a demonstration terminal is stamped before it reaches a driver")
{
    FakePrinter printer(configuration(true));
    REQUIRE(print(printer, {{"title", "a"}}, makePdf(2)) == "success");
    CHECK(pageText(printer.jobs.last().pdf, 1).contains("样张 无效"));
    CHECK(pageText(printer.jobs.last().pdf, 2).contains("样张 无效"));
}

TEST_CASE("a driver's error that tells nothing of the paper is an unknown outcome")
{
    FakePrinter printer(configuration());
    for (const ErrorCode code : {error::timeOut, error::protocolError, error::internalError}) {
        printer.answer = fail(code);
        CHECK(print(printer, {{"title", "a"}}) == "outcomeUnknown");
    }
    printer.answer = fail(error::paperOut);
    CHECK(print(printer, {{"title", "a"}}) == "paperOut");
}
