#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/diagnostics/device_row.h>

#include <QVariantMap>

namespace kiosk::shell
{

/// Makes a device do what it is there for, and says in words what came of it; one at a time. What a device
/// answers (a citizen's card, a picture) is looked at and let go. Thread: main.
class SelfTest : public QObject
{
    Q_OBJECT
public:
    SelfTest(const Clock &clock, const DeviceWords &words, DevicesClient &devices);

    /// {guide, state: none | running | passed | failed, word, todo}; empty where there is no test of this
    /// class of device.
    [[nodiscard]] QVariantMap of(const QJsonObject &device) const;
    /// Nothing while one runs, or for a class without a test.
    void start(const QJsonObject &device, const QString &number);
    void cancel();
    /// What is known is of the technician who is there; the next one tests anew.
    void forget();

Q_SIGNALS:
    void changed();
    /// Also when whoever began it (number) has left meanwhile. result: ok, notGood, or the error's code.
    void finished(const QString &device, const QString &result, const QString &number);

private:
    struct Outcome {
        bool running = false;
        bool passed = false;
        QString word;
        QString todo;
    };
    QCoro::Task<void> run(QString device, QJsonObject test, QStringList parts, QString number);

    const Clock &m_clock;
    const DeviceWords &m_words;
    DevicesClient &m_devices;
    QHash<QString, Outcome> m_outcomes; ///< by device
    CancelToken m_cancel;
};

} // namespace kiosk::shell
