#include <kiosk/hal/device.h>

#include <kiosk/core/paths.h>

#include <QLibrary>

namespace kiosk::hal
{

Status OperationContext::check() const
{
    if (cancel.canceled())
        return fail(error::canceled);
    if (deadline.passed())
        return fail(error::timeOut);
    return {};
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
