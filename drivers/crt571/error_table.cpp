#include "error_table.h"

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

namespace kiosk::crt571
{

Result<ErrorTable> ErrorTable::load()
{
    const auto file = YamlDocument::load(paths::share(QStringLiteral("drivers/crt571/errors.yaml")));
    if (!file)
        return file.error();
    const auto schema = loadSchema(QStringLiteral("crt571_errors"));
    if (!schema)
        return schema.error();
    if (const auto findings = file->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());

    ErrorTable table;
    const QJsonObject codes = file->root()[u"codes"].toObject();
    for (auto code = codes.begin(); code != codes.end(); ++code) {
        const QString name = (*code)[u"error"].toString();
        const ErrorEntry *known = findError(name);
        if (known == nullptr)
            return fail(error::invalidData, file->finding({QStringLiteral("codes"), code.key()},
                                                          QStringLiteral("no error '%1'").arg(name))
                                                .text());
        table.m_meanings.insert(code.key(), {known->code, (*code)[u"meaning"].toString()});
    }
    return table;
}

Error ErrorTable::errorOf(const Reply &reply) const
{
    const QString code = QString::fromLatin1(reply.code);
    const auto meaning = m_meanings.constFind(code);
    const bool known = meaning != m_meanings.constEnd();
    return fail(known ? meaning->error : error::hardwareError,
                QStringLiteral("%1 to command %2 %3: %4")
                    .arg(code)
                    .arg(reply.command.command, 2, 16, QLatin1Char('0'))
                    .arg(reply.command.parameter, 2, 16, QLatin1Char('0'))
                    .arg(known ? meaning->text : QStringLiteral("not in the table")));
}

} // namespace kiosk::crt571
