#include <kiosk/hal/id_card_reader.h>

namespace kiosk::hal
{

QJsonObject IdCard::toJson() const
{
    static constexpr const char *forms[] = {"resident", "J", "Y", "I"};
    const auto date = [](const QDate &day) -> QJsonValue {
        return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue::Null;
    };
    QJsonObject object = formFields;
    object.insert(QStringLiteral("form"), QString::fromLatin1(forms[int(form)]));
    object.insert(QStringLiteral("name"), name);
    object.insert(QStringLiteral("sex"), sex);
    object.insert(QStringLiteral("nation"), nation);
    object.insert(QStringLiteral("birth"), date(birth));
    object.insert(QStringLiteral("address"), address);
    object.insert(QStringLiteral("id_number"), idNumber);
    object.insert(QStringLiteral("authority"), authority);
    object.insert(QStringLiteral("valid_from"), date(validFrom));
    object.insert(QStringLiteral("valid_to"), validTo ? date(*validTo) : QJsonValue::Null);
    object.insert(QStringLiteral("photo"),
                  photo.isEmpty() ? QJsonValue::Null : QJsonValue(QString::fromLatin1(photo.toBase64())));
    return object;
}

Result<Payload> IdCardReader::execute(QStringView operation, const Payload &, OperationContext &context)
{
    if (operation == u"read") {
        auto card = read(context);
        if (!card)
            return card.error();
        return Payload{{{QStringLiteral("card"), card->toJson()}}, {}};
    }
    if (operation == u"awaitRemoval") {
        KIOSK_TRY(awaitRemoval(context));
        return Payload{};
    }
    if (operation == u"detect") {
        const auto present = detect(context);
        if (!present)
            return present.error();
        const QString media = !*present   ? QStringLiteral("unknown")
                              : **present ? QStringLiteral("present")
                                          : QStringLiteral("notPresent");
        return Payload{{{QStringLiteral("media"), media}}, {}};
    }
    if (operation == u"reset") {
        KIOSK_TRY(reset(context));
        return Payload{};
    }
    return fail(error::unsupportedCommand,
                QStringLiteral("id-card-reader has no operation '%1'").arg(operation));
}

} // namespace kiosk::hal
