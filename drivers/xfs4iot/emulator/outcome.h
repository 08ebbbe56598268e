#pragma once

#include <QJsonObject>

namespace kiosk::xfs4iot::emulator
{

/// How a command ends.
struct Outcome {
    QString completionCode = QStringLiteral("success");
    QString errorCode = {};
    QJsonObject payload = {};
};

} // namespace kiosk::xfs4iot::emulator
