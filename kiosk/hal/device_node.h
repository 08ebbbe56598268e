#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/result.h>
#include <kiosk/core/sealed_memory.h>

#include <QByteArray>
#include <QString>

#include <optional>

namespace kiosk::hal
{

/// A device's node in /dev that is read (input, hidraw). Blocking; each call returns by its deadline and
/// within 50 ms of a cancel. Thread: one.
class DeviceNode
{
public:
    /// Follows links itself: they name a device wherever it is plugged in. Errors: noDevice,
    /// authorisationRequired.
    [[nodiscard]] static Result<DeviceNode> open(const QString &path);
    /// An input device. Errors: likewise; protocolError (it is another device).
    [[nodiscard]] static Result<DeviceNode> openInput(const QString &path);

    /// From here until it is closed, nothing of an input device reaches another program. Errors: deviceBusy
    /// (another program has taken it), noDevice.
    [[nodiscard]] Status grab() const;
    /// Has an input device this key (linux/input-event-codes.h)?
    [[nodiscard]] bool hasKey(quint16 key) const;
    /// Is a switch of an input device on, now (SW_HEADPHONE_INSERT …)? nullopt where it has none. Errors:
    /// noDevice.
    [[nodiscard]] Result<std::optional<bool>> switchedOn(quint16 which) const;

    [[nodiscard]] int descriptor() const { return m_node.get(); }
    /// What an input device calls itself.
    [[nodiscard]] const QString &model() const { return m_model; }
    void setModel(QString model) { m_model = std::move(model); }
    /// Errors: noDevice (drawn).
    [[nodiscard]] Status stillThere() const;
    /// At least one byte. Errors: timeOut, canceled, noDevice (drawn).
    [[nodiscard]] Result<QByteArray> read(const Deadline &until, const CancelToken &cancel) const;

    /// `errno` as an error.
    [[nodiscard]] static Error failure(const char *what);

private:
    explicit DeviceNode(FileDescriptor node) : m_node(std::move(node)) {}

    FileDescriptor m_node;
    QString m_model;
};

} // namespace kiosk::hal
