#pragma once

#include "service_link.h"

#include <kiosk/hal/fingerprint_reader.h>

namespace kiosk::xfs4iot
{

/// What a service's answer of Common.Capabilities says of fingers.
struct FingerAbilities {
    bool fingerprint = false;
    bool scan = false, match = false;
    bool clear = false; ///< what was scanned; with `match` what was imported, too
    QString format;     ///< of templates: the first of the standard's that it has; a vendor's own is nobody's
};
/// Pure; thread: any.
[[nodiscard]] FingerAbilities fingerAbilitiesIn(const QJsonObject &capabilities);

/// The template of this format in a completion of Biometric.Read. Errors: unsupportedData (encrypted),
/// protocolError (none, or too long). Pure; thread: any.
[[nodiscard]] Result<QByteArray> templateIn(const QJsonObject &completion, QStringView format);
/// Under which name a completion of Biometric.Import says that the one template lies. Errors: protocolError.
/// Pure; thread: any.
[[nodiscard]] Result<QString> importedIn(const QJsonObject &completion);
/// Whether a completion of Biometric.Match names that template with at least this confidence (0 to 100).
/// Errors: protocolError (another template, no confidence). Pure; thread: any.
[[nodiscard]] Result<bool> matchIn(const QJsonObject &completion, const QString &identifier, int threshold);

/// A service with the interface Biometric, for fingers. Calls, threads and errors as FingerprintReader says.
///
/// What it scans and imports is cleared when the operation ends, however it does. Where the service does not
/// do that at once, it is done before anything else: at the next status() at the latest.
class BiometricReader final : public hal::FingerprintReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

protected:
    Status connect(hal::OperationContext &context) override;
    void disconnect() override { m_link->close(); }
    bool connected() const override { return m_link->isOpen(); }
    Result<QJsonObject> look(hal::OperationContext &context) override;
    Status restore(hal::OperationContext &context) override;
    QString format() const override { return m_can.format; }
    Result<QByteArray> captureTemplate(const Listener &listener, hal::OperationContext &context) override;
    Result<bool> matches(const QByteArray &reference, const Listener &listener,
                         hal::OperationContext &context) override;

private:
    BiometricReader(std::unique_ptr<ServiceLink> link, int threshold)
        : m_link(std::move(link)), m_threshold(threshold)
    {
    }
    /// A finger, as often as it takes.
    [[nodiscard]] Result<QJsonObject> read(const QJsonObject &payload, const Listener &listener,
                                           hal::OperationContext &context);
    [[nodiscard]] Result<QByteArray> scan(const Listener &listener, hal::OperationContext &context);
    [[nodiscard]] Result<bool> compare(const QByteArray &reference, const Listener &listener,
                                       hal::OperationContext &context);
    /// Where the service may hold a template.
    [[nodiscard]] Status clear(hal::OperationContext &context);
    /// At an operation's end.
    void tidy(const hal::OperationContext &context);

    std::unique_ptr<ServiceLink> m_link;
    int m_threshold;
    FingerAbilities m_can;
    bool m_mayHold = true; ///< whoever was here before may not have got to it
};

} // namespace kiosk::xfs4iot
