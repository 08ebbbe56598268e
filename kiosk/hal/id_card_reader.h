#pragma once

#include <kiosk/hal/device.h>

#include <QDate>

#include <optional>

namespace kiosk::hal
{

/// An identity document as GA/T 1011-style readers give it: resident card, permit for HK/MO/TW residents (J),
/// foreigner's permanent residence card of 2023 (Y) and of 2017 (I).
struct IdCard {
    enum class Form { Resident, J, Y, I };

    Form form = Form::Resident;
    QString name;   ///< Chinese name; on Y and I it may be empty
    QString sex;    ///< as printed: 男, 女 (GB/T 2261.1)
    QString nation; ///< GB/T 3304 name, "汉"; empty on J, Y, I
    QDate birth;
    QString address; ///< the newest one where the card has it; empty on Y, I
    QString idNumber;
    QString authority;
    QDate validFrom;
    std::optional<QDate> validTo; ///< nullopt = 长期
    QJsonObject formFields; ///< J: permit_number, issue_count; Y: english_name, nationality, renewal_count, …
    QByteArray photo;       ///< BMP, 102×126, or empty where no decoder is installed

    /// The `card` object of kioskctl run-device: form, name, sex, nation, birth (yyyy-MM-dd), address,
    /// id_number, authority, valid_from, valid_to (null = 长期), the form's own fields, photo (base64 or
    /// null).
    [[nodiscard]] QJsonObject toJson() const;
};

/// Class id-card-reader. Operations: `read` → {"card": …}; `awaitRemoval` → {} when the card has left the
/// field; `detect` → {"media": "present" | "notPresent" | "unknown"}; `reset`.
class IdCardReader : public Device
{
public:
    [[nodiscard]] Result<Payload> execute(QStringView operation, const Payload &arguments,
                                          OperationContext &context) final;

protected:
    /// Waits for a card until the deadline and reads it. Progress: "insertCard" where there is none
    /// yet, "cardFound", "cardRead".
    /// Errors: noMedia (none came), mediaRemoved, invalidMedia, cardNotAuthentic, readFailed, protocolError,
    /// timeOut …
    [[nodiscard]] virtual Result<IdCard> read(OperationContext &context) = 0;
    /// Returns when the field is empty. Errors: timeOut (still there), protocolError …
    [[nodiscard]] virtual Status awaitRemoval(OperationContext &context) = 0;
    /// Is a card there now? nullopt where the device cannot tell.
    [[nodiscard]] virtual Result<std::optional<bool>> detect(OperationContext &context) = 0;
    [[nodiscard]] virtual Status reset(OperationContext &context) = 0;
};

} // namespace kiosk::hal
