#pragma once

#include "message.h"

#include <QHash>
#include <QJsonArray>

#include <optional>

namespace kiosk::xfs4iot::emulator
{

/// How a command ends.
struct Outcome {
    QString completionCode = QStringLiteral("success");
    QString errorCode = {};
    QJsonObject payload = {};
};

/// The devices behind the services: barcode, card, camera, printer. Knows nothing of connections. Thread:
/// one.
class Devices
{
public:
    /// Of a service's path: "barcode" → "BarcodeReader"; empty for none.
    [[nodiscard]] static QString interfaceOf(const QString &service);
    [[nodiscard]] static QStringList services();

    explicit Devices(HeaderForm form);

    /// The end of a command, or nothing while it waits (for a code, for the paper). Common.Status and
    /// Capabilities, too.
    [[nodiscard]] std::optional<Outcome> execute(const QString &service, const Message &command);

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
    QJsonObject put(const QString &service, const QString &path, const QJsonValue &value);

    HeaderForm m_form;
    int m_major = 2;
    QHash<QString, QJsonObject> m_status;
    std::optional<Outcome> m_shown;
    QByteArray m_atr;
    QJsonObject m_answers; ///< the chip's, by command, hexadecimal
    bool m_chipOn = false, m_printerHangs = false;
    QByteArray m_picture;
    QJsonArray m_printed, m_chipProtocols;
};

} // namespace kiosk::xfs4iot::emulator
