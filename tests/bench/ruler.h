#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QByteArray>
#include <QPoint>
#include <QRect>
#include <QSize>

#include <functional>
#include <memory>

namespace kiosk::bench
{

using Instant = std::chrono::steady_clock::time_point;
using Picture = QByteArray; ///< 32 bits a pixel, row by row

/// A finger and an eye at an X screen: presses through XTest, sees through Damage and shared memory. Terminal
/// and browser are measured by the same one, which knows nothing of either. Thread: the one that made it; its
/// waits block.
class Ruler
{
public:
    /// Errors: deviceNotReady with what the X server lacks.
    [[nodiscard]] static Result<std::unique_ptr<Ruler>> create(const QString &display);
    ~Ruler();
    Ruler(const Ruler &) = delete;
    Ruler &operator=(const Ruler &) = delete;

    [[nodiscard]] QSize size() const;

    /// Puts the pointer there. A mouse is where it presses before it presses.
    void aim(QPoint place);
    /// Each returns the moment before the event was sent.
    Instant press();
    Instant release();
    /// Down and up again at once.
    Instant tap();

    [[nodiscard]] Picture picture(const QRect &region);
    /// The moment at which the region was seen to look as asked for. Looks after each damage to the screen.
    /// Errors: timeOut.
    [[nodiscard]] Result<Instant>
    waitUntil(const QRect &region, const std::function<bool(const Picture &)> &looks, Milliseconds within);
    [[nodiscard]] Result<Instant> waitForChange(const QRect &region, const Picture &from,
                                                Milliseconds within);
    [[nodiscard]] Result<Instant> waitForPicture(const QRect &region, const Picture &wanted,
                                                 Milliseconds within);
    /// Nothing on the screen was drawn for so long. Errors: timeOut.
    [[nodiscard]] Status waitForQuiet(Milliseconds quiet, Milliseconds within);
    /// Frames that are drawn within the period: damage that comes together is one.
    [[nodiscard]] int countFrames(Milliseconds period);

private:
    struct Data;
    explicit Ruler(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace kiosk::bench
