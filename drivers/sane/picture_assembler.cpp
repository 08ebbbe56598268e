#include "picture_assembler.h"

#include <algorithm>
#include <cstring>
#include <string.h>

namespace kiosk::sane
{

namespace
{

constexpr int mostPixels = 16384; // in a line: A3 at 1200 dots per inch
constexpr int mostLines = 32768;
constexpr size_t mostBytes = size_t(256) * 1024 * 1024;

void overwrite(std::vector<uchar> &bytes)
{
    if (!bytes.empty())
        ::explicit_bzero(bytes.data(), bytes.size());
}

bool isOneOfThree(SANE_Frame format)
{
    return format == SANE_FRAME_RED || format == SANE_FRAME_GREEN || format == SANE_FRAME_BLUE;
}

/// Samples in a line as it is sent.
int samplesOf(const SANE_Parameters &parameters)
{
    return parameters.pixels_per_line * (parameters.format == SANE_FRAME_RGB ? 3 : 1);
}

Error nonsense(const char *what)
{
    return fail(error::protocolError, QStringLiteral("scanner's picture: %1").arg(QLatin1String(what)));
}

/// A library may have put any number there, more than the enumeration may hold.
int formatOf(const SANE_Parameters &given)
{
    int format = 0;
    static_assert(sizeof format == sizeof given.format);
    std::memcpy(&format, &given.format, sizeof format);
    return format;
}

bool sensible(const SANE_Parameters &given)
{
    if (const int format = formatOf(given); format < SANE_FRAME_GRAY || format > SANE_FRAME_BLUE)
        return false;
    if (given.depth != 1 && given.depth != 8 && given.depth != 16)
        return false;
    if (given.pixels_per_line < 1 || given.pixels_per_line > mostPixels || given.lines == 0 ||
        given.lines < -1 || given.lines > mostLines)
        return false;
    const int least = (samplesOf(given) * given.depth + 7) / 8;
    return given.bytes_per_line >= least && given.bytes_per_line <= 8 * mostPixels;
}

} // namespace

PictureAssembler::~PictureAssembler()
{
    overwrite(m_line);
    overwrite(m_pixels);
}

Status PictureAssembler::begin(const SANE_Parameters &parameters)
{
    if (!sensible(parameters))
        return nonsense("its format");
    const int bit = 1 << int(parameters.format);
    if (m_frames > 0 && (!isOneOfThree(parameters.format) || (m_seen & bit) != 0 ||
                         parameters.pixels_per_line != m_parameters.pixels_per_line))
        return nonsense("its frames do not fit together");
    m_seen |= bit;
    m_parameters = parameters;
    m_lines = 0;
    m_filled = 0;
    overwrite(m_line);
    m_line.resize(size_t(parameters.bytes_per_line));
    const size_t bytes =
        size_t(std::max(parameters.lines, 1)) * size_t(parameters.pixels_per_line) * size_t(channels());
    if (bytes > mostBytes)
        return nonsense("too large");
    if (m_frames == 0)
        m_pixels.reserve(bytes);
    return {};
}

uchar PictureAssembler::sample(int number) const
{
    switch (m_parameters.depth) {
    case 1: {
        const bool set = ((m_line[size_t(number / 8)] >> (7 - number % 8)) & 1) != 0;
        // One bit of grey is ink, one bit of a colour is light.
        return set == (m_parameters.format != SANE_FRAME_GRAY) ? 255 : 0;
    }
    case 16: { // of the machine's own byte order
        uint16_t value = 0;
        memcpy(&value, m_line.data() + size_t(number) * 2, 2);
        return uchar(value >> 8);
    }
    default:
        return m_line[size_t(number)];
    }
}

void PictureAssembler::takeLine()
{
    const auto width = size_t(m_parameters.pixels_per_line);
    const size_t begin = size_t(m_lines) * width * size_t(channels());
    if (m_pixels.size() < begin + width * size_t(channels()))
        m_pixels.resize(begin + width * size_t(channels()));
    uchar *target = m_pixels.data() + begin;
    if (m_parameters.depth == 8 && m_parameters.format == SANE_FRAME_RGB) { // nearly every page
        const uchar *from = m_line.data();
        for (const uchar *end = target + width * 3; target != end; target += 3, from += 3) {
            target[0] = from[2];
            target[1] = from[1];
            target[2] = from[0];
        }
    } else if (m_parameters.format == SANE_FRAME_GRAY) {
        for (size_t x = 0; x < width; ++x)
            target[x] = sample(int(x));
    } else if (m_parameters.format == SANE_FRAME_RGB) {
        for (size_t x = 0; x < width; ++x)
            for (size_t colour = 0; colour < 3; ++colour)
                target[x * 3 + 2 - colour] = sample(int(x * 3 + colour));
    } else {
        const size_t colour = size_t(SANE_FRAME_BLUE - m_parameters.format);
        for (size_t x = 0; x < width; ++x)
            target[x * 3 + colour] = sample(int(x));
    }
    ++m_lines;
    m_filled = 0;
}

Status PictureAssembler::add(std::span<const SANE_Byte> bytes)
{
    while (!bytes.empty()) {
        const int most = m_parameters.lines > 0 ? m_parameters.lines : mostLines;
        if (m_lines >= most || m_pixels.size() > mostBytes || m_line.empty())
            return nonsense("more lines than it has");
        const size_t taken = std::min(bytes.size(), m_line.size() - m_filled);
        memcpy(m_line.data() + m_filled, bytes.data(), taken);
        m_filled += taken;
        bytes = bytes.subspan(taken);
        if (m_filled == m_line.size())
            takeLine();
    }
    return {};
}

Result<bool> PictureAssembler::endFrame()
{
    // Where the length was not known, the last line may have been under way.
    if (m_lines == 0 || (m_parameters.lines > 0 && m_lines != m_parameters.lines))
        return nonsense("fewer lines than it has");
    if (m_frames > 0 && m_lines != m_linesOfFirst)
        return nonsense("its frames do not fit together");
    m_linesOfFirst = m_lines;
    ++m_frames;
    const bool whole = !isOneOfThree(m_parameters.format) || m_frames == 3;
    if (!whole && m_parameters.last_frame != SANE_FALSE)
        return nonsense("a colour is missing");
    return whole;
}

cv::Mat PictureAssembler::picture() const
{
    return cv::Mat(m_linesOfFirst, m_parameters.pixels_per_line, channels() == 1 ? CV_8UC1 : CV_8UC3,
                   const_cast<uchar *>(m_pixels.data()))
        .clone();
}

} // namespace kiosk::sane
