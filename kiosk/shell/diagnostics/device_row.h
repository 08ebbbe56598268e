#pragma once

#include <kiosk/core/result.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QVariantList>

namespace kiosk::shell
{

/// The words of diagnostics.yaml. Thread: any, const after load.
class DeviceWords
{
public:
    /// Errors: invalidData.
    [[nodiscard]] static Result<DeviceWords> load();

    [[nodiscard]] QString name(const QString &deviceClass) const;
    [[nodiscard]] QString icon(const QString &deviceClass) const;
    [[nodiscard]] QString state(ErrorCode code) const;
    /// {"at", "word", "todo"}; empty for a part that is no supply.
    [[nodiscard]] QJsonObject supply(const QString &part) const;
    /// [{name, value}] of a device's status, what it tells of itself only.
    [[nodiscard]] QVariantList identity(const QJsonObject &status) const;
    /// 读卡; the code's own name where it has none.
    [[nodiscard]] QString counter(const QString &counter) const;
    /// 清洁读卡区; likewise.
    [[nodiscard]] QString task(const QString &task) const;
    /// An event of Devices1.Record in a line of words.
    [[nodiscard]] QString event(const QString &what, const QString &word) const;
    /// {"word", "todo"} of a device with maintenance overdue.
    [[nodiscard]] QJsonObject overdue() const { return m_words[u"overdue"].toObject(); }
    /// 机器正面.
    [[nodiscard]] QString side(const QString &side) const;
    /// 读卡口; the part's own name where it has none: a light, a door, a colour, a key.
    [[nodiscard]] QString part(const QString &part) const;
    /// {"guide", "passed", "steps": […]} as diagnostics.schema.yaml says; empty for a class without a test.
    [[nodiscard]] QJsonObject test(const QString &deviceClass) const;

private:
    QJsonObject m_words;
};

/// What a technician is told of a device in one line.
struct DeviceRow {
    enum class Level { Failed, Attention, Good };

    QString id;
    QString name;
    QString icon;
    QString driver;
    Level level = Level::Good;
    QString word;   ///< for the chip: 缺纸
    QString todo;   ///< the remedy; empty where there is nothing to do
    QString code;   ///< of errors.yaml, for the telephone; empty where nothing failed
    QString detail; ///< what the driver says of it
};

/// Pure. `device` as kiosk-deviced lists it. Where another of its class is in the list, the id says which is
/// meant.
[[nodiscard]] DeviceRow rowOf(const QJsonObject &device, const DeviceWords &words,
                              const QJsonArray &list = {});

} // namespace kiosk::shell
