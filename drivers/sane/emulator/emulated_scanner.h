#pragma once

#include <QJsonObject>

#include <array>
#include <atomic>
#include <opencv2/core.hpp>
#include <sane/sane.h>

namespace kiosk::sane::emulator
{

/// Asks the emulator, at the socket that BIANMIN_SANE_EMULATOR names; empty where nobody answers.
[[nodiscard]] QJsonObject askMachine(const char *what, QJsonObject more = {});

/// A scanner that is open: its options, and what it sends. Blocks as a device does. Thread: one, and another
/// for cancel().
class EmulatedScanner
{
public:
    EmulatedScanner();

    [[nodiscard]] const SANE_Option_Descriptor *descriptor(int option) const;
    [[nodiscard]] SANE_Status control(int option, SANE_Action action, void *value, SANE_Int *info);
    [[nodiscard]] SANE_Status start();
    [[nodiscard]] SANE_Parameters parameters() const;
    [[nodiscard]] SANE_Status read(SANE_Byte *data, int most, SANE_Int *length);
    void cancel();

private:
    enum Option { Count, Source, Mode, Resolution, Left, Top, Right, Lower, Loaded, Cover, Options };

    void describe();
    [[nodiscard]] SANE_Status hang();

    std::array<SANE_Option_Descriptor, Options> m_descriptors{};
    std::array<SANE_Word, Options> m_values{};
    std::array<char, 32> m_source{"Flatbed"};
    std::array<char, 32> m_mode{"Color"};
    cv::Mat m_picture;
    size_t m_sent = 0;
    QString m_fault;
    bool m_scanning = false;
    std::atomic<bool> m_canceled{false};
};

} // namespace kiosk::sane::emulator
