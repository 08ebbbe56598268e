// The driver on USB: the emulated printer behind an emulated bus, libusb between them.
#include "escpos_fixture.h"

#include <chrono>

using namespace kiosk;

namespace
{

EscposFixture::Options usb(const QStringList &arguments = {}, const QJsonObject &connect = {})
{
    return {{}, arguments, false, true, connect};
}

} // namespace

TEST_CASE("a receipt is printed over USB, confirmed by number as driver.yaml says of the product")
{
    EscposFixture printer(usb());
    REQUIRE(printer.open() == u"ok");
    CHECK(printer.outcome(linesOfText(20)) == u"ok");
    const auto pieces = printer.pieces();
    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0].size() == 22);
    CHECK(printer.status()[u"device"].toString() == u"online");
}

TEST_CASE("paper end on USB is resumed likewise")
{
    auto options = usb();
    options.settings = {{QStringLiteral("after_stop"), QStringLiteral("resume")}};
    EscposFixture printer(options);
    REQUIRE(printer.open() == u"ok");
    printer.later(8, "paper-out");
    printer.whenTold = [&printer](const QString &stage) {
        if (stage == u"printerStopped")
            printer.act("load");
    };
    CHECK(printer.outcome(linesOfText(10)) == u"ok");
    CHECK(printer.validReceipts() == 1);
}

TEST_CASE("a printer that takes nothing more still has its port status")
{
    EscposFixture printer(usb());
    REQUIRE(printer.open() == u"ok");
    printer.act("paper-out");
    printer.act("refuse");
    const QJsonObject state = printer.status();
    CHECK(state[u"paper"][u"upper"].toString() == u"out");
    CHECK(state[u"device"].toString() == u"offline");
    CHECK(printer.outcome(linesOfText(1)) == u"paperOut");
    printer.act("clear");
    printer.act("load");
    CHECK(printer.outcome(linesOfText(1)) == u"ok");
}

TEST_CASE("unplugged and plugged in again")
{
    EscposFixture printer(usb());
    REQUIRE(printer.open() == u"ok");
    SECTION("while idle")
    {
        printer.act("unplug");
        CHECK(printer.status()[u"device"].toString() == u"noDevice");
    }
    SECTION("in the midst of a receipt")
    {
        printer.later(2, "unplug");
        CHECK(printer.outcome(linesOfText(8)) == u"noDevice");
    }
    CHECK(printer.open() == u"noDevice");
    printer.act("plug");
    REQUIRE(printer.open() == u"ok");
    CHECK(printer.outcome(linesOfText(1)) == u"ok");
    CHECK(printer.validReceipts() == 1);
}

TEST_CASE("a device that is no printer, and one that is not there")
{
    EscposFixture other(usb({QStringLiteral("--no-printer")}));
    CHECK(other.open() == u"unsupportedCommand");
    EscposFixture absent(usb({}, {{QStringLiteral("usb"), QJsonObject{{QStringLiteral("vid"), 0x0416},
                                                                      {QStringLiteral("pid"), 0x5011}}}}));
    CHECK(absent.open() == u"noDevice");
}

TEST_CASE("a cancel while the printer takes nothing")
{
    EscposFixture printer(usb());
    REQUIRE(printer.open() == u"ok");
    printer.later(1, "refuse");
    const auto start = std::chrono::steady_clock::now();
    CHECK(printer.outcome(linesOfText(20), 1s) != u"ok");
    CHECK(std::chrono::steady_clock::now() - start < 1500ms);
    CHECK(printer.validReceipts() == 0);
}
