#include "fprint_reader.h"

#include "glib_call.h"

#include <QFile>

namespace kiosk::fprint
{

namespace
{

using ErrorPointer = std::unique_ptr<GError, Freed<&g_error_free>>;

constexpr Milliseconds closeTime{1000};

Error loopTaken()
{
    return fail(error::internalError, QStringLiteral("another thread runs glib's main loop"));
}

const char *reasonOf(const GError &error)
{
    switch (error.code) {
    case FP_DEVICE_RETRY_TOO_SHORT:
        return "tooShort";
    case FP_DEVICE_RETRY_CENTER_FINGER:
        return "centerFinger";
    case FP_DEVICE_RETRY_REMOVE_FINGER:
        return "removeFinger";
    default:
        return "unclear";
    }
}

ErrorCode codeOf(const GError &error)
{
    if (error.domain != FP_DEVICE_ERROR)
        return error::hardwareError;
    switch (error.code) {
    case FP_DEVICE_ERROR_REMOVED:
        return error::noDevice;
    case FP_DEVICE_ERROR_BUSY:
        return error::deviceBusy;
    case FP_DEVICE_ERROR_PROTO:
        return error::protocolError;
    case FP_DEVICE_ERROR_NOT_SUPPORTED:
        return error::unsupportedCommand;
    case FP_DEVICE_ERROR_DATA_INVALID:
        return error::invalidData;
    default:
        return error::hardwareError;
    }
}

Result<QByteArray> serialized(FpPrint *print)
{
    guchar *data = nullptr;
    gsize size = 0;
    GError *problem = nullptr;
    if (fp_print_serialize(print, &data, &size, &problem) == FALSE) {
        const ErrorPointer owned(problem);
        return fail(error::internalError, QStringLiteral("libfprint keeps its template"));
    }
    QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    explicit_bzero(data, size);
    g_free(data);
    return bytes;
}

} // namespace

Result<std::unique_ptr<hal::Device>> FprintReader::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect;
    return std::unique_ptr<hal::Device>(
        std::make_unique<FprintReader>(connect[u"reader"].toString(), connect[u"driver"].toString()));
}

FprintReader::FprintReader(QString node, QString driver)
    : m_node(std::move(node)), m_driver(std::move(driver))
{
}

FprintReader::~FprintReader()
{
    disconnect();
}

bool FprintReader::stillThere() const
{
    return QFile::exists(m_node);
}

Error FprintReader::failed(const GError &error)
{
    const QString detail = QString::fromUtf8(error.message);
    if (codeOf(error) != error::noDevice && stillThere())
        return fail(codeOf(error), detail);
    disconnect();
    return fail(error::noDevice, detail);
}

/// The one reader, or the one whose driver was named.
Status FprintReader::choose()
{
    m_context.reset(fp_context_new());
    const GPtrArray *readers = fp_context_get_devices(m_context.get());
    FpDevice *chosen = nullptr;
    for (guint at = 0; readers != nullptr && at < readers->len; ++at) {
        FpDevice *reader = FP_DEVICE(g_ptr_array_index(readers, at));
        if (!m_driver.isEmpty() && m_driver != QLatin1String(fp_device_get_driver(reader)))
            continue;
        if (chosen != nullptr)
            return fail(error::invalidData, QStringLiteral("several readers: name the driver of one"));
        chosen = reader;
    }
    if (chosen == nullptr)
        return fail(error::noDevice, QStringLiteral("libfprint knows no reader here"));
    m_device.reset(FP_DEVICE(g_object_ref(chosen)));
    return {};
}

Status FprintReader::connect(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    if (!stillThere())
        return fail(error::noDevice, QStringLiteral("no %1").arg(m_node));
    const MainLoop loop;
    if (!loop.ours())
        return loopTaken();
    KIOSK_TRY(choose());
    GlibCall call;
    fp_device_open(m_device.get(), call.cancellable(), &GlibCall::done, &call);
    Status ended = call.wait(context);
    GError *problem = nullptr;
    const bool opened = fp_device_open_finish(m_device.get(), call.result(), &problem) == TRUE;
    const ErrorPointer owned(problem);
    if (opened && ended)
        return {};
    if (ended)
        ended = failed(*owned);
    disconnect();
    return ended;
}

void FprintReader::disconnect()
{
    const MainLoop loop;
    if (m_device && loop.ours() && fp_device_is_open(m_device.get()) == TRUE) {
        GlibCall call;
        fp_device_close(m_device.get(), call.cancellable(), &GlibCall::done, &call);
        (void)call.wait({Deadline::in(closeTime), {}}).ok();
        (void)fp_device_close_finish(m_device.get(), call.result(), nullptr);
    }
    m_device.reset();
    m_context.reset();
}

Result<QJsonObject> FprintReader::look(hal::OperationContext & /*context*/)
{
    if (!stillThere())
        return fail(error::noDevice, QStringLiteral("no %1").arg(m_node));
    return QJsonObject{{QStringLiteral("model"), QString::fromUtf8(fp_device_get_name(m_device.get()))},
                       {QStringLiteral("format"), format()}};
}

Result<QByteArray> FprintReader::captureTemplate(const Listener &listener, hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    const MainLoop loop;
    if (!loop.ours())
        return loopTaken();
    const FpEnrollProgress scanned = [](FpDevice *device, gint stage, FpPrint *, gpointer data,
                                        GError *error) {
        const auto &heard = *static_cast<const Listener *>(data);
        if (error != nullptr)
            heard.again(reasonOf(*error));
        else
            heard.scanned(stage, fp_device_get_nr_enroll_stages(device));
    };
    GlibCall call;
    fp_device_enroll(m_device.get(), fp_print_new(m_device.get()), call.cancellable(), scanned,
                     const_cast<Listener *>(&listener), nullptr, &GlibCall::done, &call);
    const Status ended = call.wait(context);
    GError *problem = nullptr;
    const Owned<FpPrint> print(fp_device_enroll_finish(m_device.get(), call.result(), &problem));
    const ErrorPointer owned(problem);
    if (!ended)
        return ended.error();
    return print ? serialized(print.get()) : Result<QByteArray>(failed(*owned));
}

Result<bool> FprintReader::matches(const QByteArray &reference, const Listener &listener,
                                   hal::OperationContext &context)
{
    const MainLoop loop;
    if (!loop.ours())
        return loopTaken();
    GError *problem = nullptr;
    const Owned<FpPrint> print(fp_print_deserialize(reinterpret_cast<const guchar *>(reference.constData()),
                                                    gsize(reference.size()), &problem));
    const ErrorPointer unreadable(problem);
    if (!print)
        return fail(error::invalidData, QStringLiteral("no template"));
    if (fp_print_compatible(print.get(), m_device.get()) == FALSE)
        return fail(error::unsupportedData, QStringLiteral("a template of another kind of reader"));
    for (;;) {
        KIOSK_TRY(context.check());
        GlibCall call;
        gboolean matched = FALSE;
        problem = nullptr;
        fp_device_verify(m_device.get(), print.get(), call.cancellable(), nullptr, nullptr, nullptr,
                         &GlibCall::done, &call);
        const Status ended = call.wait(context);
        const bool done =
            fp_device_verify_finish(m_device.get(), call.result(), &matched, nullptr, &problem) == TRUE;
        const ErrorPointer owned(problem);
        if (!ended)
            return ended.error();
        if (done)
            return matched == TRUE;
        if (owned->domain != FP_DEVICE_RETRY)
            return failed(*owned);
        listener.again(reasonOf(*owned));
    }
}

} // namespace kiosk::fprint
