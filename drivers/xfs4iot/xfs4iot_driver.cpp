#include "barcode_reader.h"
#include "biometric_reader.h"
#include "chip_reader.h"
#include "native_printer.h"
#include "service_camera.h"

namespace kiosk::xfs4iot
{

/// The device that a service is, by the class that devices.yaml gives it.
struct ServiceDevice {
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration)
    {
        const QString &name = configuration.deviceClass;
        if (name == u"code-scanner")
            return BarcodeReader::create(configuration);
        if (name == u"smart-card-reader")
            return ChipReader::create(configuration);
        if (name == u"fingerprint-reader")
            return BiometricReader::create(configuration);
        if (name == u"camera")
            return ServiceCamera::create(configuration);
        if (name == u"document-printer")
            return NativePrinter::create(configuration);
        return fail(error::invalidData, QStringLiteral("no service for the class ") + name);
    }
};

} // namespace kiosk::xfs4iot

using kiosk::xfs4iot::ServiceDevice;

KIOSK_DRIVER(ServiceDevice)
