#include "card_reading.h"

#include "emulator.h"

#include <kiosk/hal/terminal_configuration.h>

#include <QDir>

namespace kiosk::bench
{

namespace
{

constexpr Milliseconds within{10'000};
// After a card was found the driver selects it, reads it and asks for a newer address, of which this card has
// none: what is asked and answered has 10 and 19, 10 and 1295, 10 and 11 bytes (reference/id-card-reader:
// frames with their preamble, length and checksum). 8N1 makes ten bits of a byte.
constexpr double bits = ((10 + 19) + (10 + 1295) + (10 + 11)) * 10.0;

Result<double> readOnce(hal::Device &device, const Emulator &emulator, double wireSeconds)
{
    KIOSK_TRY(emulator.tell({{QStringLiteral("do"), QStringLiteral("insert")},
                             {QStringLiteral("card"), QStringLiteral("zhang")}}));
    std::chrono::steady_clock::time_point found;
    hal::OperationContext context{Deadline::in(within), {}};
    context.progress = [&](const QString &stage, const QJsonObject &) {
        if (stage == u"cardFound")
            found = std::chrono::steady_clock::now();
    };
    const auto card = device.execute(u"read", {}, context);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - found;
    if (!card)
        return card.error();
    KIOSK_TRY(emulator.tell({{QStringLiteral("do"), QStringLiteral("remove")}}));
    return 100 * wireSeconds / taken.count();
}

} // namespace

Result<QList<double>> measureCardReading(const QString &configuration, const QString &folder, int times)
{
    QDir().mkpath(folder + QStringLiteral("/emulators"));
    qputenv("KIOSK_RUN", folder.toUtf8()); // ${run} of the configuration
    const auto terminal = hal::loadTerminalConfiguration(configuration);
    qunsetenv("KIOSK_RUN");
    if (!terminal)
        return terminal.error();
    for (const auto &emulator : terminal->emulators) {
        const auto *description = terminal->device(emulator[u"device"].toString());
        if (description == nullptr || description->deviceClass != u"id-card-reader")
            continue;
        const auto playing = Emulator::start(
            emulator[u"program"].toString(), emulator[u"arguments"].toVariant().toStringList(),
            folder + QStringLiteral("/emulators/%1.sock").arg(description->id));
        if (!playing)
            return playing.error();
        auto device = hal::createDevice(*description);
        if (!device)
            return device.error();
        hal::OperationContext context{Deadline::in(within), {}};
        KIOSK_TRY((*device)->open(context));
        const double wire = bits / description->connect[u"baud"].toDouble();
        QList<double> shares;
        for (int i = 0; i <= times; ++i) {
            const auto share = readOnce(**device, **playing, wire);
            if (!share)
                return share.error();
            if (i > 0) // in the first the driver also learns how this reader tells of a card that lies there
                shares.append(*share);
        }
        (*device)->close();
        return shares;
    }
    return fail(error::noDevice, QStringLiteral("%1 has no emulated card reader").arg(configuration));
}

} // namespace kiosk::bench
