#pragma once

#include "code_picture.h"

namespace kiosk::camerascanner::emulator
{

/// What the camera sees, as the one picture of a folder. Thread: one.
class Window
{
public:
    explicit Window(QString folder) : m_folder(std::move(folder)) {}
    ~Window() { unplug(); }
    Window(const Window &) = delete;
    Window &operator=(const Window &) = delete;

    /// The folder with an empty view in it. Errors: invalidData (something else is there).
    [[nodiscard]] Status plug();
    void unplug();
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    [[nodiscard]] Status present(const cv::Mat &view);
    [[nodiscard]] QJsonObject show(const QJsonObject &request);

    QString m_folder;
    QString m_picture;
    int m_number = 0;
};

} // namespace kiosk::camerascanner::emulator
