#pragma once

#include <QJsonObject>
#include <QStringList>

namespace kiosk::sane
{

/// Whether the text is as the pattern says, in which * stands for any characters, also for none. Pure;
/// thread: any; time: product of the lengths at most.
[[nodiscard]] bool matches(QStringView pattern, QStringView text);

/// Which scanner devices.yaml means. Pure; thread: any.
struct ScannerPattern {
    QString backend; ///< "genesys"
    QString name;    ///< "genesys:libusb:*"
    QString vendor;
    QString model;

    [[nodiscard]] static ScannerPattern of(const QJsonObject &connect);
    [[nodiscard]] bool fits(QStringView candidateName, QStringView candidateVendor,
                            QStringView candidateModel) const;
};

} // namespace kiosk::sane
