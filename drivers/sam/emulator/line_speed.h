#pragma once

namespace kiosk::sam::emulator
{

/// The rate that a terminal is set to, in baud.
[[nodiscard]] unsigned lineSpeed(int terminal);

} // namespace kiosk::sam::emulator
