#pragma once

#include <kiosk/core/result.h>
#include <kiosk/shell/diagnostics/device_row.h>

namespace kiosk::shell
{

/// What a step of a self-test is done with: a tray, a lamp, a door; everything empty where it has no parts.
struct TestPart {
    QString name;          ///< in the status
    QString label;         ///< in words
    QJsonObject arguments; ///< of the operation
};

/// How a step went. result: ok, notGood, or an error's code.
struct TestVerdict {
    QString result = QStringLiteral("ok");
    QString word = {};
    QString todo = {};

    [[nodiscard]] bool good() const { return result == u"ok"; }
    [[nodiscard]] static TestVerdict of(const Error &error);
    [[nodiscard]] static TestVerdict notGood(const QString &word, const QString &todo);
};

/// What the step is done with, one after another, by what the device says of itself; one part without a name
/// where it has no `each`, none where the device has none. Of a light with several colours each is a part.
/// Pure; thread: any.
[[nodiscard]] QList<TestPart> partsOf(const QJsonObject &step, const QJsonObject &status,
                                      const DeviceWords &words);

/// Whether what came back is as the step's `advice` and `checks` want it. Pure; thread: any.
[[nodiscard]] TestVerdict checked(const QJsonObject &step, const QJsonObject &result);

/// What a device says of the part that the step looks at (`each` or `part`); empty where it says nothing.
[[nodiscard]] QString stateOf(const QJsonObject &step, const TestPart &part, const QJsonObject &status);

} // namespace kiosk::shell
