#pragma once

#include "card_applet.h"

#include <kiosk/core/cancel.h>

#include <QJsonObject>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <optional>

namespace kiosk::pcsc::emulator
{

/// One slot of the reader that vpcd makes: a card in it is a connection to vpcd's port. A message each way is
/// its length (two bytes, big-endian) and its bytes. One byte is about the power (0 off, 1 on, 2 reset, 4 the
/// answer to reset is asked for); everything longer is a command to the chip.
///
/// Thread: the event loop's.
class VirtualSlot
{
public:
    VirtualSlot(quint16 port); // NOLINT(google-explicit-constructor): for an array of them

    void insert(CardApplet card);
    void remove();
    /// README, "Emulator". Empty, or what is wrong with the request.
    [[nodiscard]] QString addFault(const QJsonObject &request);
    /// An answer that hangs is given now.
    void clearFaults();
    [[nodiscard]] QJsonObject state() const;

private:
    struct Fault {
        QString name;
        int count = 1; ///< 0 = until cleared
        int after = 0; ///< commands that are answered well before it
        Milliseconds time{0};
        quint16 status = 0;
    };

    void connectCard();
    void dropSocket();
    void receive();
    void handle(const QByteArray &message);
    void exchange(const QByteArray &command);
    void send(const QByteArray &message);
    [[nodiscard]] QByteArray atr() const;
    [[nodiscard]] std::optional<Fault> takeFault();
    [[nodiscard]] bool isMute() const;

    quint16 m_port;
    QTimer m_connect;
    Deadline m_emptyUntil = Deadline::in(Milliseconds(0)); ///< when the last card is gone for good
    std::unique_ptr<QTcpSocket> m_socket;
    std::optional<CardApplet> m_card;
    QByteArray m_received;
    QList<Fault> m_faults;
    std::optional<QByteArray> m_heldBack; ///< the answer that hangs
    int m_commands = 0;
    int m_pinTries = 0; ///< of cards that are gone
};

} // namespace kiosk::pcsc::emulator
