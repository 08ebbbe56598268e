#pragma once

#include "reports.h"

#include <kiosk/hal/signature_pad.h>

namespace kiosk::stu
{

/// The buttons along the pad's lower edge, and the page above them.
enum class PadButton { None, Cancel, Clear, Confirm };

class PadPage
{
public:
    explicit PadPage(const Capability &pad) : m_pad(pad) {}

    [[nodiscard]] Rows paper() const { return {0, firstButtonRow() - 1, m_pad.screenWidth}; }
    [[nodiscard]] Rows buttons() const
    {
        return {firstButtonRow(), m_pad.screenHeight - 1, m_pad.screenWidth};
    }
    /// In the pad's units.
    [[nodiscard]] PadButton buttonAt(int x, int y) const;
    /// An empty page, in mm.
    [[nodiscard]] hal::Signature blank() const;
    /// Within blank(); one that is not is moved to its edge.
    [[nodiscard]] hal::InkPoint inkAt(const PenSample &sample, Milliseconds time) const;
    /// These rows as the pad takes them: one bit each, or blue, green and red.
    [[nodiscard]] QByteArray picture(const Rows &rows, bool colour) const;

private:
    [[nodiscard]] int firstButtonRow() const { return m_pad.screenHeight * 4 / 5; }

    Capability m_pad;
};

/// Makes strokes and presses of buttons out of what a pen does. A stroke ends where it comes to the buttons,
/// and a button counts where the pen comes down on it and leaves it again. Thread: one.
class PenFollower
{
public:
    /// `now`: for pads without a clock.
    [[nodiscard]] QList<hal::PenEvent> take(const PenSample &sample, const PadPage &page, Milliseconds now);

private:
    [[nodiscard]] Milliseconds timeOf(const PenSample &sample, Milliseconds now);

    bool m_down = false;
    bool m_writing = false;
    PadButton m_pressed = PadButton::None;
    std::optional<quint16> m_clock;
    Milliseconds m_time{0};
};

} // namespace kiosk::stu
