#pragma once

#include "card_file.h"

#include "../frame.h"

#include <kiosk/hal/emulated_wire.h>

#include <QJsonObject>

#include <optional>

namespace kiosk::sam::emulator
{

/// By what a reader still knows a card that it has read and that has not left.
enum class HiddenCard { Select, Reset, None };

/// A reader with its security module, its field and what is wrong with it. Answers the driver's frames, and a
/// trainer's or a test's requests (see README, "Emulator").
class Reader
{
public:
    Reader(hal::EmulatedWire &wire, QString cardFolder, HiddenCard hiddenCard)
        : m_wire(wire), m_cardFolder(std::move(cardFolder)), m_hiddenCard(hiddenCard)
    {
    }

    void receive(const QByteArray &bytes);
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    struct Fault {
        QString name;
        QString command; ///< "read"; empty = any
        int count = 1;   ///< 0 = until cleared
        Milliseconds time{0};
        quint8 status = 0;
    };
    enum class Card { Unknown, Found, Selected };

    [[nodiscard]] Reply answer(quint8 command, quint8 parameter);
    [[nodiscard]] Reply answerOfCard(quint8 command, quint8 parameter);
    [[nodiscard]] std::optional<Fault> takeFault(const QString &command);
    [[nodiscard]] QJsonObject insert(const QString &name);
    [[nodiscard]] QJsonObject addFault(const QJsonObject &request);
    [[nodiscard]] QJsonObject state() const;
    void remove();
    void reset();

    hal::EmulatedWire &m_wire;
    QString m_cardFolder;
    HiddenCard m_hiddenCard;
    FrameDecoder m_decoder;
    QList<Fault> m_faults;
    QString m_cardName;
    std::optional<emulator::Card> m_card;
    Card m_known = Card::Unknown;
    bool m_hidden = false; ///< read, and not gone since
    int m_requests = 0;
};

} // namespace kiosk::sam::emulator
