#pragma once

#include <kiosk/hal/key_rhythm.h>
#include <kiosk/hal/linked_device.h>

#include <QStringList>

namespace kiosk::hal
{

/// What happened on a keypad.
struct KeypadEvent {
    QString action; ///< one of NavKeypad::actions(); empty: the headset, or lost events
    enum class Kind { Pressed, Released, AllReleased, HeadsetPlugged, HeadsetDrawn } kind = Kind::Pressed;
};

/// Class nav-keypad: the keys by which somebody who does not see the screen finds his way on it, and the
/// socket for his headset (EN 301 549, 5.1).
///
/// - `listen` → does not end by itself: it tells of each key as progress "action" {"action": "down",
///   "repeated": false}, and of the headset as "headset" {"headset": present | notPresent}. First of all
///   comes "listening" {"headset": …}; what was pressed before it is dropped.
/// - `reset` → {}: closed and opened
///
/// Errors of `listen`: timeOut (its deadline: ask again), canceled, noDevice (drawn) …
///
/// Keys are words, never characters: nothing can be typed here. They reach nobody else while the device is
/// open, also while nobody listens. A held key repeats where that is of use: arrows and volume.
///
/// status() has "headset": present | notPresent | unknown beside "device", "model", and "actions": those that
/// it has keys for.
class NavKeypad : public LinkedDevice
{
public:
    explicit NavKeypad(const DeviceConfiguration &configuration);

    [[nodiscard]] static const QStringList &actions();

protected:
    /// What happened since; waits for one at least. Errors: timeOut, canceled, noDevice (it is no longer
    /// connected() then).
    [[nodiscard]] virtual Result<QList<KeypadEvent>> receive(const Deadline &until,
                                                             const CancelToken &cancel) = 0;
    /// As far as the device says by itself, now; nullopt where it only tells of changes.
    [[nodiscard]] virtual Result<std::optional<bool>> headsetNow() = 0;
    [[nodiscard]] virtual QString model() const = 0;
    /// Has it a key for that? Asked while it is connected.
    [[nodiscard]] virtual bool hasKeyFor(const QString &action) const = 0;

    [[nodiscard]] Result<QJsonObject> look(OperationContext &context) final;
    [[nodiscard]] QJsonObject unseen() const final;
    [[nodiscard]] Result<Payload> run(QStringView operation, const QJsonObject &arguments,
                                      OperationContext &context) final;

private:
    [[nodiscard]] Result<Payload> listen(OperationContext &context);
    [[nodiscard]] Status dropOldKeys(const CancelToken &cancel);
    void take(const KeypadEvent &event, OperationContext *listener);
    [[nodiscard]] QJsonObject headset() const;

    KeyRhythm m_rhythm;
    std::optional<bool> m_headset; ///< plugged in
};

} // namespace kiosk::hal
