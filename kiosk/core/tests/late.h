#pragma once

#include <kiosk/core/clock.h>

namespace kiosk::test
{

/// How much longer what is timed may take in a program that a sanitizer slows down.
#if defined(__SANITIZE_THREAD__)
inline constexpr int slowness = 10;
#elif defined(KIOSK_SANITIZED)
inline constexpr int slowness = 3;
#else
inline constexpr int slowness = 1;
#endif

/// After a cancel or a deadline, before an operation has ended: the interface's 100 ms (kiosk/hal/device.h)
/// and what a busy machine adds.
inline constexpr Milliseconds late = slowness * Milliseconds(250);

} // namespace kiosk::test
