#include <kiosk/hal/code_scanner.h>

#include <catch2/catch.hpp>

#include <deque>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

/// Sees what it was given, and then nothing.
class FakeScanner : public CodeScanner
{
public:
    std::deque<Result<ScannedCode>> codes;
    bool there = true, looking = false;

protected:
    Status connect(OperationContext &) override
    {
        m_connected = there;
        return there ? Status() : Status(fail(error::noDevice));
    }
    void disconnect() override { m_connected = false; }
    bool connected() const override { return m_connected; }
    Result<QJsonObject> look(OperationContext &) override
    {
        if (!there)
            return fail(error::noDevice);
        return QJsonObject{{QStringLiteral("scanner"), QStringLiteral("on")}};
    }
    Status begin(const QList<Symbology> &, OperationContext &) override
    {
        looking = true;
        return {};
    }
    Result<ScannedCode> next(OperationContext &context) override
    {
        if (codes.empty()) {
            KIOSK_TRY(context.pause(context.deadline));
            return fail(error::timeOut);
        }
        auto code = std::move(codes.front());
        codes.pop_front();
        return code;
    }
    void end() override { looking = false; }

private:
    bool m_connected = false;
};

struct Tried {
    Result<Payload> result;
    QStringList stages;
};

Tried read(FakeScanner &scanner, const QJsonObject &arguments = {}, Milliseconds time = 50ms)
{
    QStringList stages;
    OperationContext context{
        Deadline::in(time), {}, [&](const QString &stage, const QJsonObject &) { stages.append(stage); }};
    auto result = scanner.execute(u"read", {arguments, {}}, context);
    return {std::move(result), stages};
}

ErrorCode errorOf(const Tried &tried)
{
    REQUIRE_FALSE(tried.result);
    return tried.result.error().code;
}

const QJsonObject onlyQr{{QStringLiteral("formats"), QJsonArray{QStringLiteral("qrCode")}}};

} // namespace

TEST_CASE("a code is told with its kind, its encoding and its bytes, without what it ends in")
{
    FakeScanner scanner;
    scanner.codes.push_back(ScannedCode{QByteArray("4240001\r\n\0", 10), Symbology::QrCode});
    const Tried tried = read(scanner, onlyQr);
    REQUIRE(tried.result);
    CHECK(tried.result->fields[u"symbology"].toString() == u"qrCode");
    CHECK(tried.result->fields[u"encoding"].toString() == u"ascii");
    CHECK(tried.result->fields[u"text"].toString() == u"4240001");
    CHECK(tried.result->blobs == QList<QByteArray>{"4240001"});
    CHECK(tried.stages == QStringList{QStringLiteral("scanCode")});
    CHECK_FALSE(scanner.looking);
}

TEST_CASE("the encoding of a code is found by its bytes")
{
    const auto encoding = [](const QByteArray &bytes) { return textOf(bytes).encoding.toStdString(); };
    CHECK(encoding("A1\tB") == "ascii");
    CHECK(encoding("]C101\x1d"
                   "10") == "ascii");
    CHECK(encoding("样张") == "utf-8");
    CHECK(encoding("\xF0\xAC\x8D\x9B") == "utf-8"); // beyond the basic plane
    CHECK(encoding(QByteArray("\xD1\xF9\xD5\xC5")) == "gb18030");
    CHECK(textOf(QByteArray("\xD1\xF9\xD5\xC5")).text == QStringLiteral("样张"));
    CHECK(textOf(QByteArray("\xB1\xB1\xBE\xA9")).text == QStringLiteral("北京"));
    CHECK(encoding("\x83\x82\x83\x6F\x83\x43\x83\x8B") == "shift_jis"); // モバイル
    CHECK(textOf("\xC3\xDE\xBB\xDE\xB2\xDDQR").text == QStringLiteral("ﾃﾞｻﾞｲﾝQR"));
    CHECK(encoding(QByteArray("\xD1\xF9\xD5")) == "binary"); // half a character
    CHECK(encoding(QByteArray("\x00\x01\x02", 3)) == "binary");
    CHECK(encoding(QByteArray("\xFF\xFE\x80")) == "binary");
    CHECK(textOf(QByteArray("\xFF\xFE\x80")).text.isEmpty());
    CHECK(encoding("a\x1b[2J") == "binary"); // what steers a terminal is no text
}

TEST_CASE("what cannot be taken is told, and the next code is waited for")
{
    FakeScanner scanner;
    const auto unfit = GENERATE(0, 1, 2, 3);
    if (unfit == 0)
        scanner.codes.push_back(ScannedCode{QByteArray(longestCode + 1, 'x'), Symbology::QrCode});
    else if (unfit == 1)
        scanner.codes.push_back(ScannedCode{"\r\n", Symbology::QrCode});
    else if (unfit == 2)
        scanner.codes.push_back(ScannedCode{"123", Symbology::Code128});
    else
        scanner.codes.push_back(fail(error::barcodeInvalid));

    SECTION("nothing else comes")
    {
        const Tried tried = read(scanner, onlyQr);
        CHECK(errorOf(tried) == error::barcodeInvalid);
        CHECK_FALSE(tried.result.error().detail.contains(u"123"));
        CHECK(tried.stages == QStringList{QStringLiteral("scanCode"), QStringLiteral("codeInvalid")});
    }
    SECTION("a good one comes")
    {
        scanner.codes.push_back(ScannedCode{QByteArray(longestCode, 'x'), Symbology::QrCode});
        const Tried tried = read(scanner, onlyQr);
        REQUIRE(tried.result);
        CHECK(tried.result->blobs.first().size() == longestCode);
    }
    CHECK_FALSE(scanner.looking);
}

TEST_CASE("a code of unknown kind is taken whatever was asked for")
{
    FakeScanner scanner;
    scanner.codes.push_back(ScannedCode{"123", Symbology::Unknown});
    CHECK(read(scanner, onlyQr).result);
}

TEST_CASE("nobody shows a code, or the device is gone")
{
    FakeScanner scanner;
    CHECK(errorOf(read(scanner)) == error::noBarcode);
    scanner.codes.push_back(fail(error::noDevice));
    CHECK(errorOf(read(scanner)) == error::noDevice);
    CHECK_FALSE(scanner.looking);

    OperationContext context{Deadline::in(50ms), {}};
    CHECK((*scanner.status(context))[u"device"].toString() == u"online");
    scanner.there = false;
    const auto status = scanner.status(context);
    CHECK((*status)[u"device"].toString() == u"noDevice");
    CHECK((*status)[u"scanner"].toString() == u"inoperative");
    CHECK(errorOf(read(scanner)) == error::noDevice);
}

TEST_CASE("arguments that read does not take are refused before anybody waits")
{
    FakeScanner scanner;
    for (const QJsonObject &wrong :
         {QJsonObject{{QStringLiteral("formats"), QStringLiteral("qrCode")}},
          QJsonObject{{QStringLiteral("formats"), QJsonArray{QStringLiteral("rss")}}},
          QJsonObject{{QStringLiteral("formats"), QJsonArray{QStringLiteral("unknown")}}},
          QJsonObject{{QStringLiteral("url"), QStringLiteral("x")}}}) {
        const Tried tried = read(scanner, wrong);
        CHECK(errorOf(tried) == error::invalidData);
        CHECK(tried.stages.isEmpty());
    }
}

TEST_CASE("AIM identifiers name the kind of a code")
{
    CHECK(symbologyFromAim("]Q1rest") == Symbology::QrCode);
    CHECK(symbologyFromAim("]C0") == Symbology::Code128);
    CHECK(symbologyFromAim("]C1") == Symbology::Ean128);
    CHECK(symbologyFromAim("]E0") == Symbology::Ean13);
    CHECK(symbologyFromAim("]E4") == Symbology::Ean8);
    CHECK(symbologyFromAim("]d2") == Symbology::DataMatrix);
    CHECK(symbologyFromAim("]e0") == Symbology::Unknown); // GS1 DataBar
    for (const char *none : {"", "]Q", "Q11", "]1Q", "]Q "})
        CHECK_FALSE(symbologyFromAim(none));
    for (const char *word : {"qrCode", "dataMatrix", "aztec", "pdf417", "code128", "ean128", "code39",
                             "code93", "codabar", "itf", "ean8", "ean13"}) {
        const auto symbology = symbologyFrom(QString::fromLatin1(word));
        REQUIRE(symbology);
        CHECK(wordOf(*symbology) == QLatin1String(word));
        CHECK(symbologyFromAim(aimOf(*symbology)) == *symbology);
    }
}
