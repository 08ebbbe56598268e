#pragma once

namespace kiosk::services
{

/// Nothing of this process reaches a core file or another process of the same user (PR_SET_DUMPABLE), and
/// nothing is swapped out where the limit on locked memory allows. Call first in main().
void lockDown();

} // namespace kiosk::services
