#pragma once

#include <QByteArray>

namespace kiosk::crt571::emulator
{

/// A card of the stack, with a tiny chip: it answers SELECT of the social security application, READ BINARY
/// with its number and UPDATE BINARY, which it counts.
class Chip
{
public:
    explicit Chip(int number) : m_number(number) {}

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] int writes() const { return m_writes; }

    /// The answer to reset.
    [[nodiscard]] QByteArray reset();
    /// Data and status word.
    [[nodiscard]] QByteArray answer(const QByteArray &apdu);

private:
    int m_number;
    int m_writes = 0;
    bool m_selected = false;
    QByteArray m_written;
};

} // namespace kiosk::crt571::emulator
