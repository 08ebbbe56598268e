#include <kiosk/hal/device.h>

#include <kiosk/core/paths.h>

#include <QLibrary>

#include <algorithm>
#include <thread>

namespace kiosk::hal
{

namespace
{

QString deviceWord(ErrorCode code)
{
    if (code == error::noDevice || code == error::authorisationRequired)
        return QStringLiteral("noDevice");
    if (code == error::deviceBusy)
        return QStringLiteral("deviceBusy");
    if (code == error::timeOut || code == error::deviceNotReady)
        return QStringLiteral("offline");
    return QStringLiteral("hardwareError");
}

} // namespace

Status OperationContext::check() const
{
    if (cancel.canceled())
        return fail(error::canceled);
    if (deadline.passed())
        return fail(error::timeOut);
    return {};
}

Status OperationContext::pause(const Deadline &until) const
{
    while (!until.passed()) {
        KIOSK_TRY(check());
        std::this_thread::sleep_for(std::min({until.left(), deadline.left(), cancelLatency}));
    }
    return check();
}

QJsonObject describeFailure(const Error &error)
{
    return {{QStringLiteral("device"), deviceWord(error.code)},
            {QStringLiteral("error"), error.code.name().toString()},
            {QStringLiteral("detail"), error.detail}};
}

Status Device::forget(const QStringList & /*operations*/, OperationContext & /*context*/)
{
    return {};
}

Result<std::unique_ptr<Device>> createDevice(const DeviceConfiguration &configuration)
{
    QLibrary library(paths::driverLibrary(configuration.driver));
    library.setLoadHints(QLibrary::PreventUnloadHint);
    using EntryPoint = void *(*)();
    const auto entryPoint = reinterpret_cast<EntryPoint>(library.resolve("kioskDriver"));
    if (entryPoint == nullptr)
        return fail(error::noDevice,
                    QStringLiteral("driver '%1': %2").arg(configuration.driver, library.errorString()));
    return (*static_cast<const CreateDevice *>(entryPoint()))(configuration);
}

} // namespace kiosk::hal
