#pragma once

#include <chrono>

namespace kiosk::services
{

/// What kiosk-serviced goes by; from files with a schema.
struct Rules {
    std::chrono::days auditKept{0}; ///< audit.yaml
    int moduleFailures = 0;         ///< in a row, until a module is stopped: module_bounds.yaml
};

} // namespace kiosk::services
