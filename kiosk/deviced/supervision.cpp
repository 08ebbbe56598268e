#include <kiosk/deviced/supervision.h>

#include <kiosk/core/yaml_document.h>

#include <algorithm>

namespace kiosk::deviced
{

Result<Supervision> Supervision::load(const QString &path)
{
    const auto document = YamlDocument::load(path);
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("supervision"));
    if (!schema)
        return schema.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    const auto value = [&](QStringView key) { return Milliseconds(document->root()[key].toInt()); };
    return Supervision{value(u"restart_first_ms"),
                       value(u"restart_longest_ms"),
                       value(u"healthy_ms"),
                       value(u"start_ms"),
                       value(u"alive_interval_ms"),
                       value(u"watchdog_ms"),
                       value(u"grace_ms"),
                       value(u"cancel_ms"),
                       value(u"redeem_ms"),
                       value(u"busy_ms"),
                       value(u"settings_ms"),
                       value(u"traffic_ms"),
                       document->root()[u"traffic_bytes"].toInt()};
}

Milliseconds RestartPolicy::next(Milliseconds lived)
{
    if (m_last.count() == 0 || lived >= m_supervision.healthy)
        m_last = m_supervision.restartFirst;
    else
        m_last = std::min(m_last * 2, m_supervision.restartLongest);
    return m_last;
}

} // namespace kiosk::deviced
