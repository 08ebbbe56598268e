#pragma once

#include "finger_reader.h"

#include <QHash>

namespace kiosk::xfs4iot::emulator
{

/// The devices behind the services: barcode, card, camera, printer, biometric. Knows nothing of connections.
/// Thread: one.
class Devices
{
public:
    /// Of a service's path: "barcode" → "BarcodeReader"; empty for none.
    [[nodiscard]] static QString interfaceOf(const QString &service);
    [[nodiscard]] static QStringList services();

    explicit Devices(HeaderForm form);

    /// The end of a command, or nothing while it waits (for a code, for a finger, for the paper), and `again`
    /// when something has come. Common.Status and Capabilities, too.
    [[nodiscard]] std::optional<Outcome> execute(const QString &service, const Message &command,
                                                 bool again = false);
    /// Names of the events of the last command that was executed.
    [[nodiscard]] QStringList takeEvents() { return m_fingers.takeEvents(); }

    /// Requests of the control socket; `news` gets deltas to tell, by service. Empty: not one of these.
    [[nodiscard]] std::optional<QJsonObject> control(const QJsonObject &request,
                                                     QHash<QString, QJsonObject> &news);
    [[nodiscard]] QJsonObject state() const;

private:
    [[nodiscard]] QJsonObject capabilities(const QString &service) const;
    [[nodiscard]] Outcome setVersions(const Message &command) const;
    [[nodiscard]] std::optional<Outcome> readCode(const Message &command);
    [[nodiscard]] Outcome chip(const Message &command);
    [[nodiscard]] Outcome takePicture(const Message &command) const;
    [[nodiscard]] std::optional<Outcome> print(const Message &command);
    [[nodiscard]] QStringList commandsOf(const QString &service) const;
    QJsonObject put(const QString &service, const QString &path, const QJsonValue &value);

    HeaderForm m_form;
    int m_major = 2;
    QHash<QString, QJsonObject> m_status;
    QHash<QString, QJsonObject> m_told; ///< capabilities instead of its own, by service and path
    QStringList m_missing;              ///< commands that no service offers
    FingerReader m_fingers;
    std::optional<Outcome> m_shown;
    QByteArray m_atr;
    QJsonObject m_answers; ///< the chip's, by command, hexadecimal
    bool m_chipOn = false, m_printerHangs = false;
    QByteArray m_picture;
    QJsonArray m_printed, m_chipProtocols;
};

} // namespace kiosk::xfs4iot::emulator
