#pragma once

#include <kiosk/core/payload.h>
#include <kiosk/sdk/service/service_step.h>

#include <QCoro/QCoroTask>

namespace kiosk::sdk
{

/// Something a page asks the terminal for: refused where module.yaml does not grant it. An answer that comes
/// when the page has gone is dropped. Base of PlatformCall and DeviceCall. Thread: one.
class ServiceRequest : public QObject
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(kiosk::sdk::ServiceStep *step MEMBER m_step REQUIRED FINAL)
    /// Name of the operation; of it and the grants depends what may be asked.
    Q_PROPERTY(QString operation MEMBER m_operation REQUIRED FINAL)
    Q_PROPERTY(int timeoutSeconds MEMBER m_timeoutSeconds FINAL)
    Q_PROPERTY(bool running READ running NOTIFY runningChanged FINAL)

public:
    using QObject::QObject;
    [[nodiscard]] bool running() const { return m_running; }

    /// Asks; while one runs, a second start does nothing.
    Q_INVOKABLE void start(const QVariantMap &arguments = {});

Q_SIGNALS:
    /// Pictures in the result have {"url"}, to show with Image.
    void succeeded(const QVariantMap &result);
    void failed(const kiosk::sdk::ServiceFailure &failure);
    void runningChanged();

protected:
    /// The portal's step and its arguments.
    [[nodiscard]] virtual QString portalStep() const = 0;
    [[nodiscard]] virtual Payload payload(const QJsonObject &arguments) const = 0;
    [[nodiscard]] QString operation() const { return m_operation; }
    [[nodiscard]] int timeoutSeconds() const { return m_timeoutSeconds; }

private:
    QCoro::Task<void> ask(QJsonObject arguments);
    void setRunning(bool running);

    ServiceStep *m_step = nullptr;
    QString m_operation;
    int m_timeoutSeconds = 30;
    bool m_running = false;
};

/// A platform operation of grants.platform: `PlatformCall { step: page.step; operation: "power/tariff.query"
/// }`.
class PlatformCall : public kiosk::sdk::ServiceRequest
{
    Q_OBJECT
    QML_ELEMENT
public:
    using ServiceRequest::ServiceRequest;

protected:
    [[nodiscard]] QString portalStep() const override;
    [[nodiscard]] Payload payload(const QJsonObject &arguments) const override;
};

/// An operation of grants.devices on the terminal's device of a class. Only operations that
/// kiosk/hal/device_classes.yaml leaves to modules; cards, codes, money and paper go through the flow's
/// trusted steps.
class DeviceCall : public kiosk::sdk::ServiceRequest
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString deviceClass MEMBER m_deviceClass REQUIRED FINAL)
public:
    using ServiceRequest::ServiceRequest;

protected:
    [[nodiscard]] QString portalStep() const override;
    [[nodiscard]] Payload payload(const QJsonObject &arguments) const override;

private:
    QString m_deviceClass;
};

} // namespace kiosk::sdk
