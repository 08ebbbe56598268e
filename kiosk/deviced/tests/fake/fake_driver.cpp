// A driver for the tests of its supervisor. The argument "do" of an operation says what happens.
#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/frame_ring.h>
#include <kiosk/hal/device.h>

#include <QFile>

#include <csignal>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace kiosk;

namespace
{

class FakeDevice : public hal::Device
{
public:
    static Result<std::unique_ptr<Device>> create(const hal::DeviceConfiguration &configuration)
    {
        return std::unique_ptr<Device>(std::make_unique<FakeDevice>(configuration));
    }
    explicit FakeDevice(hal::DeviceConfiguration configuration) : m_configuration(std::move(configuration)) {}

    Status open(hal::OperationContext &context) override
    {
        const QString how = m_configuration.settings[u"open"].toString();
        if (how == u"crash")
            ::raise(SIGKILL);
        if (how == u"fail")
            return fail(error::noDevice, QStringLiteral("nothing on the wire"));
        // The first time it takes until somebody has no patience any more.
        if (how == u"interrupted" && !std::exchange(m_interrupted, true)) {
            note(QStringLiteral("opening"));
            return untilStopped(context);
        }
        return {};
    }
    void close() override {}
    Result<QJsonObject> status(hal::OperationContext &) override
    {
        return QJsonObject{
            {QStringLiteral("device"), m_busy ? QStringLiteral("deviceBusy") : QStringLiteral("online")},
            {QStringLiteral("pid"), qint64(::getpid())},
            {QStringLiteral("serial"), m_configuration.settings[u"serial"].toString()},
            {QStringLiteral("recorded"), QJsonArray::fromStringList(m_recorded)}};
    }
    Status forget(const QStringList &operations, hal::OperationContext &) override
    {
        for (const QString &operation : operations) {
            note(QStringLiteral("forgot ") + operation);
            m_recorded.removeAll(operation);
        }
        return {};
    }
    Result<Payload> execute(QStringView operation, const Payload &arguments,
                            hal::OperationContext &context) override
    {
        const QString what = arguments.fields[u"do"].toString();
        if (!context.journalOperation.isEmpty())
            m_recorded.append(context.journalOperation);
        note(operation.toString() + u' ' + what);
        context.progress(QStringLiteral("begun"), {{QStringLiteral("what"), what}});
        if (what == u"crash")
            ::raise(SIGKILL);
        if (what == u"hang")
            ::pause();
        m_busy = what == u"stay busy"; // for good, as with a library that does not come back
        if (what == u"wait") {
            const Status stopped = untilStopped(context);
            note(QStringLiteral("ended ") + stopped.error().code.name().toString());
            return stopped.error();
        }
        if (what == u"talk") {
            const QByteArray words = arguments.fields[u"words"].toString().toLatin1();
            hal::tellFrame(hal::Way::Out, QByteArrayView("\xAA\x20", 2), words.size());
            hal::tellBytes(hal::Way::In, words);
        }
        if (what == u"show") {
            const auto ring = FrameRing::create(16, 16);
            (void)(*ring)->begin();
            (*ring)->publish(std::chrono::steady_clock::now());
            context.show((*ring)->descriptor());
            return untilStopped(context).error();
        }
        if (what == u"show open memory") {
            context.show(FileDescriptor(::memfd_create("open", MFD_CLOEXEC | MFD_ALLOW_SEALING)));
            return untilStopped(context).error();
        }
        if (what == u"fail")
            return fail(errorCodeFrom(arguments.fields[u"error"].toString()), QStringLiteral("as told"));
        Payload result{{{QStringLiteral("echo"), arguments.fields}}, arguments.blobs};
        for (const auto *told : {"pages", "completion"}) {
            if (arguments.fields.contains(QLatin1String(told)))
                result.fields.insert(QLatin1String(told), arguments.fields[QLatin1String(told)]);
        }
        return result;
    }

private:
    /// Blocks as a driver does; the reason why it ended.
    static Status untilStopped(const hal::OperationContext &context)
    {
        Status status = context.check();
        for (; status; status = context.check())
            std::this_thread::sleep_for(10ms);
        return status;
    }
    void note(const QString &line)
    {
        QFile file(m_configuration.connect[u"fake"].toString());
        if (file.open(QIODevice::Append))
            file.write(line.toUtf8() + '\n');
    }
    hal::DeviceConfiguration m_configuration;
    QStringList m_recorded;
    bool m_interrupted = false;
    bool m_busy = false;
};

} // namespace

KIOSK_DRIVER(FakeDevice)
