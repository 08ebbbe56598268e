#include "gpio_port.h"

#include <kiosk/hal/lights.h>
#include <kiosk/hal/presence_sensor.h>

using namespace kiosk;

namespace
{

struct Gpio {
    static Result<std::unique_ptr<hal::Device>> create(const hal::DeviceConfiguration &configuration)
    {
        const QJsonObject &settings = configuration.settings;
        auto port = std::make_unique<gpio::GpioPort>(
            gpio::Kernel::real(),
            gpio::GpioPort::Settings{configuration.connect[u"gpio"].toString(),
                                     settings[u"active_low"].toBool(), settings[u"pull_up"].toBool()});
        return configuration.deviceClass == u"lights"
                   ? hal::Lights::create(configuration, std::move(port))
                   : hal::PresenceSensor::switched(configuration, std::move(port));
    }
};

} // namespace

KIOSK_DRIVER(Gpio)
