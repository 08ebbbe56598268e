#pragma once

#include "chip.h"

#include "../frame.h"

#include <QList>

#include <optional>

namespace kiosk::crt571::emulator
{

/// The mechanics: stack, chip contacts, gate, bin and what a hand does to them.
class Machine
{
public:
    enum class Place { None, Gate, Chip, Stuck };

    Machine(int cards, int binCapacity) : m_binCapacity(binCapacity) { fill(cards); }

    /// Does what it is asked. Moves draw a card from the stack where none is inside.
    [[nodiscard]] Reply answer(const Question &question);
    [[nodiscard]] Reply refusal(Command command, const QByteArray &code) const;

    /// New cards behind those that are left.
    void fill(int cards);
    void emptyStack() { m_stack.clear(); }
    void emptyBin() { m_bin.clear(); }
    /// By a citizen. False where none is within reach.
    bool take();
    /// By hand, from wherever it is; None is out of the machine.
    bool pushTo(Place place);
    /// It gets stuck where no sensor sees it; where none is inside, one of the stack does.
    void jam();
    /// A technician takes the stuck card out.
    void unjam();
    void losePower();
    void restorePower() { m_powered = true; }

    [[nodiscard]] bool powered() const { return m_powered; }
    [[nodiscard]] bool initialised() const { return m_initialised; }
    [[nodiscard]] bool chipOn() const { return m_chipOn; }
    [[nodiscard]] Place place() const { return m_place; }
    [[nodiscard]] const std::optional<Chip> &card() const { return m_card; }
    [[nodiscard]] qsizetype stack() const { return m_stack.size(); }
    [[nodiscard]] const QList<int> &bin() const { return m_bin; }
    /// Numbers of the cards that somebody has.
    [[nodiscard]] const QList<int> &outside() const { return m_outside; }
    [[nodiscard]] int moves() const { return m_moves; }

private:
    [[nodiscard]] Reply success(Command command, const QByteArray &data = {}) const;
    [[nodiscard]] Reply move(Command command);
    [[nodiscard]] Reply chip(const Question &question);
    bool draw();

    int m_binCapacity;
    QList<Chip> m_stack;
    std::optional<Chip> m_card;
    Place m_place = Place::None;
    QList<int> m_bin;
    QList<int> m_outside;
    int m_lastNumber = 0;
    int m_moves = 0;
    bool m_powered = true;
    bool m_initialised = false;
    bool m_chipOn = false;
};

} // namespace kiosk::crt571::emulator
