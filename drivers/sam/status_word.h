#pragma once

#include "frame.h"

#include <kiosk/core/result.h>

/// What a reader's status word means to the citizen and the technician. Thread: any.
namespace kiosk::sam
{

namespace sw3
{
inline constexpr quint8 ok = 0x90;
inline constexpr quint8 cardFound = 0x9F;
inline constexpr quint8 itemEmpty = 0x91;
inline constexpr quint8 noCard = 0x80;
} // namespace sw3

[[nodiscard]] inline bool isSuccess(quint8 word)
{
    return word == sw3::ok || word == sw3::cardFound;
}

/// The reader says that our frame reached it damaged.
[[nodiscard]] bool asksAgain(quint8 word);
/// The reader does not do this command.
[[nodiscard]] bool isRefusal(quint8 word);
/// The error of a reply that is none of the successes; the detail has command and status words.
[[nodiscard]] Error errorOf(Command command, const Reply &reply);

} // namespace kiosk::sam
