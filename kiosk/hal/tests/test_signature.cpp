#include <kiosk/hal/signature_pad.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

Stroke line(double x, double y, double length, Milliseconds start = 0ms)
{
    return {{x, y, 0.5, start}, {x + length, y, 1.0, start + 10ms}};
}

QJsonObject changed(const char *key, const QJsonValue &value)
{
    QJsonObject object = toJson({100, 40, {line(10, 10, 30)}});
    QJsonArray strokes = object[u"strokes"].toArray(), stroke = strokes[0].toArray();
    QJsonObject point = stroke[1].toObject();
    point[QLatin1String(key)] = value;
    stroke[1] = point;
    strokes[0] = stroke;
    object[QStringLiteral("strokes")] = strokes;
    return object;
}

/// Writes what it was given, page after page, and confirms each.
class WritingPad final : public SignaturePad
{
public:
    explicit WritingPad(QList<qsizetype> pages) : m_pages(std::move(pages)) {}

private:
    Status connect(OperationContext & /*context*/) override { return {}; }
    void disconnect() override {}
    bool connected() const override { return true; }
    Signature blankPage() const override { return {100, 40, {}}; }
    Status showPage(OperationContext & /*context*/) override { return {}; }
    void clearPage() override {}
    Result<QList<PenEvent>> receive(const Deadline & /*until*/, const CancelToken & /*cancel*/) override
    {
        if (m_pages.isEmpty())
            return fail(error::timeOut);
        QList<PenEvent> events;
        for (qsizetype i = 0, many = m_pages.takeFirst(); i < many; ++i)
            events.append({PenEvent::Kind::Point, {double(i % 100), 10, 0.5, Milliseconds(i)}});
        events.append({PenEvent::Kind::Confirmed, {}});
        return events;
    }
    QString model() const override { return QStringLiteral("test"); }
    Status stillThere() override { return {}; }

    QList<qsizetype> m_pages;
};

} // namespace

TEST_CASE("a signature that is too long is written again, not cut")
{
    WritingPad pad({mostPoints + 1, 90});
    QStringList reasons;
    OperationContext context{Deadline::in(10s), {}, [&](const QString &, const QJsonObject &details) {
                                 if (details.contains(u"reason"))
                                     reasons.append(details[u"reason"].toString());
                             }};
    const auto result = pad.execute(u"takeSignature", {}, context);
    REQUIRE(result);
    CHECK(reasons.first() == u"tooLong");
    CHECK(result->fields[u"strokes"].toArray()[0].toArray().size() == 90);
}

TEST_CASE("two strokes are a signature, or a long one; a dot is none")
{
    CHECK(Signature{100, 40, {line(10, 10, 12), line(10, 20, 12)}}.isEnough());
    CHECK(Signature{100, 40, {line(10, 10, 61)}}.isEnough());
    CHECK_FALSE(Signature{100, 40, {line(10, 10, 30)}}.isEnough());
    CHECK_FALSE(Signature{100, 40, {line(10, 10, 2), line(10, 20, 2)}}.isEnough());
    CHECK_FALSE(Signature{100, 40, {{{1, 1, 1, 0ms}}}}.isEnough());
    CHECK_FALSE(Signature{}.isEnough());
}

TEST_CASE("a signature is drawn in millimetres, wider where it was pressed")
{
    const Signature signature{100, 40, {line(10, 10, 30), {{50, 20, 0, 20ms}}}};
    const auto pictures = drawSignature(signature);
    REQUIRE(pictures);
    CHECK(pictures->svg.contains("width=\"100.00mm\" height=\"40.00mm\" viewBox=\"0 0 100.00 40.00\""));
    CHECK(pictures->svg.contains("<path stroke-width=\"0.75\" d=\"M10.00 10.00L40.00 10.00\"/>"));
    CHECK(pictures->svg.contains("<path stroke-width=\"0.30\" d=\"M50.00 20.00L50.00 20.00\"/>"));
    CHECK(pictures->svg.count("<path") == 2);
    CHECK(pictures->png.first(4) == "\x89PNG");
    CHECK(pictures->png.mid(16, 8) == QByteArray::fromHex("000003e800000190")); // IHDR: 1000 × 400 pixels
    CHECK(drawSignature(signature)->png == pictures->png);
    CHECK(drawSignature({100, 40, {}})->png != pictures->png);
    CHECK(drawSignature({0, 40, {}}).error().code == error::invalidData);
}

TEST_CASE("strokes go through JSON, and what cannot be one is refused")
{
    const Signature signature{100, 40, {line(10, 10, 30), line(10, 20, 30, 50ms)}};
    const auto again = signatureFrom(toJson(signature));
    REQUIRE(again);
    CHECK(toJson(*again) == toJson(signature));
    CHECK(again->strokes[1][1].time == 60ms);
    CHECK(signatureFrom(changed("x", 100)));
    CHECK_FALSE(signatureFrom(changed("x", 100.1)));
    CHECK_FALSE(signatureFrom(changed("y", -0.1)));
    CHECK_FALSE(signatureFrom(changed("pressure", 1.1)));
    CHECK_FALSE(signatureFrom(changed("pressure", QStringLiteral("hard"))));
    CHECK_FALSE(signatureFrom(changed("time_ms", -1)));
    CHECK_FALSE(signatureFrom({}));
    CHECK_FALSE(signatureFrom({{QStringLiteral("width_mm"), 100},
                               {QStringLiteral("height_mm"), 40},
                               {QStringLiteral("strokes"), QJsonArray{QJsonArray()}}}));
    Signature endless{100, 40, {Stroke(mostPoints + 1, InkPoint{1, 1, 1, 0ms})}};
    CHECK(signatureFrom(toJson(endless)).error().code == error::invalidData);
}
