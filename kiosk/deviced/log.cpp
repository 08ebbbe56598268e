#include <kiosk/deviced/log.h>

namespace kiosk::deviced
{

Q_LOGGING_CATEGORY(log, "kiosk.deviced")

} // namespace kiosk::deviced
