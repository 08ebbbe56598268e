#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

/// Commands and answers of ISO/IEC 7816-4, as pure functions of bytes. Thread: any.
namespace kiosk::hal::chipcard
{

/// Status words (ISO/IEC 7816-4, table 5).
namespace sw
{
constexpr quint16 success = 0x9000;
constexpr quint16 securityNotSatisfied = 0x6982;
constexpr quint16 recordNotFound = 0x6A83;
} // namespace sw

struct Answer {
    QByteArray data;
    quint16 status = 0;
};

/// One command and all that it takes to have its whole answer: 61xx (more is there) is followed by GET
/// RESPONSE, 6Cxx (the length was wrong) by the same command with the right one, once.
///
///     Exchange exchange(command);
///     do { answer = transmit(exchange.next()); } while (!*exchange.received(answer));
class Exchange
{
public:
    explicit Exchange(QByteArray command) : m_command(std::move(command)), m_next(m_command) {}

    /// What to send now.
    [[nodiscard]] const QByteArray &next() const { return m_next; }
    /// The card's answer to it. True: the whole answer is there. Errors: protocolError (shorter than a status
    /// word; a card that never ends; 6Cxx twice).
    [[nodiscard]] Result<bool> received(const QByteArray &answer);
    [[nodiscard]] const Answer &answer() const { return m_answer; }

private:
    QByteArray m_command;
    QByteArray m_next;
    Answer m_answer;
    bool m_lengthCorrected = false;
    int m_rounds = 0;
};

/// SELECT by name (00 A4 04 00), by file identifier (00 A4 P1 00), and READ RECORD by number (P2 = 04) or by
/// tag (P2 = 00).
[[nodiscard]] QByteArray selectApplication(const QByteArray &name);
[[nodiscard]] QByteArray selectFile(quint16 file, quint8 p1);
[[nodiscard]] QByteArray readRecord(quint8 number);
[[nodiscard]] QByteArray readRecordByTag(quint8 tag);

} // namespace kiosk::hal::chipcard
