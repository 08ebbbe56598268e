#pragma once

#include <QByteArray>

namespace kiosk::fprint::emulator
{

constexpr int fingerWidth = 256, fingerHeight = 300; ///< pixels, 500 to the inch

/// The print of a finger that nobody has, as 8-bit grey: ridges around a core, and where `seed` wants it one
/// ends or forks. Moved by so many pixels. Pure.
[[nodiscard]] QByteArray fingerPicture(quint32 seed, int right, int down);

} // namespace kiosk::fprint::emulator
