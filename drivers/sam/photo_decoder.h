#pragma once

#include <QByteArray>
#include <QString>

namespace kiosk::sam
{

/// The proprietary library that unpacks a card's photo, where the operator has one. It is loaded at run time;
/// without it, or where it fails, there is no photo. Thread: one at a time (the library may keep state).
class PhotoDecoder
{
public:
    /// Without a photo ever.
    PhotoDecoder() = default;
    /// Loads `int symbol(const char *wlt, char *bmp, int mode)`. Logs why, where it cannot.
    PhotoDecoder(const QString &library, const QString &symbol);

    /// 1024 bytes of WLT to a BMP of 102×126 pixels, 24 bits (38 862 bytes); empty where there is none.
    [[nodiscard]] QByteArray decode(const QByteArray &wlt) const;

private:
    using Unpack = int (*)(const char *wlt, char *bmp, int mode);
    Unpack m_unpack = nullptr;
};

} // namespace kiosk::sam
