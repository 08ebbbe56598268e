// kiosk-trainer: plays the exercises of a terminal in training. Only `kioskctl up --training` starts it.
#include <kiosk/trainer/trainer.h>

#include <kiosk/core/life_sign.h>
#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/hal/terminal_configuration.h>

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace kiosk;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("kiosk-trainer"));
    LifeSign sign;
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Plays the exercises of a terminal in training."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("config"), QStringLiteral("devices.yaml of the training"),
                      QStringLiteral("FILE"), paths::configuration()});
    parser.process(application);

    const auto stop = [](const Error &error) {
        qCritical("%s", qUtf8Printable(error.detail));
        return 1;
    };
    const auto terminal = hal::loadTerminalConfiguration(parser.value(QStringLiteral("config")));
    if (!terminal)
        return stop(terminal.error());
    auto book = trainer::ExerciseBook::load(terminal->devices);
    if (!book)
        return stop(book.error());
    const auto bus = ipc::connectToBus();
    if (!bus)
        return stop(bus.error());
    const SystemClock clock;
    trainer::Trainer trainer(*bus, *std::move(book), paths::run() + QStringLiteral("/emulators"), clock);
    QObject::connect(&trainer, &trainer::Trainer::ready, &application, [&sign] { sign.ready(); });
    QObject::connect(&trainer, &trainer::Trainer::failed, &application, [](const QString &why) {
        qCritical("%s", qUtf8Printable(why));
        QCoreApplication::exit(1);
    });
    trainer.start();
    return QCoreApplication::exec();
}
