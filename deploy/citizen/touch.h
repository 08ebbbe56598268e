#pragma once

#include <QList>
#include <QPointF>
#include <QUdpSocket>

namespace kiosk::citizen
{

struct Finger {
    qint32 number = 0; ///< another one for every press
    QPointF position;  ///< as a fraction of the screen's width and height
};

/// Fingers on the terminal's screen: TUIO 1.1 (OSC over UDP), which Qt's TuioTouch plugin turns into touch
/// events of the window system. Thread: main.
class Touch
{
public:
    explicit Touch(quint16 port);

    /// One finger.
    void press(QPointF position);
    void release();
    [[nodiscard]] bool pressed() const { return m_pressed; }

    /// As many as one likes: those that lie on the screen from now on.
    void show(const QList<Finger> &fingers);
    [[nodiscard]] qint32 nextFinger() { return ++m_finger; }

private:
    QUdpSocket m_socket;
    quint16 m_port;
    qint32 m_frame = 0;
    qint32 m_finger = 0;
    bool m_pressed = false;
};

/// One frame of /tuio/2Dcur as an OSC bundle. Pure.
[[nodiscard]] QByteArray tuioFrame(qint32 frame, const QList<Finger> &fingers);

} // namespace kiosk::citizen
