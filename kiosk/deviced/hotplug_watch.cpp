#include <kiosk/deviced/hotplug_watch.h>

#include <libudev.h>

#include <cstring>

namespace kiosk::deviced
{

namespace
{
// What connections of drivers lead to: libusb, hidraw, evdev, adapters with a serial port, cameras, printers.
constexpr const char *subsystems[] = {"usb", "hidraw", "input", "tty", "video4linux", "usbmisc"};
} // namespace

void HotplugWatch::Release::operator()(udev *library) const
{
    udev_unref(library);
}

void HotplugWatch::Release::operator()(udev_monitor *monitor) const
{
    udev_monitor_unref(monitor);
}

HotplugWatch::HotplugWatch(QObject *parent) : QObject(parent), m_udev(udev_new())
{
    if (m_udev)
        m_monitor.reset(udev_monitor_new_from_netlink(m_udev.get(), "udev"));
    if (!m_monitor)
        return;
    for (const char *subsystem : subsystems)
        udev_monitor_filter_add_match_subsystem_devtype(m_monitor.get(), subsystem, nullptr);
    if (udev_monitor_enable_receiving(m_monitor.get()) < 0)
        return;
    m_notifier =
        std::make_unique<QSocketNotifier>(udev_monitor_get_fd(m_monitor.get()), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &HotplugWatch::receive);
}

HotplugWatch::~HotplugWatch() = default;

void HotplugWatch::receive()
{
    bool told = false;
    while (udev_device *device = udev_monitor_receive_device(m_monitor.get())) {
        const char *action = udev_device_get_action(device);
        told = told ||
               (action != nullptr && (std::strcmp(action, "add") == 0 || std::strcmp(action, "remove") == 0));
        udev_device_unref(device);
    }
    if (told)
        Q_EMIT changed();
}

} // namespace kiosk::deviced
