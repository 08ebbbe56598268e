#include <kiosk/core/life_sign.h>
#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/shell/shell.h>

#include <QCommandLineParser>
#include <QGuiApplication>

#include <sys/prctl.h>
#include <sys/resource.h>

int main(int argc, char *argv[])
{
    using namespace kiosk;
    ::prctl(PR_SET_DUMPABLE, 0); // no core file with a citizen in it
    // A module may leave a thousand descriptors on its connection before anything of them is looked at.
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
    qputenv("QT_IM_MODULE", "qtvirtualkeyboard");
    if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")) // where the compositor's socket goes
        qputenv("XDG_RUNTIME_DIR", kiosk::paths::run().toLocal8Bit());
    // Qt asks for a session's bus (accessibility); where there is none, libdbus would start one of its own.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    for (int i = 1; i + 1 < argc; ++i) { // the plugin is loaded by the application's constructor
        if (qstrcmp(argv[i], "--tuio") == 0)
            qputenv("QT_QPA_GENERIC_PLUGINS", QByteArray("TuioTouch:udp=") + argv[i + 1]);
    }
    QGuiApplication application(argc, argv);
    installLog(QStringLiteral("shell"));
    LifeSign sign;

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The terminal's screen: session, pages, modules."));
    parser.addHelpOption();
    const QCommandLineOption configuration(QStringLiteral("config"), QStringLiteral("devices.yaml"),
                                           QStringLiteral("file"), paths::configuration());
    const QCommandLineOption orientation(QStringLiteral("orientation"),
                                         QStringLiteral("portrait or landscape"), QStringLiteral("name"));
    const QCommandLineOption fullscreen(QStringLiteral("fullscreen"),
                                        QStringLiteral("Cover the whole display."));
    const QCommandLineOption automation(
        QStringLiteral("automation"),
        QStringLiteral("Let scripted citizens find what to touch (tests, demonstration)."));
    const QCommandLineOption tuio(QStringLiteral("tuio"),
                                  QStringLiteral("Take touches from this UDP port (tests)."),
                                  QStringLiteral("port"));
    const QCommandLineOption training(QStringLiteral("training"),
                                      QStringLiteral("Nothing here is real, and a band says so."));
    const QCommandLineOption trainingRequest(
        QStringLiteral("training-request"),
        QStringLiteral("Made when a supervisor asks for a training (kiosk-training.path)."),
        QStringLiteral("file"));
    parser.addOptions({configuration, orientation, fullscreen, automation, tuio, training, trainingRequest});
    parser.process(application);

    const auto shell = shell::Shell::create({parser.value(configuration), parser.value(orientation),
                                             parser.isSet(fullscreen), parser.isSet(automation),
                                             parser.isSet(training), parser.value(trainingRequest)});
    if (!shell) {
        qCritical("%s", qUtf8Printable(shell.error().detail));
        return 1;
    }
    sign.ready();
    return QGuiApplication::exec();
}
