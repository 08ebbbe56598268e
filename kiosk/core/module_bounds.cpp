#include <kiosk/core/module_bounds.h>

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

namespace kiosk
{

Result<ModuleBounds> ModuleBounds::load()
{
    const auto document = YamlDocument::load(paths::share(QStringLiteral("module_bounds.yaml")));
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("module_bounds"));
    if (!schema)
        return schema.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    const auto value = [&](QStringView key) { return document->root()[key].toInt(); };
    const auto mebibytes = [&](QStringView key) { return qint64(value(key)) * 1024 * 1024; };
    ModuleBounds bounds;
    bounds.memory = mebibytes(u"memory_mib");
    bounds.file = mebibytes(u"file_mib");
    bounds.log = qint64(value(u"log_kib")) * 1024;
    bounds.descriptors = value(u"descriptors");
    bounds.threads = value(u"threads");
    bounds.processorPercent = value(u"processor_percent");
    bounds.start = std::chrono::seconds(value(u"start_s"));
    bounds.objects = value(u"objects");
    bounds.windows = value(u"windows");
    bounds.buffer = mebibytes(u"buffer_mib");
    bounds.requestsPerSecond = value(u"requests_per_s");
    bounds.callsPerSecond = value(u"calls_per_s");
    bounds.callsWaiting = value(u"calls_waiting");
    bounds.documents = value(u"documents");
    bounds.refusals = value(u"refusals");
    bounds.failuresInARow = value(u"failures_in_a_row");
    return bounds;
}

} // namespace kiosk
