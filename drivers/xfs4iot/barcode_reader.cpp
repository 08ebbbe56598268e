#include "barcode_reader.h"

#include "service_status.h"
#include "words.h"

namespace kiosk::xfs4iot
{

namespace
{

/// After a code that is none: a service that says so without waiting for another would be asked without end.
constexpr Milliseconds againAfter{100};

} // namespace

Result<std::unique_ptr<hal::Device>> BarcodeReader::create(const hal::DeviceConfiguration &configuration)
{
    auto link = ServiceLink::create(configuration, QStringLiteral("BarcodeReader"));
    if (!link)
        return link.error();
    return std::unique_ptr<hal::Device>(new BarcodeReader(*std::move(link)));
}

Result<QJsonObject> BarcodeReader::look(hal::OperationContext &context)
{
    static const QStringList known{QStringLiteral("on"), QStringLiteral("off"),
                                   QStringLiteral("inoperative")};
    const auto status = m_link->status(context);
    if (!status)
        return status.error();
    KIOSK_TRY(checkDevice(deviceWordOf(*status)));
    QJsonObject seen{{QStringLiteral("scanner"), wordIn(fieldAt(*status, u"barcodeReader.scanner"), known)}};
    if (const QString model = modelOf(m_link->capabilities()); !model.isEmpty())
        seen.insert(QStringLiteral("model"), model);
    seen.insert(QStringLiteral("identity"), identityIn(m_link->capabilities()));
    return seen;
}

Status BarcodeReader::begin(const QList<hal::Symbology> &formats, hal::OperationContext & /*context*/)
{
    // What a service does not offer by name it is not asked for: the class looks at what comes.
    const QJsonObject offered = fieldAt(m_link->capabilities(), u"barcodeReader.symbologies").toObject();
    QJsonObject wanted;
    for (const hal::Symbology format : formats)
        for (const QString &word : wordsOf(format))
            if (fieldOf(offered, word).toBool())
                wanted.insert(word, true);
    m_symbologies = wanted.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(wanted);
    m_failed = false;
    return {};
}

Result<hal::ScannedCode> BarcodeReader::next(hal::OperationContext &context)
{
    if (m_failed)
        KIOSK_TRY(context.pause(Deadline::in(againAfter)));
    for (;;) {
        auto code = readOnce(context);
        m_failed = !code && code.error().code == error::barcodeInvalid;
        // A service's own time is up a little before ours.
        if (code || code.error().code != error::timeOut || !m_link->isOpen())
            return code;
        KIOSK_TRY(context.pause(Deadline::in(againAfter)));
    }
}

Result<hal::ScannedCode> BarcodeReader::readOnce(hal::OperationContext &context)
{
    const auto answer = m_link->command(
        {QStringLiteral("BarcodeReader.Read"), {{QStringLiteral("symbologies"), m_symbologies}}}, context);
    if (!answer)
        return answer.error();
    const QJsonObject output = fieldOf(*answer, u"readOutput").toArray().at(0).toObject();
    auto data = bytesOf(output, u"barcodeData");
    if (!data)
        return data.error();
    return hal::ScannedCode{*std::move(data), symbologyOf(fieldOf(output, u"symbology").toString())};
}

} // namespace kiosk::xfs4iot
