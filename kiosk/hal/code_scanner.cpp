#include <kiosk/hal/code_scanner.h>

#include <QStringDecoder>

#include <algorithm>

namespace kiosk::hal
{

namespace
{

bool isText(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar character) {
        const char16_t code = character.unicode();
        const bool harmless = code == '\t' || code == '\n' || code == '\r' || (code >= 0x1C && code <= 0x1E);
        return (code < 0x20 && !harmless) || (code >= 0x7F && code < 0xA0);
    });
}

std::optional<QString> decoded(const QByteArray &data, const char *encoding)
{
    QStringDecoder decoder(encoding);
    QString text = decoder(data + '\n'); // half a character at the end shows only in what follows
    if (!decoder.isValid() || decoder.hasError() || text.contains(QChar::ReplacementCharacter) ||
        !text.endsWith(u'\n'))
        return std::nullopt;
    text.chop(1);
    return isText(text) ? std::optional(text) : std::nullopt;
}

/// Nearly all that is Shift_JIS is GB18030, too, though nothing that anybody would write. Japanese has kana:
/// of two bytes, whose first one begins only rare Chinese characters, or narrow ones of one byte, where a
/// voiced one tells.
bool looksJapanese(const QByteArray &data)
{
    const auto in = [](uchar byte, uchar first, uchar last) { return byte >= first && byte <= last; };
    bool onlyNarrow = true, voiced = false;
    uchar before = 0;
    for (qsizetype at = 0; at < data.size(); ++at) {
        const uchar byte = uchar(data[at]), next = at + 1 < data.size() ? uchar(data[at + 1]) : 0;
        if ((byte == 0x82 && in(next, 0x9F, 0xF1)) || (byte == 0x83 && in(next, 0x40, 0x96)))
            return true;
        const bool takesMark = in(before, 0xB6, 0xC4) || in(before, 0xCA, 0xCE);
        voiced = voiced || (takesMark && (byte == 0xDE || (byte == 0xDF && before >= 0xCA)));
        onlyNarrow = onlyNarrow && (byte < 0x80 || in(byte, 0xA1, 0xDF));
        before = byte;
        if (in(byte, 0x81, 0x9F) || byte >= 0xE0) // the first of two
            before = uchar(data[std::min(++at, data.size() - 1)]);
    }
    return onlyNarrow && voiced;
}

Result<QList<Symbology>> formatsOf(const QJsonObject &arguments)
{
    for (auto argument = arguments.begin(); argument != arguments.end(); ++argument)
        if (argument.key() != u"formats" || !argument->isArray())
            return fail(error::invalidData, QStringLiteral("read takes no such '%1'").arg(argument.key()));
    QList<Symbology> formats;
    for (const auto &word : arguments[u"formats"].toArray()) {
        const auto symbology = symbologyFrom(word.toString());
        if (!symbology)
            return fail(error::invalidData, QStringLiteral("no such format of codes"));
        formats.append(*symbology);
    }
    return formats;
}

void trimEnd(QByteArray &data)
{
    while (data.endsWith('\r') || data.endsWith('\n') || data.endsWith('\0'))
        data.chop(1);
}

Status checkCode(ScannedCode &code, const QList<Symbology> &formats)
{
    trimEnd(code.data);
    if (code.data.isEmpty() || code.data.size() > longestCode)
        return fail(error::barcodeInvalid, QStringLiteral("a code of %1 bytes").arg(code.data.size()));
    if (!formats.isEmpty() && code.symbology != Symbology::Unknown && !formats.contains(code.symbology))
        return fail(error::barcodeInvalid,
                    QStringLiteral("a code of the kind %1").arg(wordOf(code.symbology)));
    return {};
}

Payload answerOf(ScannedCode code)
{
    const CodeText text = textOf(code.data);
    QJsonObject fields{{QStringLiteral("symbology"), wordOf(code.symbology)},
                       {QStringLiteral("encoding"), text.encoding}};
    if (text.encoding != u"binary")
        fields.insert(QStringLiteral("text"), text.text);
    return {fields, {std::move(code.data)}};
}

} // namespace

CodeText textOf(const QByteArray &data)
{
    const bool ascii = std::all_of(data.begin(), data.end(), [](char byte) { return uchar(byte) < 0x80; });
    if (const auto text = decoded(data, "UTF-8"))
        return {ascii ? QStringLiteral("ascii") : QStringLiteral("utf-8"), *text};
    if (const auto text = looksJapanese(data) ? decoded(data, "Shift_JIS") : std::nullopt)
        return {QStringLiteral("shift_jis"), *text};
    if (const auto text = decoded(data, "GB18030"))
        return {QStringLiteral("gb18030"), *text};
    return {QStringLiteral("binary"), {}};
}

QJsonObject CodeScanner::unseen() const
{
    return {{QStringLiteral("scanner"), QStringLiteral("inoperative")}};
}

Result<Payload> CodeScanner::run(QStringView operation, const QJsonObject &arguments,
                                 OperationContext &context)
{
    return operation == u"read" ? read(arguments, context) : LinkedDevice::run(operation, arguments, context);
}

Result<Payload> CodeScanner::read(const QJsonObject &arguments, OperationContext &context)
{
    const auto formats = formatsOf(arguments);
    if (!formats)
        return formats.error();
    KIOSK_TRY(ready(context));
    auto answer = awaitCode(*formats, context);
    if (connected())
        end();
    return answer;
}

Result<Payload> CodeScanner::awaitCode(const QList<Symbology> &formats, OperationContext &context)
{
    KIOSK_TRY(begin(formats, context));
    if (context.progress)
        context.progress(QStringLiteral("scanCode"), {});
    Error outcome = fail(error::noBarcode);
    for (;;) {
        auto code = next(context);
        Status accepted = code ? checkCode(*code, formats) : Status(code.error());
        if (accepted)
            return answerOf(std::move(*code));
        if (accepted.error().code == error::timeOut && context.deadline.passed())
            return outcome;
        if (accepted.error().code != error::barcodeInvalid)
            return accepted.error();
        outcome = accepted.error();
        if (context.progress)
            context.progress(QStringLiteral("codeInvalid"), {});
    }
}

} // namespace kiosk::hal
