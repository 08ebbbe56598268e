#include <kiosk/ctl/run_device.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/ctl/command.h>
#include <kiosk/hal/device_classes.h>
#include <kiosk/hal/terminal_configuration.h>

#include <QFile>
#include <QJsonDocument>

#include <csignal>
#include <future>
#include <thread>
#include <unistd.h>

namespace kiosk::ctl
{

namespace
{

constexpr Milliseconds grace = 500ms; // as kiosk-deviced gives

struct RunDeviceOptions {
    std::string config;
    std::string device;
    std::string operation;
    std::string arguments = "{}";
    unsigned timeoutMs = 30000;
};

const CancelToken &interruption()
{
    static const CancelToken token;
    return token;
}

/// Fields as given; "file" becomes the document.
Result<Payload> payloadFrom(const RunDeviceOptions &options)
{
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(options.arguments), &parseError);
    if (!document.isObject())
        return fail(error::invalidData, QStringLiteral("arguments: %1").arg(parseError.errorString()));
    Payload payload{document.object(), {}};
    if (!payload.fields.contains(u"file"))
        return payload;
    QFile file(payload.fields.take(QStringLiteral("file")).toString());
    if (!file.open(QIODevice::ReadOnly))
        return fail(error::invalidData, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
    payload.blobs.append(file.readAll());
    if (!payload.fields.contains(u"title"))
        payload.fields.insert(QStringLiteral("title"), QStringLiteral("kioskctl"));
    return payload;
}

Result<hal::DeviceConfiguration> configurationFrom(const RunDeviceOptions &options)
{
    const auto configuration = hal::loadTerminalConfiguration(text(options.config));
    if (!configuration)
        return configuration.error();
    const QString id = text(options.device);
    if (const hal::DeviceConfiguration *device = configuration->device(id))
        return *device;
    if (const hal::RefusedDevice *refused = configuration->refusedDevice(id))
        return fail(error::invalidData, refused->reason);
    return fail(error::noDevice, QStringLiteral("%1 has no device '%2'").arg(text(options.config), id));
}

/// The driver's part: everything here may block, and may come back late or never.
Result<Payload> execute(hal::DeviceConfiguration configuration, QString operation, Payload arguments,
                        hal::OperationContext context)
{
    auto device = hal::createDevice(configuration);
    if (!device)
        return device.error();
    KIOSK_TRY((*device)->open(context));
    auto result = (*device)->execute(operation, arguments, context);
    (*device)->close();
    return result;
}

Result<Payload> runOperation(const RunDeviceOptions &options)
{
    auto configuration = configurationFrom(options);
    if (!configuration)
        return configuration.error();
    auto arguments = payloadFrom(options);
    if (!arguments)
        return arguments.error();
    const auto classes = hal::DeviceClasses::load();
    if (!classes)
        return classes.error();
    const QString operation = text(options.operation);
    const hal::OperationRule *rule = classes->operation(configuration->deviceClass, operation);
    const ErrorCode late = rule != nullptr ? rule->lost.value_or(error::timeOut) : error::timeOut;

    std::signal(SIGINT, [](int) { interruption().cancel(); });
    const Milliseconds timeout(options.timeoutMs);
    std::packaged_task<Result<Payload>()> task(
        [configuration = std::move(*configuration), operation, arguments = std::move(*arguments),
         context = hal::OperationContext{Deadline::in(timeout), interruption()}] {
            return execute(configuration, operation, arguments, context);
        });
    auto outcome = task.get_future();
    std::thread thread(std::move(task));
    if (outcome.wait_for(timeout + grace) != std::future_status::ready) {
        thread.detach(); // ends with the process
        return fail(late, QStringLiteral("the driver did not return in its time"));
    }
    thread.join();
    return outcome.get();
}

} // namespace

void addRunDevice(CLI::App &app)
{
    auto options = std::make_shared<RunDeviceOptions>();
    auto *command =
        app.add_subcommand("run-device", "Run one operation of one device, without the terminal's services");
    command->add_option("--config", options->config, "devices.yaml")->required();
    command->add_option("ID", options->device, "A device of the file")->required();
    command->add_option("OPERATION", options->operation, "read, print, …")->required();
    command->add_option("JSON", options->arguments, "Arguments; {\"file\": \"x.pdf\"} gives a document");
    command->add_option("--timeout", options->timeoutMs, "Milliseconds for everything")
        ->check(CLI::Range(1U, 1800000U));
    command->callback([options] {
        interruption();
        const auto result = runOperation(*options);
        QJsonObject object = result ? result->fields : toJson(result.error());
        if (result)
            object.insert(QStringLiteral("completion"), QStringLiteral("success"));
        printJson(object);
        std::fflush(stdout);
        ::_exit(result ? ExitOk : ExitFailed); // a driver's thread may still block
    });
}

} // namespace kiosk::ctl
