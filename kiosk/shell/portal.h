#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/manifest.h>
#include <kiosk/core/module_bounds.h>
#include <kiosk/core/payload.h>
#include <kiosk/hal/device_classes.h>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QObject>

#include <functional>

namespace kiosk::shell
{

/// What one module may ask the shell for, over its private socket. It checks every call against the
/// manifest's grants and hands on what is allowed; it never takes a person, a level or a case from the
/// module. What it is asked more often than the bounds say, it does not answer any more. Thread: main.
class Portal : public QObject, protected QDBusContext
{
    Q_OBJECT
public:
    explicit Portal(const ModuleBounds &bounds);
    ~Portal() override;

    void attach(const QDBusConnection &connection);
    void detach();
    /// The module is being loaded. It may ask for what its manifest grants, of the devices' operations only
    /// for those that are left to modules; nobody hears of it before admit().
    void expect(const Manifest &manifest, const QString &item);
    /// What was asked and said since expect() is handed on, in its order, and from now on at once.
    void admit();

    /// Answers a request. The result is kept until the module takes it, once.
    void complete(quint64 request, const Result<Payload> &result);
    void setEnvironment(const QString &environment);
    /// What an open request shows: the module may take it until the request is completed.
    void show(quint64 request, const QDBusUnixFileDescriptor &view);
    /// Something the module tried and had no right to.
    void refuse(const QString &call, const QString &why);

    // The contract, called by the adaptor.
    qulonglong Begin(const QString &step, const QDBusUnixFileDescriptor &arguments);
    void Cancel(qulonglong request);
    QDBusUnixFileDescriptor TakeResult(qulonglong request);
    QDBusUnixFileDescriptor TakeView(qulonglong request);
    void StepEntered(const QString &step);
    void FocusLeft(bool forward);
    void FocusMoved(int top, int height);
    void Finish(const QString &outcome, const QString &error);
    void Ready();

Q_SIGNALS:
    // To the module, through the adaptor.
    void Completed(qulonglong request, const QString &completion, const QString &error);
    void ViewReady(qulonglong request);
    void EnvironmentChanged(const QString &environment);

    // To the shell.
    void ready();
    void requested(quint64 request, const QString &step, const kiosk::Payload &arguments);
    void canceled(quint64 request);
    void stepEntered(const QString &step);
    void focusLeft(bool forward);
    void focusMoved(int top, int height);
    void finished(const QString &outcome, const QString &error);
    /// A call the module had no right to: for the audit.
    void refused(const QString &call, const QString &why);
    /// It asks more than it may: the module is to be ended.
    void exceeded(const QString &what);

protected:
    bool event(QEvent *event) override;

private:
    void handOn(std::function<void()> word);
    void exceed(const char *what, int bound);
    [[nodiscard]] Status allowed(const QString &step, const Payload &arguments) const;
    [[nodiscard]] Status allowedDevice(const QString &deviceClass, const QString &operation) const;

    const ModuleBounds &m_bounds;
    SystemClock m_clock;
    QDBusConnection m_connection;
    RateMeter m_calls;
    int m_refusals = 0;
    int m_documents = 0;
    bool m_exceeded = false;
    Manifest m_manifest;
    hal::DeviceClasses m_classes;
    QJsonObject m_item;
    bool m_expected = false;
    bool m_admitted = false;
    QList<std::function<void()>> m_kept; ///< until admit(); as few as the calls that are answered
    quint64 m_lastRequest = 0;
    QSet<quint64> m_open;
    QHash<quint64, Payload> m_results;
    QHash<quint64, QDBusUnixFileDescriptor> m_views;
};

} // namespace kiosk::shell
