#pragma once

#include <kiosk/core/clock.h>

#include <kiosk/hal/frame_source.h>
#include <kiosk/hal/picture_codec.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace kiosk::v4l2::emulator
{

/// What a camera is beside its wire: pictures, what it regulates, and what goes wrong with it. Thread: one.
class Camera
{
public:
    explicit Camera(const QStringList &formats);

    [[nodiscard]] const QList<quint32> &formats() const { return m_formats; }
    [[nodiscard]] static const QList<Size> &sizes();
    static constexpr int largestFrame = 1280 * 960 * 2; ///< bytes

    /// The next frame of this format and size, with what goes wrong with it.
    [[nodiscard]] QByteArray frame(quint32 format, Size size);
    [[nodiscard]] quint64 frames() const { return m_number; }

    struct Control {
        quint32 id;
        const char *name;
        int standard;
        int value;
    };
    [[nodiscard]] Control *control(quint32 id);
    void setControl(Control &control, int value);

    /// One that lasts until clear().
    [[nodiscard]] bool setFault(const QString &name);
    void clear();
    /// A sheet of sample paper with this number below the camera, askew and in perspective, in the place of
    /// somebody before it; 0: a table without.
    void lay(int number);
    [[nodiscard]] bool has(const char *fault) const { return m_fault == QLatin1String(fault); }
    [[nodiscard]] QJsonObject state() const;

private:
    [[nodiscard]] int brightness() const;
    [[nodiscard]] cv::Mat drawTable(Size size);
    [[nodiscard]] QByteArray damaged(QByteArray frame) const;

    QList<quint32> m_formats;
    PictureCodec m_codec;
    QList<Control> m_controls;
    QJsonArray m_history; ///< {"control", "value", "frame"}
    quint64 m_number = 0;
    QByteArray m_last;
    QString m_fault;
    std::optional<int> m_sheet; ///< nothing: the scene with a person
    cv::Mat m_table;            ///< with it, at the size that was asked for last
};

} // namespace kiosk::v4l2::emulator
