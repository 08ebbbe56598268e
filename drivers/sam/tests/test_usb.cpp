// The driver on USB: the emulated reader behind an emulated bus, libusb between them.
#include "sam_fixture.h"

#include <catch2/catch.hpp>
#include <thread>

using namespace kiosk;

namespace
{

struct Product {
    const char *framing;
    int vendor;
    int product;
    QStringList arguments = {};
};

const Product products[] = {
    {"four-pipe", 0x0400, 0xC35A},
    {"bulk-pair", 0x0400, 0xC35A},
    {"hid", 0x2B8B, 0x2721},
    {"hid", 0x2B8B, 0x2721, {QStringLiteral("--reports-by-control")}},
    {"wrapped-hid", 0x10C4, 0x0007},
    {"wrapped-hid", 0x10C4, 0x0007, {QStringLiteral("--reports-by-control")}},
};

QJsonObject address(int vendor, int product, const char *port = "1-2")
{
    return {{QStringLiteral("vid"), vendor},
            {QStringLiteral("pid"), product},
            {QStringLiteral("port"), QLatin1String(port)}};
}

std::unique_ptr<SamFixture> plugged(const Product &product, const QJsonObject &settings = {})
{
    return std::make_unique<SamFixture>(address(product.vendor, product.product), product.framing,
                                        product.arguments, settings);
}

QJsonObject state(const SamFixture &sam)
{
    return sam.tell({{QStringLiteral("do"), QStringLiteral("state")}});
}

void clear(const SamFixture &sam)
{
    sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
}

QString deviceState(SamFixture &sam)
{
    hal::OperationContext context{Deadline::in(5s), {}};
    const auto status = sam.device().status(context);
    return status ? (*status)[u"device"].toString() : status.error().code.name().toString();
}

Milliseconds since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - start);
}

/// The contract says 100 ms; the rest is a busy machine's.
constexpr Milliseconds promptly{300};

} // namespace

TEST_CASE("each product is read, framed as its descriptors and driver.yaml say")
{
    for (const Product &product : products) {
        INFO(product.framing << ' ' << product.arguments.join(u' ').toStdString());
        const auto sam = plugged(product);
        sam->insert("li");
        const QJsonObject card = sam->read();
        CHECK(card[u"name"].toString() == u"李样例");
        CHECK(card[u"address"].toString() == u"示例省示例市样例区新居花园2幢203室");
        CHECK(sam->media() == u"present");
        sam->remove();
        CHECK(sam->run("awaitRemoval"));
        CHECK(deviceState(*sam) == u"online");
    }
}

TEST_CASE("what the bus does to one answer is recovered from")
{
    const char *fault = GENERATE("stall", "babble", "bus-error", "zero-length", "short");
    for (const Product &product : products) {
        if (!product.arguments.isEmpty())
            continue; // answers take the same way
        const auto sam = plugged(product);
        for (const char *command : {"samId", "find", "read"}) {
            INFO(fault << " in the answer to " << command << ", " << product.framing);
            clear(*sam);
            sam->device().close(); // the id is asked for when the device is opened
            sam->insert("rare");
            sam->fault(fault, command);
            CHECK(sam->read()[u"name"].toString() == u"王𬍛");
            CHECK(state(*sam)[u"faults"].toArray().isEmpty());
        }
    }
}

TEST_CASE("what the reader does to one answer is recovered from on USB too")
{
    const char *fault =
        GENERATE("checksum", "length", "length-huge", "truncated", "noise", "split", "twice", "silent");
    for (const int product : {0, 4}) {
        const auto sam = plugged(products[product]);
        for (const char *command : {"find", "read"}) {
            INFO(fault << " in the answer to " << command << ", " << products[product].framing);
            clear(*sam);
            sam->insert("zhang");
            sam->fault(fault, command);
            CHECK(sam->read()[u"name"].toString() == u"张测试");
        }
    }
}

TEST_CASE("an endpoint that stalls for ever is reported, and no question is asked for ever")
{
    const auto sam = plugged(products[0]);
    REQUIRE(sam->media() == u"notPresent");
    sam->insert("zhang");
    sam->fault("stall", "read", 0);
    CHECK(sam->failure("read") == u"protocolError");
    clear(*sam);
    CHECK(sam->read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a question that the reader refuses is asked again, one that it never takes ends by the deadline")
{
    for (const Product &product : products) {
        INFO(product.framing << ' ' << product.arguments.join(u' ').toStdString());
        const auto sam = plugged(product);
        REQUIRE(sam->media() == u"notPresent");
        sam->insert("zhang");
        sam->fault("stall-question");
        CHECK(sam->media() == u"present");
        sam->fault("hang-question", "", 0);
        const auto start = std::chrono::steady_clock::now();
        CHECK(sam->failure("detect", 200ms) == u"timeOut");
        CHECK(since(start) < 200ms + promptly);
        clear(*sam);
        CHECK(sam->read()[u"name"].toString() == u"张测试");
    }
}

TEST_CASE("a reader drawn at any moment is noDevice, and is used again when it is back")
{
    for (const Product &product : products) {
        INFO(product.framing << ' ' << product.arguments.join(u' ').toStdString());
        const auto sam = plugged(product);
        for (const char *command : {"samId", "reset", "find", "select", "read", "address"}) {
            INFO("in the answer to " << command);
            sam->device().close();
            sam->insert("zhang");
            sam->fault("unplug-midway", command);
            const auto start = std::chrono::steady_clock::now();
            CHECK(sam->failure("read") == u"noDevice");
            CHECK(since(start) < promptly);
            CHECK(sam->failure("read") == u"noDevice");
            CHECK(deviceState(*sam) == u"noDevice");
            sam->tell({{QStringLiteral("do"), QStringLiteral("plug")}});
            CHECK(sam->read()[u"name"].toString() == u"张测试");
        }
        // While nobody asks anything, and while a citizen is waited for.
        sam->fault("unplug");
        CHECK(deviceState(*sam) == u"noDevice");
        sam->tell({{QStringLiteral("do"), QStringLiteral("plug")}});
        CHECK(deviceState(*sam) == u"online");
        sam->remove();
        hal::OperationContext waiting{Deadline::in(5s), {}, [&](const QString &stage, const QJsonObject &) {
                                          if (stage == u"insertCard")
                                              sam->fault("unplug");
                                      }};
        const auto drawn = sam->device().execute(u"read", {}, waiting);
        REQUIRE_FALSE(drawn);
        CHECK(drawn.error().code == error::noDevice);
    }
}

TEST_CASE("a reader that leaves for good is noDevice, whoever still has it open")
{
    const auto sam = plugged(products[0]);
    REQUIRE(sam->media() == u"notPresent");
    CHECK(sam->emulator().stop() == 0);
    CHECK(deviceState(*sam) == u"noDevice");
    CHECK(sam->failure("read") == u"noDevice");
}

TEST_CASE("the kernel's HID driver is sent away and gets its device back")
{
    const auto sam = plugged(products[2]);
    const QString bound = QStringLiteral("hid, bound to the kernel's driver");
    CHECK(state(*sam)[u"wire"].toString() == bound);
    sam->insert("zhang");
    CHECK(sam->read()[u"name"].toString() == u"张测试");
    CHECK(state(*sam)[u"wire"].toString() == u"hid");
    sam->device().close();
    CHECK(state(*sam)[u"wire"].toString() == bound);
}

TEST_CASE("what keeps a reader from being opened is told apart")
{
    const auto sam = plugged(products[0]);
    const auto opened = [](int vendor, int product, const char *port) {
        hal::DeviceConfiguration configuration;
        configuration.driver = QStringLiteral("sam");
        configuration.connect = {{QStringLiteral("usb"), address(vendor, product, port)}};
        const auto device = hal::createDevice(configuration);
        REQUIRE(device);
        hal::OperationContext context{Deadline::in(5s), {}};
        const auto status = (*device)->open(context);
        return status ? QString()
                      : status.error().code.name().toString() + QStringLiteral(": ") + status.error().detail;
    };
    CHECK(opened(0x0400, 0xC35A, "").isEmpty());
    CHECK(opened(0x0400, 0xC35A, "1-3") ==
          u"noDevice: no USB device 0400:c35a at port 1-3; 0400:c35a is at port 1-2");
    CHECK(opened(0x261A, 0x0007, "1-2") ==
          u"noDevice: no USB device 261a:0007 at port 1-2; 0400:c35a is at port 1-2");
    CHECK(opened(0x261A, 0x000C, "1-2").startsWith(u"unsupportedCommand: USB device 261a:000c"));
    REQUIRE(sam->media() == u"notPresent");
    CHECK(opened(0x0400, 0xC35A, "1-2").startsWith(u"deviceBusy: "));
}

TEST_CASE("on USB too a silent reader keeps no call beyond its deadline or a cancel")
{
    const auto sam = plugged(products[0], {{QStringLiteral("read_timeout_ms"), 20000},
                                           {QStringLiteral("find_timeout_ms"), 20000}});
    REQUIRE(sam->media() == u"notPresent");
    sam->insert("zhang");
    sam->fault("silent", "read", 0);
    auto start = std::chrono::steady_clock::now();
    CHECK(sam->failure("read", 150ms) == u"timeOut");
    CHECK(since(start) < 150ms + promptly);

    hal::OperationContext context{Deadline::in(20s), {}, [&](const QString &, const QJsonObject &) {
                                      start = std::chrono::steady_clock::now();
                                      context.cancel.cancel();
                                  }};
    const auto canceled = sam->device().execute(u"read", {}, context);
    REQUIRE_FALSE(canceled);
    CHECK(canceled.error().code == error::canceled);
    CHECK(since(start) < promptly);
    clear(*sam);
    CHECK(sam->read()[u"name"].toString() == u"张测试");
}

TEST_CASE("an answer that comes too late is not taken for the next one on USB either")
{
    const auto sam = plugged(products[0]);
    REQUIRE(sam->media() == u"notPresent");
    sam->insert("li");
    sam->fault("late", "find", 1, 350);
    REQUIRE(sam->failure("detect", 100ms) == u"timeOut");
    sam->remove();
    CHECK(sam->media() == u"notPresent");
}

TEST_CASE("what the driver and the emulated bus add to a reading is told")
{
    for (const int product : {0, 1, 2}) {
        const auto sam = plugged(products[product]);
        sam->insert("zhang");
        sam->read(); // the first also learns how this reader tells of a card that lies there
        std::chrono::duration<double, std::milli> best(1e6);
        for (int i = 0; i < 5; ++i) {
            sam->stages.clear();
            sam->read();
            REQUIRE(sam->stages.size() == 2);
            best = std::min<decltype(best)>(best, sam->stages[1].at - sam->stages[0].at);
        }
        WARN(products[product].framing << ": " << best.count()
                                       << " ms from card found to result, the reader answering at once");
        CHECK(best < Milliseconds(100));
    }
}
