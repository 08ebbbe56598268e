#include "sane_handle.h"

#include "picture_assembler.h"
#include "sane_status.h"

#include <array>
#include <string.h>
#include <thread>

namespace kiosk::sane
{

namespace
{

constexpr int mostOptions = 512; // more is a back end gone wrong
constexpr size_t readSize = 65536;

QString text(SANE_String_Const string)
{
    return string == nullptr ? QString() : QString::fromUtf8(string).simplified();
}

/// Once a picture's data are done with.
struct ReadBuffer {
    std::array<SANE_Byte, readSize> bytes{};
    ~ReadBuffer() { ::explicit_bzero(bytes.data(), bytes.size()); }
};

/// From sane_start() to the frame's end.
Status readFrame(SANE_Handle handle, PictureAssembler &picture, const std::atomic<bool> &canceled)
{
    SANE_Parameters parameters{};
    if (const SANE_Status status = sane_get_parameters(handle, &parameters); status != SANE_STATUS_GOOD)
        return failureOf(status, "sane_get_parameters");
    KIOSK_TRY(picture.begin(parameters));
    const auto buffer = std::make_unique<ReadBuffer>();
    while (!canceled) {
        SANE_Int length = 0;
        const SANE_Status status = sane_read(handle, buffer->bytes.data(), SANE_Int(readSize), &length);
        if (status == SANE_STATUS_EOF)
            return {};
        if (status != SANE_STATUS_GOOD)
            return failureOf(status, "sane_read");
        if (length < 0 || size_t(length) > readSize)
            return fail(error::protocolError, QStringLiteral("sane_read gave %1 bytes").arg(length));
        if (length == 0)
            std::this_thread::sleep_for(
                std::chrono::milliseconds(1)); // not every back end waits, or tells when to ask again
        KIOSK_TRY(picture.add({buffer->bytes.data(), size_t(length)}));
    }
    return fail(error::canceled);
}

} // namespace

Result<std::shared_ptr<SaneHandle>> SaneHandle::open(const ScannerPattern &pattern, const QString &first)
{
    std::shared_ptr<SaneHandle> scanner(new SaneHandle);
    KIOSK_TRY(scanner->m_configuration.write(pattern.backend, first));
    if (const SANE_Status status = sane_init(nullptr, nullptr); status != SANE_STATUS_GOOD)
        return failureOf(status, "sane_init");
    scanner->m_started = true;
    scanner->m_pattern = pattern;
    KIOSK_TRY(scanner->find(pattern));
    const SANE_Status status = sane_open(scanner->m_name.toUtf8().constData(), &scanner->m_handle);
    if (status != SANE_STATUS_GOOD) {
        scanner->m_handle = nullptr;
        return failureOf(status, "sane_open");
    }
    scanner->m_configuration.remove(); // all of it has been read
    scanner->readOptions();
    return scanner;
}

SaneHandle::~SaneHandle()
{
    if (m_handle != nullptr) {
        sane_cancel(m_handle); // back ends have threads that go on reading for a scan that nobody ended
        sane_close(m_handle);
    }
    if (m_started)
        sane_exit();
}

Status SaneHandle::find()
{
    return find({m_pattern.backend, m_name, QStringLiteral("*"), QStringLiteral("*")});
}

Status SaneHandle::find(const ScannerPattern &pattern)
{
    const SANE_Device **devices = nullptr;
    if (const SANE_Status status = sane_get_devices(&devices, SANE_TRUE); status != SANE_STATUS_GOOD)
        return failureOf(status, "sane_get_devices");
    int found = 0;
    for (int i = 0; devices != nullptr && devices[i] != nullptr && i < mostOptions; ++i) {
        const SANE_Device &device = *devices[i];
        if (!pattern.fits(text(device.name), text(device.vendor), text(device.model)) || ++found > 1)
            continue;
        m_name = text(device.name);
        m_model = QStringLiteral("%1 %2").arg(text(device.vendor), text(device.model));
        m_type = text(device.type);
    }
    if (found == 1)
        return {};
    return fail(error::noDevice, found == 0
                                     ? QStringLiteral("SANE lists no such scanner")
                                     : QStringLiteral("%1 scanners are as devices.yaml says").arg(found));
}

void SaneHandle::readOptions()
{
    m_options.clear();
    SANE_Int count = 0;
    if (sane_control_option(m_handle, 0, SANE_ACTION_GET_VALUE, &count, nullptr) != SANE_STATUS_GOOD)
        return;
    for (int i = 1; i < std::min(int(count), mostOptions); ++i)
        if (auto option = ScanOption::of(i, sane_get_option_descriptor(m_handle, i)))
            m_options.append(std::move(*option));
}

std::optional<ScanOption> SaneHandle::option(QStringView name) const
{
    for (const ScanOption &candidate : m_options)
        if (candidate.name == name)
            return candidate;
    return std::nullopt;
}

Status SaneHandle::set(const ScanOption &option, QByteArray value)
{
    SANE_Int info = 0;
    const SANE_Status status =
        sane_control_option(m_handle, option.number, SANE_ACTION_SET_VALUE, value.data(), &info);
    if (status == SANE_STATUS_INVAL)
        return fail(error::unsupportedData, QStringLiteral("option '%1' is refused").arg(option.name));
    if (status != SANE_STATUS_GOOD)
        return failureOf(status, "sane_control_option");
    if ((info & SANE_INFO_RELOAD_OPTIONS) != 0)
        readOptions();
    return {};
}

std::optional<double> SaneHandle::number(QStringView name) const
{
    const auto found = option(name);
    if (!found || !found->readable || found->size != int(sizeof(SANE_Word)))
        return std::nullopt;
    QByteArray value(found->size, '\0');
    if (sane_control_option(m_handle, found->number, SANE_ACTION_GET_VALUE, value.data(), nullptr) !=
        SANE_STATUS_GOOD)
        return std::nullopt;
    return found->decoded(value);
}

Result<std::optional<cv::Mat>> SaneHandle::nextPicture()
{
    PictureAssembler picture;
    for (bool first = true, whole = false; !whole; first = false) {
        const SANE_Status status = sane_start(m_handle);
        if (status == SANE_STATUS_NO_DOCS && first)
            return std::optional<cv::Mat>();
        if (status != SANE_STATUS_GOOD)
            return failureOf(status, "sane_start");
        KIOSK_TRY(readFrame(m_handle, picture, m_canceled));
        const auto ended = picture.endFrame();
        if (!ended)
            return ended.error();
        whole = *ended;
    }
    return std::optional(picture.picture());
}

void SaneHandle::cancel()
{
    m_canceled = true;
    sane_cancel(m_handle);
}

} // namespace kiosk::sane
