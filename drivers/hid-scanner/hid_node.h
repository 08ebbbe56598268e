#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/result.h>
#include <kiosk/core/sealed_memory.h>

namespace kiosk::hidscanner
{

/// A scanner's node, and nobody else's while it is open. Blocking; each call returns by its deadline and
/// within 50 ms of a cancel. Thread: one.
class HidNode
{
public:
    /// A keyboard: its keys reach no other program as long as it is open. Errors: noDevice,
    /// authorisationRequired, deviceBusy (another program has taken it), protocolError (no keyboard).
    [[nodiscard]] static Result<HidNode> openKeyboard(const QString &path);
    /// A HID POS scanner. Errors: likewise; protocolError (no scanner).
    [[nodiscard]] static Result<HidNode> openScanner(const QString &path);

    [[nodiscard]] const QString &model() const { return m_model; }
    /// Errors: noDevice (drawn).
    [[nodiscard]] Status stillThere() const;
    /// At least one byte. Errors: timeOut, canceled, noDevice (drawn).
    [[nodiscard]] Result<QByteArray> read(const Deadline &until, const CancelToken &cancel) const;

private:
    explicit HidNode(FileDescriptor node) : m_node(std::move(node)) {}
    [[nodiscard]] static Result<HidNode> open(const QString &path);

    FileDescriptor m_node;
    QString m_model;
};

} // namespace kiosk::hidscanner
