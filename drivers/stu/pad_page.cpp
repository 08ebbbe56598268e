#include "pad_page.h"

#include <kiosk/hal/pdf_canvas.h>

#include <algorithm>

namespace kiosk::stu
{

namespace
{

using hal::PenEvent;

constexpr int buttonCount = 3;
const char *const labels[buttonCount] = {"取消", "重写", "确定"};

void drawButtons(cairo_t *canvas, const Rows &rows)
{
    const double width = double(rows.width) / buttonCount, height = rows.last - rows.first + 1;
    const QByteArray font = "Noto Sans CJK SC Bold " + QByteArray::number(int(height * 0.6)) + "px";
    cairo_set_line_width(canvas, 2);
    for (int button = 0; button < buttonCount; ++button) {
        cairo_rectangle(canvas, button * width + 2, rows.first + 2, width - 4, height - 4);
        cairo_stroke(canvas);
        const hal::Layout layout = hal::layOut(canvas, font.constData(), labels[button]);
        int textWidth = 0, textHeight = 0;
        pango_layout_get_pixel_size(layout.get(), &textWidth, &textHeight);
        cairo_move_to(canvas, (button + 0.5) * width - textWidth / 2.0,
                      rows.first + (height - textHeight) / 2);
        pango_cairo_show_layout(canvas, layout.get());
    }
}

/// Blue, green, red and nothing of each pixel (CAIRO_FORMAT_RGB24 on a machine with the low byte first).
void addRow(QByteArray &picture, const uchar *row, int width, bool colour)
{
    constexpr int pixel = 4, bits = 8, white = 128;
    if (colour) {
        for (int x = 0; x < width; ++x)
            picture.append(reinterpret_cast<const char *>(row + qsizetype(x) * pixel), 3);
        return;
    }
    for (int x = 0; x < width; x += bits) {
        int byte = 0xFF;
        for (int bit = 0; bit < bits && x + bit < width; ++bit)
            if (row[(x + bit) * pixel + 1] < white)
                byte &= ~(0x80 >> bit);
        picture.append(char(byte));
    }
}

} // namespace

PadButton PadPage::buttonAt(int x, int y) const
{
    constexpr PadButton order[buttonCount] = {PadButton::Cancel, PadButton::Clear, PadButton::Confirm};
    const int row = y * m_pad.screenHeight / (m_pad.maxY + 1);
    if (row < firstButtonRow())
        return PadButton::None;
    return order[std::clamp(x * buttonCount / (m_pad.maxX + 1), 0, buttonCount - 1)];
}

hal::Signature PadPage::blank() const
{
    return {m_pad.millimetres(m_pad.maxX),
            m_pad.millimetres(m_pad.maxY * firstButtonRow() / m_pad.screenHeight),
            {}};
}

hal::InkPoint PadPage::inkAt(const PenSample &sample, Milliseconds time) const
{
    const hal::Signature page = blank();
    return {std::min(m_pad.millimetres(sample.x), page.width),
            std::min(m_pad.millimetres(sample.y), page.height),
            std::min(1.0, double(sample.pressure) / m_pad.maxPressure), time};
}

QByteArray PadPage::picture(const Rows &rows, bool colour) const
{
    const hal::Surface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, m_pad.screenWidth, m_pad.screenHeight));
    {
        const hal::Canvas canvas(cairo_create(surface.get()));
        cairo_set_source_rgb(canvas.get(), 1, 1, 1);
        cairo_paint(canvas.get());
        cairo_set_source_rgb(canvas.get(), 0, 0, 0);
        drawButtons(canvas.get(), buttons());
    }
    cairo_surface_flush(surface.get());
    const uchar *pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    QByteArray picture;
    for (int y = rows.first; y <= rows.last && pixels != nullptr; ++y)
        addRow(picture, pixels + qsizetype(y) * stride, m_pad.screenWidth, colour);
    return picture;
}

Milliseconds PenFollower::timeOf(const PenSample &sample, Milliseconds now)
{
    if (!sample.clock)
        return m_time = now;
    if (m_clock)
        m_time += Milliseconds(quint16(*sample.clock - *m_clock));
    m_clock = sample.clock;
    return m_time;
}

QList<PenEvent> PenFollower::take(const PenSample &sample, const PadPage &page, Milliseconds now)
{
    const Milliseconds time = timeOf(sample, now);
    const PadButton button = page.buttonAt(sample.x, sample.y);
    const bool down = sample.near && sample.down, came = down && !std::exchange(m_down, down);
    QList<PenEvent> events;
    if (came) {
        m_writing = button == PadButton::None;
        m_pressed = button;
    }
    if (down && m_writing && button == PadButton::None)
        return {{PenEvent::Kind::Point, page.inkAt(sample, time)}};
    if (m_writing)
        events.append({PenEvent::Kind::Lifted});
    m_writing = false;
    if (down)
        return events;
    m_down = false;
    const PadButton pressed = std::exchange(m_pressed, PadButton::None);
    if (pressed == PadButton::None || pressed != button)
        return events;
    events.append({pressed == PadButton::Cancel  ? PenEvent::Kind::Canceled
                   : pressed == PadButton::Clear ? PenEvent::Kind::Cleared
                                                 : PenEvent::Kind::Confirmed});
    return events;
}

} // namespace kiosk::stu
