#pragma once

#include <kiosk/core/result.h>

#include <opencv2/core.hpp>
#include <sane/sane.h>

#include <span>
#include <vector>

namespace kiosk::sane
{

/// Makes a picture of what a scanner sends: one frame of grey or of red, green and blue together, or three
/// frames; 1, 8 or 16 bits; lines known beforehand or not (SANE standard 1.06, 3.2 and 4.3.8). Wipes what it
/// holds. Pure but for that; thread: one.
class PictureAssembler
{
public:
    PictureAssembler() = default;
    ~PictureAssembler();
    PictureAssembler(const PictureAssembler &) = delete;
    PictureAssembler &operator=(const PictureAssembler &) = delete;

    /// Errors: protocolError (nothing that a scanner can mean, or not what the frames before had).
    [[nodiscard]] Status begin(const SANE_Parameters &parameters);
    /// Errors: protocolError (more than was announced).
    [[nodiscard]] Status add(std::span<const SANE_Byte> bytes);
    /// Whether that was the picture's last frame. Errors: protocolError (less than was announced).
    [[nodiscard]] Result<bool> endFrame();
    /// Grey, or blue, green, red; once, after the last frame.
    [[nodiscard]] cv::Mat picture() const;

private:
    void takeLine();
    [[nodiscard]] uchar sample(int number) const;
    [[nodiscard]] int channels() const { return m_parameters.format == SANE_FRAME_GRAY ? 1 : 3; }

    SANE_Parameters m_parameters{};
    int m_frames = 0; ///< whole ones
    int m_seen = 0;   ///< of the three, by bits
    int m_lines = 0;  ///< of this frame
    int m_linesOfFirst = 0;
    std::vector<uchar> m_line;
    size_t m_filled = 0;
    std::vector<uchar> m_pixels;
};

} // namespace kiosk::sane
