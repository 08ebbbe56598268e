// The entry points of a SANE back end (SANE standard 1.06, 4.3), by the names under which libsane looks for
// them.
#include "emulated_scanner.h"

#include <memory>

using namespace kiosk::sane::emulator;

namespace
{

EmulatedScanner &scannerOf(SANE_Handle handle)
{
    return *static_cast<EmulatedScanner *>(handle);
}

} // namespace

#define KIOSK_SANE(Type, name)                                                                               \
    extern "C" __attribute__((visibility("default"))) Type sane_bianmin_emulator_##name

KIOSK_SANE(SANE_Status, init)(SANE_Int *version, SANE_Auth_Callback /*authorize*/)
{
    if (version != nullptr)
        *version = SANE_VERSION_CODE(1, 0, 0);
    return SANE_STATUS_GOOD;
}

KIOSK_SANE(void, exit)() {}

KIOSK_SANE(SANE_Status, get_devices)(const SANE_Device ***list, SANE_Bool /*localOnly*/)
{
    static const SANE_Device device{"sheet0", "Bianmin", "Emulated Scanner", "multi-function peripheral"};
    static std::array<const SANE_Device *, 2> one{&device, nullptr};
    static std::array<const SANE_Device *, 1> none{nullptr};
    *list = askMachine("device")[u"plugged"].toBool() ? one.data() : none.data();
    return SANE_STATUS_GOOD;
}

KIOSK_SANE(SANE_Status, open)(SANE_String_Const /*name*/, SANE_Handle *handle)
{
    const QJsonObject answer = askMachine("open");
    if (!answer.contains(u"status") || answer[u"status"].toInt() != SANE_STATUS_GOOD)
        return SANE_Status(answer[u"status"].toInt(SANE_STATUS_INVAL));
    *handle = std::make_unique<EmulatedScanner>().release();
    return SANE_STATUS_GOOD;
}

KIOSK_SANE(void, close)(SANE_Handle handle)
{
    const std::unique_ptr<EmulatedScanner> closed(&scannerOf(handle));
}

KIOSK_SANE(const SANE_Option_Descriptor *, get_option_descriptor)(SANE_Handle handle, SANE_Int option)
{
    return scannerOf(handle).descriptor(option);
}

KIOSK_SANE(SANE_Status, control_option)
(SANE_Handle handle, SANE_Int option, SANE_Action action, void *value, SANE_Int *info)
{
    return scannerOf(handle).control(option, action, value, info);
}

KIOSK_SANE(SANE_Status, get_parameters)(SANE_Handle handle, SANE_Parameters *parameters)
{
    *parameters = scannerOf(handle).parameters();
    return SANE_STATUS_GOOD;
}

KIOSK_SANE(SANE_Status, start)(SANE_Handle handle)
{
    return scannerOf(handle).start();
}

KIOSK_SANE(SANE_Status, read)(SANE_Handle handle, SANE_Byte *data, SANE_Int most, SANE_Int *length)
{
    return scannerOf(handle).read(data, most, length);
}

KIOSK_SANE(void, cancel)(SANE_Handle handle)
{
    scannerOf(handle).cancel();
}

KIOSK_SANE(SANE_Status, set_io_mode)(SANE_Handle /*handle*/, SANE_Bool nonBlocking)
{
    return nonBlocking != SANE_FALSE ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

KIOSK_SANE(SANE_Status, get_select_fd)(SANE_Handle /*handle*/, SANE_Int * /*fd*/)
{
    return SANE_STATUS_UNSUPPORTED;
}
