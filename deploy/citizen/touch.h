#pragma once

#include <QPointF>
#include <QUdpSocket>

namespace kiosk::citizen
{

/// A finger on the terminal's screen: TUIO 1.1 (OSC over UDP), which Qt's TuioTouch plugin turns into touch
/// events of the window system. Thread: main.
class Touch
{
public:
    explicit Touch(quint16 port);

    /// Position as a fraction of the screen's width and height.
    void press(QPointF position);
    void release();
    [[nodiscard]] bool pressed() const { return m_pressed; }

private:
    void send(bool alive, QPointF position);

    QUdpSocket m_socket;
    quint16 m_port;
    qint32 m_frame = 0;
    qint32 m_finger = 0; ///< a new one for every press
    bool m_pressed = false;
    QPointF m_position;
};

/// One frame of /tuio/2Dcur as an OSC bundle. Pure.
[[nodiscard]] QByteArray tuioFrame(qint32 frame, qint32 finger, bool alive, QPointF position);

} // namespace kiosk::citizen
