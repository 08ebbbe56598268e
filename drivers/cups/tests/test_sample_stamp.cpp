#include "documents.h"

#include <kiosk/hal/sample_stamp.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::cups;

TEST_CASE("the stamp is on every page and leaves the text readable")
{
    const QByteArray plain = makePdf(3);
    const auto stamped = hal::stampSample(plain);
    REQUIRE(stamped);
    CHECK(*hal::countPages(*stamped, 10) == 3);
    for (int page : {1, 2, 3}) {
        const QString text = pageText(*stamped, page);
        CHECK(text.contains("样张 无效 · 仅供演示\n"));
        CHECK(
            text.contains(QStringLiteral("第 %1 页 长期 𬍛 企业职工基本养老保险").arg(page)));
    }
    // The same words are shared, not drawn anew for each page.
    const QByteArray single = makePdf(1);
    const qsizetype once = hal::stampSample(single)->size() - single.size();
    CHECK(stamped->size() - plain.size() < once + once / 10);

    const QStringList fonts = inspect("pdffonts", *stamped).split('\n', Qt::SkipEmptyParts).mid(2);
    REQUIRE(fonts.size() >= 2);
    for (const QString &font : fonts)
        CHECK(font.contains(" yes yes yes ")); // embedded, subset, with a Unicode map
}

TEST_CASE("a page that lies on its side is stamped as its reader sees it")
{
    const QByteArray turned = "%PDF-1.4\n"
                              "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                              "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>endobj\n"
                              "3 0 obj<</Type/Page/Parent 2 0 R/Rotate 90>>endobj\n"
                              "trailer<</Root 1 0 R/Size 4>>\n%%EOF\n";
    const auto stamped = hal::stampSample(turned);
    REQUIRE(stamped);
    CHECK(pageText(*stamped, 1).contains("样张 无效 · 仅供演示\n"));
}

TEST_CASE("what is no printable PDF is refused")
{
    CHECK(hal::countPages({}, 10).error().code == error::invalidData);
    CHECK(hal::countPages("%PDF-1.7\n%%EOF", 10).error().code == error::invalidData);
    CHECK(hal::countPages(makePdf(3), 2).error().code == error::invalidData);
    CHECK(hal::stampSample("hello").error().code == error::invalidData);
    QByteArray cut = makePdf(2);
    cut.truncate(cut.size() / 3);
    CHECK_FALSE(hal::countPages(cut, 10));
}
