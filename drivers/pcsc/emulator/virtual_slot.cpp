#include "virtual_slot.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QTimer>
#include <QtEndian>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace kiosk::pcsc::emulator
{

namespace
{

constexpr qsizetype lengthSize = 2;
constexpr Milliseconds retryTime{20};
/// Nobody changes cards in less. pcscd, which looks every 400 ms, would miss it: where it learns in between
/// from a command that a card is gone, it takes the slot for empty until it has seen it so.
constexpr Milliseconds emptyTime{1000};

enum Control : char { PowerOff = 0, PowerOn = 1, Reset = 2, AnswerToReset = 4 };

const QStringList faultNames{
    QStringLiteral("tear"), QStringLiteral("garbage"), QStringLiteral("truncated"), QStringLiteral("slow"),
    QStringLiteral("hang"), QStringLiteral("status"),  QStringLiteral("mute"),      QStringLiteral("more"),
};

} // namespace

VirtualSlot::VirtualSlot(quint16 port) : m_port(port)
{
    m_connect.setSingleShot(true);
    QObject::connect(&m_connect, &QTimer::timeout, &m_connect, [this] { connectCard(); });
}

void VirtualSlot::insert(CardApplet card)
{
    remove();
    m_card = std::move(card);
    m_connect.start(m_emptyUntil.left());
}

void VirtualSlot::remove()
{
    if (m_card) {
        m_pinTries += m_card->pinTries();
        m_emptyUntil = Deadline::in(emptyTime);
    }
    m_card.reset();
    m_heldBack.reset();
    dropSocket();
}

void VirtualSlot::dropSocket()
{
    m_connect.stop();
    m_received.clear();
    if (!m_socket)
        return;
    QTcpSocket *socket = m_socket.release(); // maybe in its own signal
    socket->disconnect();
    socket->abort();
    socket->deleteLater();
}

void VirtualSlot::connectCard()
{
    dropSocket();
    m_card->reset();
    m_socket = std::make_unique<QTcpSocket>();
    QTcpSocket *socket = m_socket.get();
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this] { receive(); });
    // vpcd lets go of a card that it does not understand, and goes with its daemon: the card is in the slot
    // still.
    QObject::connect(socket, &QTcpSocket::stateChanged, socket, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            m_connect.start(retryTime);
    });
    socket->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
}

void VirtualSlot::receive()
{
    // vpcd sends length and message apart, and the second waits for the acknowledgement of the first (Nagle).
    const int now = 1;
    ::setsockopt(int(m_socket->socketDescriptor()), IPPROTO_TCP, TCP_QUICKACK, &now, sizeof now);
    m_received += m_socket->readAll();
    while (m_socket && m_received.size() >= lengthSize) {
        const qsizetype length = qFromBigEndian<quint16>(m_received.constData());
        if (m_received.size() < lengthSize + length)
            return;
        const QByteArray message = m_received.mid(lengthSize, length);
        m_received.remove(0, lengthSize + length);
        handle(message);
    }
}

void VirtualSlot::handle(const QByteArray &message)
{
    if (!m_card)
        return;
    if (message.size() != 1)
        return exchange(message);
    if (message[0] == AnswerToReset)
        send(atr());
    else
        m_card->reset();
}

QByteArray VirtualSlot::atr() const
{
    // vpcd takes a card that says nothing for one that is gone; one that says more than an answer to reset
    // may be (33 bytes) is there, and has none.
    return isMute() ? QByteArray(40, '\x00') : m_card->atr();
}

bool VirtualSlot::isMute() const
{
    return std::any_of(m_faults.begin(), m_faults.end(),
                       [](const Fault &one) { return one.name == u"mute"; });
}

void VirtualSlot::exchange(const QByteArray &command)
{
    ++m_commands;
    const auto fault = takeFault();
    if (!fault)
        return send(m_card->answer(command));
    const QByteArray answer = m_card->answer(command);
    if (fault->name == u"tear") {
        // Half of an answer is on its way.
        m_socket->write(QByteArray("\x00\x10\x01", 3));
        m_socket->flush();
        remove();
    } else if (fault->name == u"garbage") {
        send(QByteArray("\x90", 1));
    } else if (fault->name == u"truncated") {
        send(answer.left(std::max<qsizetype>(answer.size() - 4, 0)) + QByteArray("\x90\x00", 2));
    } else if (fault->name == u"status") {
        send(QByteArray(1, char(fault->status >> 8)).append(char(fault->status & 0xFF)));
    } else if (fault->name == u"more") {
        send(QByteArray(64, 'm').append("\x61\x40", 2));
    } else if (fault->name == u"slow") {
        QTimer::singleShot(fault->time, m_socket.get(), [this, answer] { send(answer); });
    } else if (fault->name == u"hang") {
        m_heldBack = answer;
    }
}

void VirtualSlot::send(const QByteArray &message)
{
    if (!m_socket)
        return;
    char length[lengthSize];
    qToBigEndian(quint16(message.size()), length);
    m_socket->write(QByteArray(length, lengthSize) + message);
    m_socket->flush();
}

std::optional<VirtualSlot::Fault> VirtualSlot::takeFault()
{
    for (auto fault = m_faults.begin(); fault != m_faults.end(); ++fault) {
        if (fault->name == u"mute")
            continue;
        if (fault->after > 0) {
            --fault->after;
            continue;
        }
        const Fault taken = *fault;
        if (fault->count > 0 && --fault->count == 0)
            m_faults.erase(fault);
        return taken;
    }
    return std::nullopt;
}

QString VirtualSlot::addFault(const QJsonObject &request)
{
    Fault fault;
    fault.name = request[u"name"].toString();
    if (!faultNames.contains(fault.name))
        return QStringLiteral("faults are ") + faultNames.join(QStringLiteral(", "));
    fault.count = request[u"count"].toInt(1);
    fault.after = request[u"after"].toInt(0);
    fault.time = Milliseconds(request[u"ms"].toInt(1000));
    fault.status = quint16(request[u"status"].toString().toUShort(nullptr, 16));
    m_faults.append(fault);
    return {};
}

void VirtualSlot::clearFaults()
{
    m_faults.clear();
    if (m_heldBack)
        send(*std::exchange(m_heldBack, std::nullopt));
}

QJsonObject VirtualSlot::state() const
{
    QJsonArray faults;
    for (const Fault &fault : m_faults)
        faults.append(fault.name);
    return {{QStringLiteral("card"), m_card.has_value()},
            {QStringLiteral("commands"), m_commands},
            {QStringLiteral("pin_tries"), m_pinTries + (m_card ? m_card->pinTries() : 0)},
            {QStringLiteral("faults"), faults}};
}

} // namespace kiosk::pcsc::emulator
