#include "sane_quirks.h"

#include <kiosk/hal/usb_quirks.h>

namespace kiosk::sane
{

namespace
{

QStringList texts(const QJsonValue &array)
{
    QStringList result;
    const QJsonArray values = array.toArray();
    for (const auto &value : values)
        result.append(value.toString());
    return result;
}

hal::ScanSource sourceOf(const QString &word)
{
    return word == u"flatbed"  ? hal::ScanSource::Flatbed
           : word == u"feeder" ? hal::ScanSource::Feeder
                               : hal::ScanSource::FeederDuplex;
}

} // namespace

Result<SaneQuirks> SaneQuirks::load()
{
    const auto data = hal::driverQuirks(QStringLiteral("sane"));
    if (!data)
        return data.error();
    SaneQuirks quirks;
    quirks.refused = texts((*data)[u"refused"]);
    const QJsonArray lines = (*data)[u"configuration"].toArray(), sources = (*data)[u"sources"].toArray();
    for (const auto &line : lines)
        quirks.configuration.insert(line[u"backend"].toString(), line[u"line"].toString());
    for (const auto &entry : sources) {
        SourceName source{sourceOf(entry[u"source"].toString()), texts(entry[u"names"]), {}};
        const QJsonObject with = entry[u"with"].toObject();
        for (auto option = with.begin(); option != with.end(); ++option)
            source.with.insert(option.key(), option->toString());
        quirks.sources.append(source);
    }
    quirks.colourModes = texts((*data)[u"modes"][u"fullColor"]);
    quirks.greyModes = texts((*data)[u"modes"][u"grayscale"]);
    return quirks;
}

} // namespace kiosk::sane
