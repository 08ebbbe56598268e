#include "preview.h"

#include <kiosk/core/frame_ring.h>
#include <kiosk/hal/device.h>
#include <kiosk/hal/stand_in.h>

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <thread>

namespace kiosk::bench
{

namespace
{

constexpr int rate = 15; // a stand-in's, which is a slow camera's
constexpr v4l2::Size videoSize{1280, 720};
constexpr quint64 videoFrames = 60;
constexpr Milliseconds startsWithin{10'000};

struct Preview {
    double framesPerSecond = 0;
    double millisecondsPerFrame = 0; ///< of the processor's time
};

Milliseconds processorTime()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) {
        return std::chrono::duration_cast<Milliseconds>(std::chrono::seconds(time.tv_sec) +
                                                        std::chrono::microseconds(time.tv_usec));
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

Preview previewOf(quint64 frames, std::chrono::steady_clock::time_point begin, Milliseconds usedBefore)
{
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    const double used = double((processorTime() - usedBefore).count());
    return {double(frames) / taken.count(), frames > 0 ? used / double(frames) : 0};
}

Status makeVideo(const QString &file)
{
    cv::VideoWriter writer(file.toStdString(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), rate,
                           {videoSize.width, videoSize.height});
    if (!writer.isOpened())
        return fail(error::notEnoughSpace, file + QStringLiteral(" cannot be written"));
    for (quint64 number = 1; number <= videoFrames; ++number)
        writer.write(v4l2::drawScene(videoSize, number));
    return {};
}

/// A preview in a thread of its own, as the device's process runs it, until this object goes.
class Running
{
public:
    explicit Running(hal::Device &device)
        : m_thread([this, &device] {
              hal::OperationContext context{Deadline::in(std::chrono::minutes(5)), m_cancel};
              context.show = [this](const FileDescriptor &view) {
                  m_view = ::fcntl(view.get(), F_DUPFD_CLOEXEC, 0);
              };
              (void)device.execute(u"preview", {}, context).ok();
          })
    {
    }
    ~Running()
    {
        m_cancel.cancel();
        m_thread.join();
        if (m_view >= 0)
            ::close(m_view);
    }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

    [[nodiscard]] Result<std::unique_ptr<FrameRingView>> view() const
    {
        const hal::OperationContext context{Deadline::in(startsWithin), {}};
        while (m_view < 0)
            KIOSK_TRY(context.pause(Deadline::in(cancelLatency)));
        return FrameRingView::open(m_view);
    }

private:
    CancelToken m_cancel;
    std::atomic<int> m_view = -1;
    std::thread m_thread;
};

/// So long as `time`, once the first picture is there. Errors: those of the preview.
Result<Preview> ours(hal::Device &device, Milliseconds time, cv::Size &size)
{
    const Running running(device);
    const auto view = running.view();
    if (!view)
        return view.error();
    size = {(*view)->width(), (*view)->height()};
    const quint64 first = (*view)->latest();
    const auto begin = std::chrono::steady_clock::now();
    const Milliseconds used = processorTime();
    const hal::OperationContext context{Deadline::in(time), {}};
    (void)context.pause(context.deadline).ok();
    return previewOf((*view)->latest() - first, begin, used);
}

Result<Preview> bare(const QString &file, Milliseconds time, cv::Size size)
{
    cv::VideoCapture video(file.toStdString());
    cv::Mat frame, shown, small;
    if (!video.read(frame))
        return fail(error::readFailed, file);
    const auto begin = std::chrono::steady_clock::now();
    const Milliseconds used = processorTime();
    const hal::OperationContext context{Deadline::in(time), {}};
    auto due = begin;
    quint64 frames = 0;
    while (context.pause(Deadline(due))) {
        due += std::chrono::microseconds(1'000'000 / rate);
        if (!video.read(frame) && !(video.open(file.toStdString()) && video.read(frame)))
            return fail(error::readFailed, file);
        cv::resize(frame, small, size, 0, 0, cv::INTER_AREA);
        cv::cvtColor(small, shown, cv::COLOR_BGR2BGRA);
        ++frames;
    }
    return previewOf(frames, begin, used);
}

void add(Collected &collected, QList<double> Samples::*side, const Preview &preview)
{
    (collected[QStringLiteral("preview-frames")].*side).append(preview.framesPerSecond);
    (collected[QStringLiteral("preview-processor")].*side).append(preview.millisecondsPerFrame);
}

} // namespace

Status measurePreview(const QString &folder, const DeviceCounts &counts, Collected &collected)
{
    const QString file = folder + QStringLiteral("/video.avi");
    KIOSK_TRY(makeVideo(file));
    hal::DeviceConfiguration configuration;
    configuration.id = QStringLiteral("portrait");
    configuration.deviceClass = QStringLiteral("camera");
    configuration.driver = QStringLiteral("v4l2");
    configuration.connect = {{QStringLiteral("video"), file}};
    const auto device = hal::createDevice(configuration);
    if (!device)
        return device.error();
    for (int round = 0; round < counts.rounds; ++round) {
        cv::Size size;
        const auto our = ours(**device, counts.preview, size);
        if (!our)
            return our.error();
        add(collected, &Samples::ours, *our);
        const auto peer = bare(file, counts.preview, size);
        if (!peer)
            return peer.error();
        add(collected, &Samples::peer, *peer);
    }
    return {};
}

} // namespace kiosk::bench
