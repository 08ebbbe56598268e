#pragma once

namespace kiosk::hal
{

/// A driver that has a USB device open keeps it open when it is drawn, and its questions then still need an
/// answer: umockdev ends a program whose device does not answer. So the process is split before anything else
/// is in it: the caller goes on in a child, which may stay until nobody has the device open, while the one
/// that was started leaves when the child says so, or ends as the child ends. SIGTERM and SIGINT reach the
/// child; they must be blocked.
///
/// Returns, in the child, the descriptor to write a byte to when the one that was started may leave; -1 where
/// the process could not be split. Single-threaded, before any QCoreApplication.
[[nodiscard]] int splitProcess();

} // namespace kiosk::hal
