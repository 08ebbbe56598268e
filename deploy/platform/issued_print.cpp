#include "issued_print.h"

#include <QRandomGenerator>

namespace kiosk::platform
{

namespace
{

/// Sixteen characters that nobody confuses when reading them out (Crockford's base 32: no I, L, O, U).
QString antiForgeryCode()
{
    static constexpr QStringView alphabet = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    QString code;
    for (int i = 0; i < 16; ++i) {
        if (i > 0 && i % 4 == 0)
            code += u'-';
        code += alphabet[QRandomGenerator::system()->bounded(32)];
    }
    return code;
}

QString opaqueCode()
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(words), sizeof words)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace

Result<Payload> issuePrint(Store &store, const Call &call)
{
    const auto citizen = subjectOf(store, call);
    if (!citizen)
        return citizen.error();
    return registerPrint(store, call, call.arguments.value(u"purpose").toString().trimmed(),
                         call.arguments.value(u"copies").toInteger());
}

Result<Payload> registerPrint(Store &store, const Call &call, const QString &purpose, qint64 copies)
{
    if (copies < 1 || copies > 3 || purpose.isEmpty())
        return fail(error::invalidData, QStringLiteral("purpose or copies"));
    const IssuedPrint print{0, call.caseNumber, purpose, antiForgeryCode(), opaqueCode(), call.now};
    const qint64 number = store.addPrint(print);
    const QString day = call.now.date().toString(Qt::ISODate);
    return Payload{
        {{QStringLiteral("print_number"), QStringLiteral("SL%1%2")
                                              .arg(call.now.date().toString(QStringLiteral("yyyyMMdd")))
                                              .arg(number, 6, 10, QLatin1Char('0'))},
         {QStringLiteral("anti_forgery_code"), print.antiForgeryCode},
         {QStringLiteral("verification_url"),
          QStringLiteral("https://verify.shilishi.example/v?c=%1").arg(print.verificationCode)},
         {QStringLiteral("issued_at"),
          call.now.toOffsetFromUtc(call.now.offsetFromUtc()).toString(Qt::ISODate)},
         {QStringLiteral("valid_until"), call.now.date().addMonths(3).toString(Qt::ISODate)},
         {QStringLiteral("watermark"),
          QStringLiteral("仅供办理【%1】使用 %2 再次复印无效").arg(purpose, day)}},
        {}};
}

} // namespace kiosk::platform
