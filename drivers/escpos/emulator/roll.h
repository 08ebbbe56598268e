#pragma once

#include <kiosk/hal/receipt.h>

#include <QStringList>

#include <memory>

struct _cairo_surface;

namespace kiosk::escpos::emulator
{

/// The paper, and what comes off it: each piece as a picture (NNN.png, 8 dots a millimetre) and as the text
/// that a person would read (NNN.txt; pictures are [raster WxH], codes [qr …]; last the way it came off:
/// [cut partial], [cut full], [torn off]).
class Roll
{
public:
    explicit Roll(QString folder);
    ~Roll();
    Roll(const Roll &) = delete;
    Roll &operator=(const Roll &) = delete;

    void printText(const QString &text, hal::ReceiptElement::Align align, int scale);
    void printRaster(const hal::Bitmap &bitmap);
    void printQr(const QString &text, int dotsPerModule, hal::ReceiptElement::Align align);
    void feed(int dots);
    void cut(bool full);
    /// By hand.
    void tear();

    /// That came off.
    [[nodiscard]] int pieces() const { return m_pieces; }
    /// On the piece that did not come off yet.
    [[nodiscard]] const QStringList &open() const { return m_text; }
    /// That were ever printed, text and dots.
    [[nodiscard]] int lines() const { return m_lines; }

private:
    void draw(const hal::Bitmap &bitmap, int left, int scale);
    void comeOff(const QString &how);

    QString m_folder;
    _cairo_surface *m_paper;
    int m_length = 0; ///< dots
    QStringList m_text;
    int m_pieces = 0;
    int m_lines = 0;
};

} // namespace kiosk::escpos::emulator
