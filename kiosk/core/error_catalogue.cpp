#include <kiosk/core/error_catalogue.h>

#include <algorithm>
#include <vector>

namespace kiosk
{

static const std::vector<ErrorEntry> &catalogue()
{
    static const std::vector<ErrorEntry> entries{
#include <kiosk/core/error_entries.inc>
    };
    return entries;
}

const ErrorEntry &describe(ErrorCode code)
{
    return catalogue()[size_t(code.index())];
}

const ErrorEntry *findError(QStringView code)
{
    const auto found = std::find_if(catalogue().begin(), catalogue().end(),
                                    [code](const ErrorEntry &entry) { return entry.code.name() == code; });
    return found == catalogue().end() ? nullptr : &*found;
}

ErrorCode errorCodeFrom(QStringView code)
{
    const ErrorEntry *entry = findError(code);
    return entry ? entry->code : error::internalError;
}

QJsonObject toJson(const Error &error)
{
    const ErrorEntry &entry = describe(error.code);
    QJsonObject object{{QStringLiteral("completion"), entry.completion},
                       {QStringLiteral("message"),
                        error.detail.isEmpty() ? entry.technician : entry.technician + u'：' + error.detail},
                       {QStringLiteral("remedy"), entry.remedy}};
    if (entry.completion != error.code.name())
        object.insert(QStringLiteral("error"), error.code.name().toString());
    return object;
}

} // namespace kiosk
