#pragma once

namespace kiosk::hal
{

/// The rate that a terminal is set to, in baud.
[[nodiscard]] unsigned lineSpeed(int terminal);

} // namespace kiosk::hal
