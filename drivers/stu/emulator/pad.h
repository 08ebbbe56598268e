#pragma once

#include "../reports.h"

#include <kiosk/hal/emulated_node.h>

#include <QJsonObject>

namespace kiosk::stu::emulator
{

/// A pad and the pen on it: what its node answers and gives to be read. Needs an event loop; thread: its own.
class Pad
{
public:
    /// `place`: for UMOCKDEV_DIR. `oldest`: an STU-500.
    Pad(const QString &place, bool oldest);

    [[nodiscard]] hal::EmulatedNode &node() { return m_node; }
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    using Client = hal::EmulatedNode::Client;
    [[nodiscard]] int answer(Client client, unsigned long request, QByteArray &reply, long &result);
    [[nodiscard]] int take(const QByteArray &report);
    [[nodiscard]] QByteArray described(quint8 report) const;
    void sign(int strokes, int units);
    void press(double share);
    void touch(int x, int y, bool down);
    [[nodiscard]] QJsonObject state() const;

    bool m_oldest;
    QString m_fault; ///< until cleared: impostor, stall, garbage
    bool m_inking = false;
    qsizetype m_pictureLeft = 0; ///< bytes of a picture that are still to come
    int m_pages = 0;             ///< shown so far
    int m_refusals = 0;          ///< reports that no pad takes
    quint16 m_clock = 0xFF00;    ///< it passes its end in every signature
    quint16 m_count = 0;
    hal::EmulatedNode m_node;
};

} // namespace kiosk::stu::emulator
