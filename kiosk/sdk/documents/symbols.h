#pragma once

#include <kiosk/core/result.h>

#include <kiosk/sdk/documents/pages.h>

namespace kiosk::documents
{

/// The modules of a code, without a quiet zone.
struct Modules {
    std::vector<Symbol::Run> runs;
    int width = 0, height = 0;
};

/// level: L, M, Q or H. Errors: invalidData (empty or too long). Thread: any.
[[nodiscard]] Result<Modules> encodeQr(const QString &text, QChar level);
/// One row of modules. Errors: invalidData (empty, longer than 80 characters, not ASCII).
[[nodiscard]] Result<Modules> encodeCode128(const QString &text);

} // namespace kiosk::documents
