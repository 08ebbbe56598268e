#pragma once

#include "../frame.h"

#include <kiosk/hal/emulated_wire.h>

#include <QJsonObject>
#include <QTimer>

namespace kiosk::epp::emulator
{

/// The pad: its keys, what is typed on it, and its end of the line. Needs an event loop; thread: its own.
class Pad
{
public:
    explicit Pad(hal::EmulatedWire &wire);

    void received(const QByteArray &bytes);
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    struct Entry {
        bool secret = false;
        QByteArray key, pan;
        int minimum = 0, maximum = 0;
        QByteArray digits = {};
    };
    void take(const Message &message);
    void begin(const Message &message);
    void say(const Message &message);
    void sayBytes(QByteArray bytes);
    [[nodiscard]] bool press(const QString &key);
    void finish(const char *outcome);
    void forget();
    [[nodiscard]] QJsonObject state() const;

    hal::EmulatedWire &m_wire;
    FrameDecoder m_decoder;
    std::optional<Entry> m_entry;
    QTimer m_patience;
    QByteArray m_unheard; ///< an end whose receipt was lost: said again with the next entry
    QByteArray m_last;    ///< what was said last, for when it came damaged
    QString m_fault;      ///< until cleared: hang, garbage, impostor, deaf, slow; once: damage, lost, repeat
    bool m_tampered = false;
    int m_stops = 0;
};

} // namespace kiosk::epp::emulator
