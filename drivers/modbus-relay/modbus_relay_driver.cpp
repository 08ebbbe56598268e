#include "modbus_port.h"

#include <kiosk/hal/lights.h>
#include <kiosk/hal/presence_sensor.h>

using namespace kiosk;

namespace
{

struct ModbusRelay {
    static Result<std::unique_ptr<hal::Device>> create(const hal::DeviceConfiguration &configuration)
    {
        const QJsonObject &connect = configuration.connect;
        modbus::ModbusPort::Settings settings;
        settings.port = connect[u"serial"].toString();
        settings.baud = connect[u"baud"].toInt(settings.baud);
        settings.address = quint8(connect[u"address"].toInt(settings.address));
        settings.answerTime =
            Milliseconds(configuration.settings[u"answer_ms"].toInt(int(settings.answerTime.count())));
        auto port = std::make_unique<modbus::ModbusPort>(std::move(settings));
        return configuration.deviceClass == u"lights"
                   ? hal::Lights::create(configuration, std::move(port))
                   : hal::PresenceSensor::switched(configuration, std::move(port));
    }
};

} // namespace

KIOSK_DRIVER(ModbusRelay)
