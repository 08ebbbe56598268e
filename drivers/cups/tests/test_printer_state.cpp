#include "printer_state.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::cups;

namespace
{

const ReasonTable &table()
{
    static const auto loaded = ReasonTable::load();
    INFO((loaded ? QString() : loaded.error().detail).toStdString());
    REQUIRE(loaded);
    return *loaded;
}

PrinterParts oneTray()
{
    PrinterParts parts;
    parts.trays = {{"main", "main"}};
    return parts;
}

std::string word(const QJsonObject &state, const char16_t *key)
{
    return state[QStringView(key)].toString().toStdString();
}

std::string paper(const QJsonObject &state, const QString &tray = QStringLiteral("main"))
{
    return state[u"paper"][tray].toString().toStdString();
}

QJsonObject withReasons(const QStringList &reasons, int state = 3)
{
    return describePrinter({.state = state, .accepting = true, .reasons = reasons, .trays = {}}, oneTray(),
                           table());
}

} // namespace

TEST_CASE("a printer that says what it is, is known")
{
    PrinterAttributes printer;
    printer.model = QStringLiteral("Bianmin Laser 1");
    const QJsonObject identity = describePrinter(printer, oneTray(), table())[u"identity"].toObject();
    CHECK(identity[u"model"].toString() == u"Bianmin Laser 1");
    CHECK_FALSE(describePrinter({}, oneTray(), table()).contains(u"identity"));
}

TEST_CASE("printer-state-reasons speak XFS4IoT, whatever their suffix")
{
    const QJsonObject fine = withReasons({});
    CHECK(word(fine, u"device") == "online");
    CHECK(paper(fine) == "full");
    CHECK(word(fine, u"toner") == "full");
    CHECK(word(fine, u"cover") == "closed");

    for (const char *suffix : {"", "-report", "-warning", "-error"}) {
        INFO(suffix);
        const QString end = QString::fromLatin1(suffix);
        CHECK(paper(withReasons({"media-empty" + end})) == "out");
        CHECK(paper(withReasons({"media-jam" + end})) == "jammed");
        CHECK(paper(withReasons({"media-low" + end})) == "low");
        CHECK(word(withReasons({"toner-low" + end}), u"toner") == "low");
        CHECK(word(withReasons({"cover-open" + end}), u"cover") == "open");
    }
    CHECK(paper(withReasons({"input-pick-error"})) == "jammed"); // its own name ends like a suffix
    CHECK(paper(withReasons({"media-jam-error", "media-low-warning"})) == "jammed");
    CHECK(word(withReasons({"offline-report"}), u"device") == "offline");
    CHECK(word(withReasons({"connecting-to-device"}), u"device") == "offline");
}

TEST_CASE("a reason that nobody knows stops the printer only as an error")
{
    CHECK(word(withReasons({"com.example-lamp-dim-warning"}), u"device") == "online");
    CHECK(word(withReasons({"com.example-lamp-burst-error"}), u"device") == "hardwareError");
}

TEST_CASE("a printer that stopped and does not say why is broken")
{
    constexpr int stopped = 5;
    CHECK(word(withReasons({}, stopped), u"device") == "hardwareError");
    CHECK(word(withReasons({"media-empty-error"}, stopped), u"device") == "online");
    CHECK(word(withReasons({"media-low-warning"}, stopped), u"device") == "hardwareError");
}

TEST_CASE("the tray that is empty is told from the one that is not")
{
    PrinterParts parts;
    parts.trays = {{"main", "tray-1"}, {"licence", "tray-2"}};
    PrinterAttributes printer;
    printer.reasons = {"media-empty-warning"};
    printer.trays = {
        parseInputTray("type=sheetFeedAutoRemovableTray;maxcapacity=250;level=100;status=0;name=tray-1;"),
        parseInputTray("type=sheetFeedAutoRemovableTray;maxcapacity=250;level=0;status=0;name=tray-2")};
    const QJsonObject state = describePrinter(printer, parts, table());
    CHECK(paper(state) == "full");
    CHECK(paper(state, "licence") == "out");

    printer.trays[1].level = 12;
    printer.reasons.clear();
    CHECK(paper(describePrinter(printer, parts, table()), "licence") == "low");

    printer.trays.clear(); // none says how much it has
    printer.reasons = {"media-empty-warning"};
    CHECK(paper(describePrinter(printer, parts, table())) == "out");
    CHECK(paper(describePrinter(printer, parts, table()), "licence") == "out");
}

TEST_CASE("levels that are none")
{
    CHECK_FALSE(parseInputTray("level=-2;name=auto").level);
    CHECK_FALSE(parseInputTray("level=99999999999;name=auto").level);
    CHECK(parseInputTray("level").name.isEmpty());
    CHECK(parseInputTray("name=a=b;level=3").name == "a=b");
}

TEST_CASE("a marker of unnamed kind is what the settings say")
{
    PrinterParts parts = oneTray();
    parts.supply = "ink";
    PrinterAttributes printer;
    printer.reasons = {"marker-supply-empty-error"};
    const QJsonObject state = describePrinter(printer, parts, table());
    CHECK(word(state, u"ink") == "out");
    CHECK_FALSE(state.contains(u"toner"));
}
