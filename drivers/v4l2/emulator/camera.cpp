#include "camera.h"

#include <kiosk/hal/sample_paper.h>
#include <kiosk/hal/stand_in.h>
#include <kiosk/hal/v4l2_formats.h>

#include <opencv2/imgproc.hpp>

#include <linux/videodev2.h>

namespace kiosk::v4l2::emulator
{

namespace
{

/// As such cameras do: without Huffman tables, with a mark of the container, and with notes that are nobody's
/// business.
QByteArray motionJpeg(QByteArray jpeg)
{
    for (qsizetype at = 2; at + 4 < jpeg.size() && jpeg[at + 1] != '\xDA';) {
        const qsizetype length = (quint8(jpeg[at + 2]) << 8 | quint8(jpeg[at + 3])) + 2;
        const quint8 marker = quint8(jpeg[at + 1]);
        if (marker == 0xC4 || marker == 0xE0)
            jpeg.remove(at, length);
        else
            at += length;
    }
    const QByteArray exif = QByteArray("Exif\0\0MM\0*\0\0\0\x08 a place and a time", 34);
    const QByteArray notes = QByteArray("\xFF\xE0\x00\x06"
                                        "AVI1",
                                        8) +
                             QByteArray("\xFF\xE1\x00", 3) + char(exif.size() + 2) + exif;
    return jpeg.insert(2, notes);
}

QByteArray yuyv(const cv::Mat &picture)
{
    cv::Mat grey, bytes; // without colour: all that a test looks at
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    grey.convertTo(grey, CV_8U, 219.0 / 255, 16);
    cv::merge(std::vector{grey, cv::Mat(grey.size(), CV_8U, cv::Scalar(128))}, bytes);
    return {reinterpret_cast<const char *>(bytes.data), qsizetype(bytes.total() * bytes.elemSize())};
}

} // namespace

Camera::Camera(const QStringList &formats)
    : m_controls{{V4L2_CID_EXPOSURE_AUTO, "exposure_auto", 3, 3},
                 {V4L2_CID_EXPOSURE_ABSOLUTE, "exposure_absolute", 156, 156},
                 {V4L2_CID_AUTO_WHITE_BALANCE, "auto_white_balance", 1, 1},
                 {V4L2_CID_WHITE_BALANCE_TEMPERATURE, "white_balance_temperature", 4600, 4600}}
{
    for (const QString &name : formats) {
        const QByteArray code = name.toLatin1().leftJustified(4, ' ');
        m_formats.append(v4l2_fourcc(code[0], code[1], code[2], code[3]));
    }
}

const QList<Size> &Camera::sizes()
{
    static const QList<Size> all{{1280, 960}, {1280, 720}, {320, 240}, {640, 480}};
    return all;
}

Camera::Control *Camera::control(quint32 id)
{
    for (Control &one : m_controls) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
}

void Camera::setControl(Control &control, int value)
{
    control.value = value;
    m_history.append(QJsonObject{{QStringLiteral("control"), QLatin1String(control.name)},
                                 {QStringLiteral("value"), value},
                                 {QStringLiteral("frame"), qint64(m_number)}});
}

/// Regulated by the camera it is never quite still.
int Camera::brightness() const
{
    return m_controls.first().value == V4L2_EXPOSURE_MANUAL ? 200 : 200 + int(m_number % 20);
}

void Camera::lay(int number)
{
    m_sheet = number;
    m_table.release();
}

cv::Mat Camera::drawTable(Size size)
{
    if (m_table.size() != cv::Size(size.width, size.height)) {
        m_table = hal::sampleTable({size.width, size.height}, QStringLiteral("wood"));
        const float x = float(size.width), y = float(size.height);
        // A4 upright, seen a little from below.
        const hal::PageCorners corners{{{x / 2 - y * 0.29F, y * 0.07F},
                                        {x / 2 + y * 0.31F, y * 0.09F},
                                        {x / 2 + y * 0.32F, y * 0.95F},
                                        {x / 2 - y * 0.34F, y * 0.92F}}};
        if (*m_sheet > 0)
            hal::layDown(m_table, hal::samplePaper(100, *m_sheet), corners);
    }
    // Nothing moves, and yet no frame of a camera is quite like another.
    constexpr int block = 8;
    cv::Mat picture = m_table.clone();
    const int at = int(m_number % quint64(size.width / block)) * block;
    picture(cv::Rect(at, 0, block, block)).setTo(cv::Scalar::all(90));
    return picture;
}

QByteArray Camera::frame(quint32 format, Size size)
{
    ++m_number;
    if (has("same") && !m_last.isEmpty())
        return m_last;
    const cv::Mat picture = m_sheet ? drawTable(size) : drawScene(size, m_number, brightness());
    if (format == V4L2_PIX_FMT_YUYV)
        return m_last = damaged(yuyv(picture));
    const auto jpeg = m_codec.encode(picture);
    return m_last = damaged(jpeg ? motionJpeg(*jpeg) : QByteArray());
}

QByteArray Camera::damaged(QByteArray frame) const
{
    if (has("garbage"))
        for (qsizetype i = 0; i < frame.size(); ++i)
            frame[i] = char((i + qsizetype(m_number)) * 2654435761U >> 7);
    if (has("truncated"))
        frame.chop(frame.size() / 2);
    if (has("stripes")) // packets lost on the line
        frame.remove(frame.size() / 2, frame.size() / 8);
    if (has("empty"))
        frame.clear();
    return frame;
}

bool Camera::setFault(const QString &name)
{
    static const QStringList faults{
        QStringLiteral("silent"),     QStringLiteral("same"),         QStringLiteral("garbage"),
        QStringLiteral("truncated"),  QStringLiteral("stripes"),      QStringLiteral("empty"),
        QStringLiteral("marked"),     QStringLiteral("slow"),         QStringLiteral("busy"),
        QStringLiteral("bandwidth"),  QStringLiteral("other-format"), QStringLiteral("metadata"),
        QStringLiteral("no-controls")};
    if (!faults.contains(name))
        return false;
    m_fault = name;
    return true;
}

void Camera::clear()
{
    m_fault.clear();
    m_history = {};
    m_sheet.reset();
}

QJsonObject Camera::state() const
{
    QJsonObject controls;
    for (const Control &one : m_controls)
        controls.insert(QLatin1String(one.name), one.value);
    return {{QStringLiteral("frames"), qint64(m_number)},
            {QStringLiteral("fault"), m_fault},
            {QStringLiteral("controls"), controls},
            {QStringLiteral("history"), m_history}};
}

} // namespace kiosk::v4l2::emulator
