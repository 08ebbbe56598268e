#include <kiosk/shell/diagnostics/screen_sound_rules.h>

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <QJsonArray>

namespace kiosk::shell
{

Result<ScreenSoundRules> ScreenSoundRules::load()
{
    const auto schema = loadSchema(QStringLiteral("screen_sound"));
    if (!schema)
        return schema.error();
    const auto document = YamlDocument::load(paths::share(QStringLiteral("screen_sound.yaml")));
    if (!document)
        return document.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    const QJsonObject root = document->root();
    const QJsonObject tone = root[u"tone"].toObject();
    ScreenSoundRules rules;
    rules.touchLimitMillimetres = root[u"touch"][u"limit_mm"].toDouble();
    rules.touchMarginMillimetres = root[u"touch"][u"margin_mm"].toDouble();
    for (const auto &colour : root[u"colours"].toArray())
        rules.colours.append(colour.toString());
    rules.brightnessStep = root[u"brightness"][u"step_percent"].toInt();
    rules.leastBrightness = root[u"brightness"][u"least_percent"].toInt();
    rules.toneHertz = tone[u"hertz"].toInt();
    rules.toneLength = Milliseconds(tone[u"milliseconds"].toInt());
    rules.toneLevel = tone[u"level_percent"].toInt() / 100.0;
    return rules;
}

} // namespace kiosk::shell
