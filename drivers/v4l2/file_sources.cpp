// Loaded only where a file stands in for a camera: what reads videos and pictures brings two hundred
// libraries.
#include <kiosk/hal/stand_in.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>

#include <QDir>
#include <QFile>

namespace kiosk::v4l2
{

namespace
{

constexpr quint64 framesPerPicture = 15;

Error gone(const QString &what)
{
    return fail(error::noDevice, QStringLiteral("%1: not there, or nothing in it").arg(what));
}

class Folder : public StandIn
{
public:
    explicit Folder(QString folder) : m_folder(std::move(folder)) {}

    Status open() override { return files().isEmpty() ? Status(gone(m_folder)) : Status(); }
    Result<QJsonObject> identify() override
    {
        KIOSK_TRY(open());
        return QJsonObject{{QStringLiteral("model"), QStringLiteral("folder")}};
    }

protected:
    Result<cv::Mat> picture(quint64 number) override
    {
        const QStringList names = files();
        if (names.isEmpty())
            return gone(m_folder);
        const QString path =
            QDir(m_folder).filePath(names.at(qsizetype(number / framesPerPicture) % names.size()));
        if (path != m_path) {
            m_picture = cv::imread(path.toStdString(), cv::IMREAD_COLOR);
            m_path = path;
        }
        if (m_picture.empty())
            return fail(error::readFailed, path);
        return m_picture;
    }

private:
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder).entryList(
            {QStringLiteral("*.jpg"), QStringLiteral("*.jpeg"), QStringLiteral("*.png")}, QDir::Files,
            QDir::Name);
    }

    QString m_folder;
    QString m_path;
    cv::Mat m_picture;
};

class Video : public StandIn
{
public:
    explicit Video(QString file) : m_file(std::move(file)) {}

    Status open() override
    {
        if (!QFile::exists(m_file) || !m_video.open(m_file.toStdString()))
            return gone(m_file);
        return {};
    }
    void close() override { m_video.release(); }
    Result<QJsonObject> identify() override
    {
        if (!QFile::exists(m_file))
            return gone(m_file);
        return QJsonObject{{QStringLiteral("model"), QStringLiteral("video")}};
    }

protected:
    Result<cv::Mat> picture(quint64) override
    {
        if (!QFile::exists(m_file))
            return gone(m_file);
        if (m_video.read(m_frame))
            return m_frame;
        // The end: from the beginning.
        if (!m_video.open(m_file.toStdString()) || !m_video.read(m_frame))
            return fail(error::readFailed, m_file);
        return m_frame;
    }

private:
    QString m_file;
    cv::VideoCapture m_video;
    cv::Mat m_frame; ///< one memory for all
};

} // namespace

} // namespace kiosk::v4l2

extern "C" __attribute__((visibility("default"))) kiosk::v4l2::FrameSource *
createFileSource(const QString &kind, const QString &path)
{
    if (kind == u"video")
        return new kiosk::v4l2::Video(path);
    return new kiosk::v4l2::Folder(path);
}
