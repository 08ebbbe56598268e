#pragma once

#include <kiosk/sdk/documents/markup.h>

#include <QByteArray>

namespace kiosk::documents
{

/// Puts everything that a template says in its place. Thread: any. Errors: moduleInvalid, invalidData.
[[nodiscard]] Result<Pages> layOut(const Element &document, const QHash<QString, QByteArray> &images,
                                   const QString &language);

} // namespace kiosk::documents
