#pragma once

#include "code_recognizer.h"

#include <kiosk/hal/frame_stream.h>
#include <kiosk/hal/picture_codec.h>

#include <future>

namespace kiosk::camerascanner
{

/// A camera that looks for codes. It works only while somebody reads. Thread: one.
class CameraScanner : public hal::CodeScanner
{
public:
    struct Settings {
        v4l2::Size picture{1280, 960};
        Milliseconds pictureTime{150}; ///< for the search in one picture
    };
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);
    CameraScanner(std::unique_ptr<v4l2::FrameSource> source, Settings settings);
    ~CameraScanner() override;

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override;
    [[nodiscard]] bool connected() const override { return m_open; }
    [[nodiscard]] Result<QJsonObject> look(hal::OperationContext &context) override;
    [[nodiscard]] Status begin(const QList<hal::Symbology> &formats, hal::OperationContext &context) override;
    [[nodiscard]] Result<hal::ScannedCode> next(hal::OperationContext &context) override;
    void end() override;

private:
    [[nodiscard]] Status search(const v4l2::RawFrame &frame, const hal::OperationContext &context);
    [[nodiscard]] Status awaitSearch(const hal::OperationContext &context);
    [[nodiscard]] bool isSure(const hal::ScannedCode &code);
    [[nodiscard]] Error noted(Error error);

    std::unique_ptr<v4l2::FrameSource> m_source;
    Settings m_settings;
    v4l2::PictureCodec m_codec;
    bool m_open = false;

    // Of one read:
    std::shared_ptr<CodeRecognizer> m_recognizer;
    std::unique_ptr<v4l2::FrameStream> m_stream;
    std::chrono::steady_clock::time_point m_began;
    cv::Mat m_colours;
    std::optional<hal::ScannedCode> m_found;
    hal::ScannedCode m_seenOnce; ///< bars that the picture before had

    /// In a thread of its own: a step of the search cannot be interrupted. One that nobody waits for any more
    /// ends with its step.
    std::future<std::optional<hal::ScannedCode>> m_search;
    CancelToken m_abandon;
};

} // namespace kiosk::camerascanner
