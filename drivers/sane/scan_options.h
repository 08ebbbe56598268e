#pragma once

#include <kiosk/core/result.h>

#include <QList>
#include <QStringList>

#include <optional>
#include <sane/sane.h>

namespace kiosk::sane
{

/// An option as a back end describes it, copied: what it points to changes with every option that is set.
/// Numbers are plain, whether SANE has them whole or fixed. Pure; thread: any.
struct ScanOption {
    int number = 0;
    QString name;
    SANE_Value_Type type = SANE_TYPE_BOOL;
    SANE_Unit unit = SANE_UNIT_NONE;
    int size = 0; ///< bytes
    bool readable = false;
    bool settable = false;
    QStringList words;    ///< where one of these is to be taken
    QList<double> values; ///< likewise
    std::optional<std::pair<double, double>> range;

    /// Nothing for a group, and for what is no option.
    [[nodiscard]] static std::optional<ScanOption> of(int number, const SANE_Option_Descriptor *descriptor);
    /// The value as SANE takes it; a number that the option does not have becomes the nearest that it has.
    /// Errors: unsupportedData (it is not settable, or does not have it).
    [[nodiscard]] Result<QByteArray> encoded(const QString &value) const;
    [[nodiscard]] Result<QByteArray> encoded(double value) const;
    [[nodiscard]] double decoded(const QByteArray &value) const;
    /// The smallest number that is not below the wanted, or the largest there is.
    [[nodiscard]] double atLeast(double wanted) const;
};

/// The first of the wanted words that the option has, whatever their case. Pure; thread: any.
[[nodiscard]] std::optional<QString> firstOf(const QStringList &wanted, const ScanOption &option);

/// "name=value" of devices.yaml. Errors: invalidData. Pure; thread: any.
[[nodiscard]] Result<std::pair<QString, QString>> optionSetting(const QString &text);

} // namespace kiosk::sane
