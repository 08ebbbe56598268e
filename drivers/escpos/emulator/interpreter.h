#pragma once

#include "roll.h"

#include <QByteArray>

#include <functional>

namespace kiosk::escpos::emulator
{

/// What is wrong with the machine. An error of the cutter stays told until it is put right and the printer is
/// told to recover.
struct Condition {
    bool paperOut = false;
    bool nearEnd = false;
    bool coverOpen = false;
    bool cutterStuck = false; ///< the next cut fails
    bool cutterError = false;
    bool recoverable = false;
    bool unrecoverable = false;
    bool hot = false;     ///< recovers by itself
    bool offline = false; ///< by its button
};

/// What a printer does with the bytes that it gets. Bytes that spell a real-time command are obeyed and taken
/// out wherever they stand, in the midst of a picture too, as printers do.
class Interpreter
{
public:
    using Reply = std::function<void(const QByteArray &bytes, bool isStatus)>;

    Interpreter(Roll &roll, Reply reply, bool keepsBuffer)
        : m_roll(roll), m_reply(std::move(reply)), m_keepsBuffer(keepsBuffer)
    {
    }

    void receive(const QByteArray &bytes);
    /// Obeys the next command; false where there is none, or the printer has stopped.
    bool step();
    void losePower();

    [[nodiscard]] bool online() const;
    Condition condition;
    /// Bytes that found no place, and those that were no command.
    [[nodiscard]] int lost() const { return m_lost; }
    [[nodiscard]] int unknown() const { return m_unknown; }

private:
    void obeyRealTime();
    void clear();
    [[nodiscard]] QByteArray statusByte(int n) const;
    [[nodiscard]] qsizetype control();
    [[nodiscard]] qsizetype escape();
    [[nodiscard]] qsizetype group();
    [[nodiscard]] qsizetype raster();
    [[nodiscard]] qsizetype function();
    void qr(const QByteArray &data);
    void cut(bool full);
    void printLine();
    void initialise();

    Roll &m_roll;
    Reply m_reply;
    bool m_keepsBuffer;
    QByteArray m_buffer;
    QByteArray m_line;
    QByteArray m_code;
    hal::ReceiptElement::Align m_align = hal::ReceiptElement::Align::Left;
    int m_scale = 1;
    int m_dotsPerModule = 3;
    bool m_chinese = false;
    int m_lost = 0;
    int m_unknown = 0;
};

} // namespace kiosk::escpos::emulator
