#include <kiosk/hal/fingerprint_reader.h>

namespace kiosk::hal
{

namespace
{

constexpr qsizetype longestTemplate =
    qsizetype(1024) * 1024; ///< bytes; those of libfprint have some thousands

void tellFinger(const OperationContext &context, const char *stage, const QJsonObject &details = {})
{
    if (context.progress)
        context.progress(QLatin1String(stage), details);
}

} // namespace

Result<Payload> FingerprintReader::run(QStringView operation, const QJsonObject &arguments,
                                       OperationContext &context)
{
    if (operation == u"capture")
        return capture(arguments, context);
    if (operation == u"match")
        return match(arguments, context);
    return LinkedDevice::run(operation, arguments, context);
}

FingerprintReader::Listener FingerprintReader::listenerOf(const OperationContext &context)
{
    return {[&context](int scan, int of) {
                tellFinger(context, "fingerScanned",
                           {{QStringLiteral("scan"), scan}, {QStringLiteral("of"), of}});
            },
            [&context](const char *reason) {
                tellFinger(context, "scanAgain", {{QStringLiteral("reason"), QLatin1String(reason)}});
            }};
}

Result<Payload> FingerprintReader::capture(const QJsonObject &arguments, OperationContext &context)
{
    if (!arguments.isEmpty())
        return fail(error::invalidData, QStringLiteral("capture takes no arguments"));
    KIOSK_TRY(ready(context));
    tellFinger(context, "placeFinger");
    auto captured = captureTemplate(listenerOf(context), context);
    if (!captured)
        return captured.error();
    return Payload{{{QStringLiteral("format"), format()}}, {*captured}};
}

Result<Payload> FingerprintReader::match(const QJsonObject &arguments, OperationContext &context)
{
    const auto decoded = QByteArray::fromBase64Encoding(arguments[u"template"].toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).isEmpty() || (*decoded).size() > longestTemplate || arguments.size() != 2)
        return fail(error::invalidData, QStringLiteral("match takes format and template, in base64"));
    KIOSK_TRY(ready(context)); // some say only then which format is theirs
    if (arguments[u"format"].toString() != format())
        return fail(error::unsupportedData, QStringLiteral("a template of another format"));
    tellFinger(context, "placeFinger");
    const auto matched = matches(*decoded, listenerOf(context), context);
    if (!matched)
        return matched.error();
    return Payload{{{QStringLiteral("matched"), *matched}}, {}};
}

} // namespace kiosk::hal
