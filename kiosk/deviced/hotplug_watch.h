#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

struct udev;
struct udev_monitor;

namespace kiosk::deviced
{

/// Tells when something was plugged in or drawn that a device may be connected by, once udev has made its
/// node and its links. It does not say what: whoever hears it looks at its own device. Where the machine has
/// no udev nothing is ever told, and the device's own interval remains. Thread: its own, with an event loop.
class HotplugWatch : public QObject
{
    Q_OBJECT

public:
    explicit HotplugWatch(QObject *parent = nullptr);
    ~HotplugWatch() override;

Q_SIGNALS:
    void changed();

private:
    void receive();

    struct Release {
        void operator()(udev *library) const;
        void operator()(udev_monitor *monitor) const;
    };
    std::unique_ptr<udev, Release> m_udev;
    std::unique_ptr<udev_monitor, Release> m_monitor;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace kiosk::deviced
