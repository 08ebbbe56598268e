#include "../sane_configuration.h"
#include "../sane_naming.h"
#include "../sane_quirks.h"
#include "../sane_status.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::sane;

TEST_CASE("a star stands for any characters, and nothing else does for another")
{
    CHECK(matches(u"", u""));
    CHECK(matches(u"*", u""));
    CHECK(matches(u"genesys:libusb:*", u"genesys:libusb:001:004"));
    CHECK(matches(u"*iX*00:12*", u"fujitsu:ScanSnap iX500:123456"));
    CHECK(matches(u"a*b*c", u"aXbbYc"));
    CHECK_FALSE(matches(u"a*b*c", u"aXbbY"));
    CHECK_FALSE(matches(u"genesys:libusb:*", u"genesys:libusb"));
    CHECK_FALSE(matches(u"test.0", u"test:0"));
    CHECK_FALSE(matches(u"TEST:0", u"test:0"));
    CHECK_FALSE(matches(QString(200, u'*') + QStringLiteral("b"), QString(20000, u'a')));
}

TEST_CASE("a scanner is meant by its name, or by its model")
{
    const auto named = ScannerPattern::of({{QStringLiteral("scanner"), QStringLiteral("epsonds:libusb:*")}});
    CHECK(named.backend == u"epsonds");
    CHECK(named.fits(u"epsonds:libusb:001:004", u"Epson", u"DS-530"));
    CHECK_FALSE(named.fits(u"epson2:libusb:001:004", u"Epson", u"DS-530"));
    const auto known = ScannerPattern::of({{QStringLiteral("model"), QStringLiteral("LiDE*")},
                                           {QStringLiteral("vendor"), QStringLiteral("Canon")},
                                           {QStringLiteral("backend"), QStringLiteral("genesys")}});
    CHECK(known.fits(u"genesys:libusb:002:009", u"Canon", u"LiDE 400"));
    CHECK_FALSE(known.fits(u"genesys:libusb:002:009", u"Plustek", u"LiDE 400"));
    CHECK_FALSE(known.fits(u"pixma:04A91912", u"Canon", u"LiDE 400"));
}

TEST_CASE("of a back end's configuration, what looks on a network is left out")
{
    CHECK(withoutNetwork("# epson2.conf\nscsi EPSON\n\nusb\n  net autodiscovery\nnet 10.0.0.9\n") ==
          "scsi EPSON\nusb\n");
    CHECK(withoutNetwork("bjnp://printer:8612\nTCP 192.168.0.9\n").isEmpty());
    CHECK(withoutNetwork("usb 0x04b8 0x0142").startsWith("usb 0x04b8 0x0142"));
}

TEST_CASE("SANE's words for what went wrong become XFS4IoT's")
{
    const auto name = [](int status) { return failureOf(SANE_Status(status), "x").code.name().toString(); };
    CHECK(name(SANE_STATUS_UNSUPPORTED) == u"unsupportedData");
    CHECK(name(SANE_STATUS_CANCELLED) == u"canceled");
    CHECK(name(SANE_STATUS_DEVICE_BUSY) == u"deviceBusy");
    CHECK(name(SANE_STATUS_INVAL) == u"noDevice");
    CHECK(name(SANE_STATUS_JAMMED) == u"mediaJammed");
    CHECK(name(SANE_STATUS_NO_DOCS) == u"noMediaPresent");
    CHECK(name(SANE_STATUS_COVER_OPEN) == u"coverOpen");
    CHECK(name(SANE_STATUS_IO_ERROR) == u"hardwareError");
    CHECK(name(SANE_STATUS_NO_MEM) == u"notEnoughSpace");
    CHECK(name(SANE_STATUS_ACCESS_DENIED) == u"authorisationRequired");
    CHECK(name(12) == u"deviceBusy");    // the lamp warms up
    CHECK(name(13) == u"hardwareError"); // locked for transport
    CHECK(name(99) == u"protocolError");
}

TEST_CASE("the driver's quirks are read, and refuse what goes over a network")
{
    const auto quirks = SaneQuirks::load();
    REQUIRE(quirks);
    for (const char *backend : {"net", "escl", "airscan"})
        CHECK(quirks->refused.contains(QLatin1String(backend)));
    CHECK(quirks->configuration.value(QStringLiteral("pixma")) == u"networking=no");
    CHECK(quirks->sources.size() >= 4);
    CHECK(quirks->colourModes.first() == u"Color");
}
