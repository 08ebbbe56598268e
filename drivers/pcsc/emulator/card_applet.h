#pragma once

#include "card_file.h"

namespace kiosk::pcsc::emulator
{

/// The chip's program: the application of the social security card on a file system of two files. Commands
/// in, answers out; what it does not know it refuses with the status words of ISO/IEC 7816-4. Counts the
/// commands that carry a PIN, which nobody here may send.
class CardApplet
{
public:
    explicit CardApplet(Card card) : m_card(std::move(card)) {}

    [[nodiscard]] const QByteArray &atr() const { return m_card.atr; }
    /// Power or reset: nothing is selected any more.
    void reset();
    [[nodiscard]] QByteArray answer(const QByteArray &command);
    [[nodiscard]] int pinTries() const { return m_pinTries; }

private:
    [[nodiscard]] QByteArray select(const QByteArray &command);
    [[nodiscard]] QByteArray readRecord(const QByteArray &command);
    [[nodiscard]] QByteArray getResponse(int wanted);
    /// Data as an answer, in parts where the card does so.
    [[nodiscard]] QByteArray deliver(const QByteArray &data);

    Card m_card;
    bool m_selected = false;
    const QList<Record> *m_file = nullptr;
    QByteArray m_pending; ///< for GET RESPONSE
    int m_pinTries = 0;
};

} // namespace kiosk::pcsc::emulator
