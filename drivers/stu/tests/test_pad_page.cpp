#include "pad_page.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::stu;
using Kind = hal::PenEvent::Kind;

namespace
{

const Capability mono{9600, 6000, 1023, 320, 200, 2540}, coloured{10800, 6480, 1023, 800, 480, 2540};

PenSample pen(int x, int y, bool down, std::optional<quint16> clock = {})
{
    return {true, down, 511, x, y, clock};
}

QList<Kind> follow(const QList<PenSample> &samples)
{
    const PadPage page(mono);
    PenFollower follower;
    QList<Kind> kinds;
    for (const PenSample &sample : samples)
        for (const hal::PenEvent &event : follower.take(sample, page, 7ms))
            kinds.append(event.kind);
    return kinds;
}

} // namespace

TEST_CASE("the page is above its buttons")
{
    const PadPage page(mono);
    CHECK(page.blank().width == Approx(96));
    CHECK(page.blank().height == Approx(48));
    CHECK(page.buttonAt(100, 4700) == PadButton::None);
    CHECK(page.buttonAt(100, 5500) == PadButton::Cancel);
    CHECK(page.buttonAt(4800, 5500) == PadButton::Clear);
    CHECK(page.buttonAt(9600, 6000) == PadButton::Confirm);
    const hal::InkPoint ink = page.inkAt(pen(1000, 2000, true), 3ms);
    CHECK(ink.x == Approx(10));
    CHECK(ink.y == Approx(20));
    CHECK(ink.pressure == Approx(0.5).margin(0.01));
    CHECK(page.inkAt(pen(65535, 65535, true), 3ms).x == Approx(96));
}

TEST_CASE("buttons are drawn for both kinds of screen, and the page stays white")
{
    const PadPage small(mono), large(coloured);
    const QByteArray bits = small.picture(small.buttons(), false);
    CHECK(bits.size() == 320 / 8 * 40);
    CHECK(bits.count('\xff') > bits.size() / 4);
    CHECK(bits.count('\xff') < bits.size());
    CHECK(small.picture(small.paper(), false) == QByteArray(320 / 8 * 160, '\xff'));
    const QByteArray colours = large.picture(large.buttons(), true);
    CHECK(colours.size() == 800 * 96 * 3);
    CHECK(colours.contains('\0'));
}

TEST_CASE("a pen writes, presses buttons, and slips")
{
    CHECK(follow({pen(100, 100, true), pen(200, 100, true), pen(200, 100, false)}) ==
          QList{Kind::Point, Kind::Point, Kind::Lifted});
    CHECK(follow({pen(9000, 5500, true), pen(9000, 5500, false)}) == QList{Kind::Confirmed});
    CHECK(follow({pen(4800, 5500, true), pen(4800, 5500, false)}) == QList{Kind::Cleared});
    CHECK(follow({pen(100, 5500, true), pen(100, 5500, false)}) == QList{Kind::Canceled});
    CHECK(follow({pen(100, 5500, true), pen(9000, 5500, true), pen(9000, 5500, false)}).isEmpty());
    CHECK(follow({pen(9000, 100, true), pen(9000, 5500, true), pen(9000, 5500, false)}) ==
          QList{Kind::Point, Kind::Lifted});
    CHECK(follow({pen(100, 100, true), PenSample{}}) == QList{Kind::Point, Kind::Lifted});
}

TEST_CASE("the pad's clock passes its end")
{
    const PadPage page(mono);
    PenFollower follower;
    const Milliseconds first = follower.take(pen(1, 1, true, quint16(65530)), page, 0ms).first().point.time;
    const Milliseconds second = follower.take(pen(1, 1, true, quint16(4)), page, 0ms).first().point.time;
    CHECK(second - first == 10ms);
}
