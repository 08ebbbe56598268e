#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/payload.h>
#include <kiosk/core/tests/late.h>
#include <kiosk/ipc/bus.h>

#include <QDBusVirtualObject>
#include <QJsonArray>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

#include <functional>

namespace kiosk::test
{

/// Runs the event loop until the condition holds. False after the time-out.
[[nodiscard]] bool waitFor(const std::function<bool()> &condition, Milliseconds timeout = slowness * 20s);

/// kiosk-serviced as far as kiosk-deviced asks it: each id of `valid` is redeemed once.
class FakeServices : public QDBusVirtualObject
{
    Q_OBJECT
public:
    QSet<QString> valid;
    QStringList asked;     ///< "id kind device"
    QStringList audited;   ///< "what subject result detail"
    QSet<QString> settled; ///< operations that have an outcome

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;
    QString introspect(const QString &) const override { return {}; }
};

/// A peer on the kiosk bus.
class Client : public QObject
{
    Q_OBJECT
public:
    explicit Client(const QString &address);
    ~Client() override;

    struct Completion {
        QString completion;
        QString error;
        QString detail;
    };
    QHash<quint64, Completion> completions;
    QStringList stages;

    /// The reply, an error too.
    QDBusMessage call(const QString &method, const QVariantList &arguments = {});
    /// Likewise of DeviceSettings1.
    QDBusMessage callSettings(const QString &method, const QVariantList &arguments);
    /// Likewise of DeviceTraffic1.
    QDBusMessage callTraffic(const QString &method, const QVariantList &arguments);
    /// Name of the error without its prefix; empty when there was none.
    QString errorOf(const QString &method, const QVariantList &arguments);
    QString claim(const QString &device);
    /// The operation's number; 0 and `lastError` when it was refused.
    quint64 begin(const QString &claim, const QString &name, const QJsonObject &fields, uint timeoutMs = 5000,
                  const QString &journalOperation = {});
    quint64 beginWith(const QString &claim, const QString &name, int fd, uint timeoutMs = 5000,
                      const QString &journalOperation = {});
    Completion completionOf(quint64 operation);
    [[nodiscard]] QJsonObject entry(const QString &device);
    QDBusConnection connection;
    QString lastError;

private Q_SLOTS:
    void onCompleted(qulonglong operation, const QString &completion, const QString &error,
                     const QString &detail);
    void onProgress(qulonglong operation, const QString &stage, const QString &details);

private:
    QDBusMessage call(const char *path, const char *interface, const QString &method,
                      const QVariantList &arguments);

    QString m_name;
};

/// A private bus and kiosk-deviced on it.
class RunningDeviced
{
public:
    /// `environment` says where its prefix, run and state folders are.
    RunningDeviced(QProcessEnvironment environment, const QStringList &arguments);
    ~RunningDeviced();

    [[nodiscard]] QString address() const { return m_address; }
    /// Waits until the device is online; its process.
    qint64 pidOf(const QString &device);
    QProcess &deviced() { return m_deviced; }
    FakeServices services;

private:
    QTemporaryDir m_busFolder;
    QProcess m_bus;
    QProcess m_deviced;
    QString m_address;

public:
    std::unique_ptr<Client> client; ///< the shell, so to speak
};

} // namespace kiosk::test
