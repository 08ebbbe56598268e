#pragma once

#include "frame.h"

#include <kiosk/hal/device.h>
#include <kiosk/hal/serial_port.h>

#include <optional>

namespace kiosk::crt571
{

struct ChannelSettings {
    QString port;
    int baud = 9600;
    quint8 address = 0;
    Milliseconds acknowledgeTime{500};
};

/// May a question be asked again when its answer is lost or damaged? Not one that moves a card or tells a
/// chip something: there only a refusal (15) counts, which the device gives instead of doing it, and only one
/// that stands alone on the line, for in noise it may be anything.
enum class Repeat { Never, WhenLost };

/// Questions and answers on the line. The device answers in the order in which it is asked, and numbers
/// nothing; so an answer of another command is an old one, and skipped. After a question that was given up,
/// a status is asked for first, and of several answers to it the last one counts.
///
/// Blocking; each call returns by the context's deadline and within 100 ms of a cancel. Thread: one at a
/// time.
class Crt571Channel
{
public:
    explicit Crt571Channel(ChannelSettings settings) : m_settings(std::move(settings)) {}

    /// Errors: the port's.
    [[nodiscard]] Status open();
    void close() { m_port.reset(); }
    [[nodiscard]] bool isOpen() const { return m_port.has_value(); }

    /// The answer, positive or negative. `answerTime` is from the acknowledgement on. Errors: timeOut,
    /// protocolError, canceled, noDevice (the port is closed then).
    [[nodiscard]] Result<Reply> ask(const Question &question, Milliseconds answerTime, Repeat repeat,
                                    hal::OperationContext &context);

private:
    struct Exchange;

    [[nodiscard]] Result<Reply> askRepeatedly(const Question &question, Milliseconds answerTime,
                                              Repeat repeat, hal::OperationContext &context);
    [[nodiscard]] Result<Reply> exchange(const Question &question, Milliseconds answerTime, bool &refused,
                                         hal::OperationContext &context);
    void take(Exchange &exchange);
    void acknowledgeAnswer();

    ChannelSettings m_settings;
    std::optional<hal::SerialPort> m_port;
    FrameDecoder m_decoder;
    bool m_owing = true; ///< the answer to an earlier question may come yet
};

} // namespace kiosk::crt571
