#include "scanner_fixture.h"

using namespace kiosk;

void ScannerFixture::show(const QString &text, const QJsonObject &more) const
{
    QJsonObject request = more;
    request.insert(QStringLiteral("do"), QStringLiteral("show"));
    request.insert(QStringLiteral("text"), text);
    tell(request);
}

Result<Payload> ScannerFixture::read(const AtStage &atStage, Milliseconds time, const QStringList &formats)
{
    QJsonObject fields;
    if (!formats.isEmpty())
        fields.insert(QStringLiteral("formats"), QJsonArray::fromStringList(formats));
    return run("read", fields, time, [&](const QString &stage, const QJsonObject &) {
        if (atStage)
            atStage(stage);
    });
}

QString ScannerFixture::readShown(const QString &text, const QJsonObject &more, const QStringList &formats,
                                  Milliseconds time)
{
    return summary(read(
        [&](const QString &stage) {
            if (stage == u"scanCode")
                show(text, more);
        },
        time, formats));
}

QString ScannerFixture::summary(const Result<Payload> &result)
{
    if (!result)
        return result.error().code.name().toString();
    const QString symbology = result->fields[u"symbology"].toString();
    if (result->fields[u"encoding"].toString() == u"binary")
        return symbology + QStringLiteral(": binary ") + QString::fromLatin1(result->blobs.first().toHex());
    return symbology + QStringLiteral(": ") + result->fields[u"text"].toString();
}
