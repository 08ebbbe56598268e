#include "code_frames.h"

#include <drivers/camera-scanner/code_recognizer.h>
#include <drivers/camera-scanner/emulator/code_picture.h>
#include <kiosk/hal/picture_codec.h>

#define ZX_USE_UTF8 // else <ZXing/Result.h> asks for it in each build
#include <ZXing/ReadBarcode.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QDirIterator>
#include <QFile>

namespace kiosk::bench
{

namespace
{

// As the driver has them where devices.yaml says nothing else.
constexpr v4l2::Size frameSize{1280, 960};
constexpr Milliseconds frameTime{150};

using camerascanner::emulator::Holding;
using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

QList<cv::Mat> photographs(const QString &folder)
{
    QList<cv::Mat> frames;
    QDirIterator files(folder, {QStringLiteral("*.png"), QStringLiteral("*.jpg"), QStringLiteral("*.webp")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const cv::Mat picture =
            cv::imread(QFile::encodeName(files.next()).toStdString(), cv::IMREAD_GRAYSCALE);
        if (picture.empty())
            continue;
        const v4l2::Size size = v4l2::fitted({picture.cols, picture.rows}, frameSize);
        cv::Mat frame;
        cv::resize(picture, frame, {size.width, size.height}, 0, 0, cv::INTER_AREA);
        frames.append(frame);
    }
    return frames;
}

/// A code as citizens hold it: well, and in each way that makes it hard.
Result<QList<cv::Mat>> drawn()
{
    Holding well, turned, tilted, small, blurred, pale, noisy, shadowed, glaring, dark;
    turned.turned = 30;
    tilted.tilted = 0.3;
    small.size = 110;
    blurred.blur = 2.5;
    pale.contrast = 0.3;
    noisy.noise = 25;
    shadowed.shadow = true;
    glaring.glare = true;
    dark.inverted = true;
    QList<cv::Mat> frames;
    for (const Holding &holding :
         {well, turned, tilted, small, blurred, pale, noisy, shadowed, glaring, dark}) {
        cv::Mat frame = camerascanner::emulator::emptyView();
        KIOSK_TRY(camerascanner::emulator::hold(frame, "https://example.invalid/990000-0001",
                                                hal::Symbology::QrCode, holding));
        cv::Mat grey = frame;
        if (frame.channels() > 1)
            cv::cvtColor(frame, grey, cv::COLOR_BGR2GRAY);
        frames.append(grey);
    }
    return frames;
}

struct Look {
    bool found = false;
    double milliseconds = 0;
};

/// With a recognizer that is new, as a read has it for its first frame.
Look lookOurs(const cv::Mat &frame)
{
    camerascanner::CodeRecognizer recognizer({hal::Symbology::QrCode});
    const auto begin = Clock::now();
    const bool found = recognizer.find(frame, Deadline::in(frameTime), {}).has_value();
    return {found, millisecondsSince(begin)};
}

Look lookBare(const cv::Mat &frame)
{
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    const auto begin = Clock::now();
    const ZXing::ImageView view(frame.data, frame.cols, frame.rows, ZXing::ImageFormat::Lum, int(frame.step));
    const bool found = ZXing::ReadBarcode(view, hints).isValid();
    return {found, millisecondsSince(begin)};
}

} // namespace

Status measureCodeFrames(const QString &pictures, const DeviceCounts &counts, Collected &collected)
{
    const auto frames = pictures.isEmpty() ? drawn() : Result<QList<cv::Mat>>(photographs(pictures));
    if (!frames)
        return frames.error();
    if (frames->isEmpty())
        return fail(error::noMedia, pictures + QStringLiteral(": no pictures"));
    Samples times, found;
    const auto measure = [&](QList<double> Samples::*side, auto look) {
        int codes = 0;
        for (const cv::Mat &frame : *frames) {
            const Look seen = look(frame);
            codes += seen.found ? 1 : 0;
            (times.*side).append(seen.milliseconds);
        }
        (found.*side).append(codes);
    };
    for (int round = 0; round < counts.rounds; ++round) {
        measure(&Samples::ours, lookOurs);
        measure(&Samples::peer, lookBare);
    }
    found.note = QStringLiteral("%1 frames").arg(frames->size());
    collected[QStringLiteral("code-frame")] = times;
    collected[QStringLiteral("code-frame-slowest")] = times;
    collected[QStringLiteral("codes-found")] = found;
    return {};
}

} // namespace kiosk::bench
