#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/maker_upload.h>
#include <kiosk/ctl/sealed_archive.h>
#include <kiosk/ctl/sticks.h>
#include <kiosk/ctl/terminal.h>

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSaveFile>
#include <QTextStream>
#include <QUrl>

namespace kiosk::ctl
{

namespace
{

constexpr qint64 longestLog = 1024 * 1024; ///< the end of each, in bytes
constexpr int patience = 60'000;           ///< for one question, ms

/// What is asked of the terminal, and where the answer goes. None of it tells of a citizen: the journal is
/// not among them.
struct Question {
    const char *file;
    QStringList command;
};
QList<Question> questions()
{
    const QString self = paths::program(QStringLiteral("kioskctl"));
    const auto ask = [&self](const QString &words) { return QStringList(self) + words.split(u' '); };
    return {{"doctor.json", ask(QStringLiteral("doctor --json"))},
            {"devices.json", ask(QStringLiteral("devices --json"))},
            {"modules.json", ask(QStringLiteral("modules --json"))},
            {"stock.json", ask(QStringLiteral("stock --json --limit 200"))},
            {"audit.json", ask(QStringLiteral("audit list --json --limit 1000"))},
            {"version.txt", ask(QStringLiteral("--version"))},
            {"system.txt", {QStringLiteral("uname"), QStringLiteral("-a")}},
            {"journal.txt",
             {QStringLiteral("journalctl"), QStringLiteral("--unit=kiosk-*"), QStringLiteral("--lines=5000"),
              QStringLiteral("--no-pager"), QStringLiteral("--output=short-iso")}}};
}

QByteArray answerTo(const QStringList &command)
{
    QProcess process;
    process.start(command.first(), command.mid(1));
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
        return "not to be had: " + process.errorString().toUtf8() + '\n';
    }
    return process.readAllStandardOutput() + process.readAllStandardError();
}

QByteArray endOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return "not to be had: " + file.errorString().toUtf8() + '\n';
    file.seek(std::max<qint64>(0, file.size() - longestLog));
    return file.readAll();
}

QByteArray answerOf(const QList<ArchiveFile> &files, const QString &name)
{
    const auto found = std::find_if(files.begin(), files.end(),
                                    [&name](const ArchiveFile &file) { return file.name == name; });
    return found == files.end() ? QByteArray() : found->content;
}

QList<ArchiveFile> collectFiles()
{
    QList<ArchiveFile> files;
    for (const Question &question : questions())
        files.append({QString::fromLatin1(question.file), answerTo(question.command)});
    const auto devices = QJsonDocument::fromJson(answerOf(files, QStringLiteral("devices.json"))).array();
    for (const auto &device : devices) {
        const QString id = device[u"id"].toString();
        const auto ask = [&id](const char *what) {
            return answerTo({paths::program(QStringLiteral("kioskctl")), QStringLiteral("device"), id,
                             QLatin1String(what), QStringLiteral("--json")});
        };
        files.append({QStringLiteral("record/%1.json").arg(id), ask("--record")});
        files.append({QStringLiteral("traffic/%1.json").arg(id), ask("--traffic")});
    }
    const QString config = runningTerminal(paths::run())[u"config"].toString(paths::configuration());
    files.append({QStringLiteral("devices.yaml"), endOf(config)});
    files.append({QStringLiteral("device-settings.yaml"), endOf(paths::deviceSettings())});
    const QDir logs(paths::run() + QStringLiteral("/log"));
    for (const QString &name : logs.entryList({QStringLiteral("*.log")}, QDir::Files, QDir::Name))
        files.append({QStringLiteral("log/") + name, endOf(logs.filePath(name))});
    return files;
}

struct BundleOptions {
    std::string out;
    std::string maker;
    std::string stick; ///< name; empty: the only one that is there
    bool toStick = false;
    bool upload = false;
    bool sticks = false;
    bool progress = false;
    bool plain = false;
    bool json = false;
};

Result<QByteArray> make(const BundleOptions &options)
{
    QByteArray certificate;
    if (!options.plain) { // looked at before a minute is spent
        QFile file(text(options.maker));
        if (!file.open(QIODevice::ReadOnly))
            return fail(error::invalidData, text(options.maker) + QStringLiteral(": ") + file.errorString());
        certificate = file.readAll();
        if (const auto usable = sealFor(certificate, {}); !usable)
            return fail(error::invalidData,
                        QStringLiteral("%1 is no certificate that something can be encrypted for: %2")
                            .arg(text(options.maker), usable.error().detail));
    }
    auto packed = packArchive(collectFiles());
    if (!packed || options.plain)
        return packed;
    return sealFor(certificate, *packed);
}

/// Where the maker's certificate is on an installed terminal.
QString makerFile()
{
    const QString given = qEnvironmentVariable("KIOSK_MAKER");
    return given.isEmpty() ? QStringLiteral("/etc/kiosk/maker.pem") : given;
}

/// devices.yaml of this terminal; empty where it cannot be read.
QJsonObject configuration()
{
    const auto document =
        YamlDocument::load(runningTerminal(paths::run())[u"config"].toString(paths::configuration()));
    return document ? document->root() : QJsonObject();
}

/// Where bundles are sent; empty: nowhere.
QString uploadAddress()
{
    return configuration()[u"support"][u"upload"].toString();
}

QString nameFor(const BundleOptions &options)
{
    const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-hhmmss"));
    if (options.plain)
        return QStringLiteral("bianmin-%1.tar.zst").arg(now);
    if (!options.toStick && !options.upload)
        return QStringLiteral("bianmin-%1.cms").arg(now);
    // One stick goes to many terminals, and one maker has many.
    return QStringLiteral("bianmin-%1-%2.cms").arg(configuration()[u"terminal"][u"id"].toString(), now);
}

void tellProgress(const BundleOptions &options, const char *stage, int percent)
{
    if (options.progress)
        QTextStream(stdout) << R"({"stage":")" << stage << R"(","percent":)" << percent << "}" << Qt::endl;
}

void finishBundle(const BundleOptions &options, const QString &file, qsizetype bytes)
{
    if (options.json)
        printJson(QJsonObject{{QStringLiteral("file"), file}, {QStringLiteral("bytes"), bytes}});
    else
        print(QStringLiteral("%1, %2 KiB%3")
                  .arg(file)
                  .arg((bytes + 1023) / 1024)
                  .arg(options.toStick ? QStringLiteral("; the stick may be pulled") : QString()));
}

void listSticks(const BundleOptions &options)
{
    const QString maker = options.maker.empty() ? makerFile() : text(options.maker);
    QFile certificate(maker);
    const bool usable = certificate.open(QIODevice::ReadOnly) && sealFor(certificate.readAll(), {});
    QJsonArray list;
    for (const Stick &stick : mountedSticks())
        list.append(QJsonObject{{QStringLiteral("name"), stick.name},
                                {QStringLiteral("freeBytes"), stick.freeBytes},
                                {QStringLiteral("readOnly"), stick.readOnly}});
    if (options.json)
        return printJson(QJsonObject{{QStringLiteral("maker"), maker},
                                     {QStringLiteral("makerUsable"), usable},
                                     {QStringLiteral("upload"), QUrl(uploadAddress()).host()},
                                     {QStringLiteral("sticks"), list}});
    print(QStringLiteral("%1: %2").arg(maker, usable ? QStringLiteral("can be encrypted for")
                                                     : QStringLiteral("no certificate to encrypt for")));
    for (const auto &stick : list)
        print(QStringLiteral("%1: %2 MiB free%3")
                  .arg(stick[u"name"].toString())
                  .arg(qint64(stick[u"freeBytes"].toDouble()) / 1024 / 1024)
                  .arg(stick[u"readOnly"].toBool() ? QStringLiteral(", read-only") : QString()));
}

/// The stick that was named, or the only one.
Result<Stick> chosenStick(const std::string &name)
{
    const QList<Stick> sticks = mountedSticks();
    QStringList names;
    for (const Stick &stick : sticks) {
        if (text(name) == stick.name || (name.empty() && sticks.size() == 1))
            return stick;
        names.append(stick.name);
    }
    return fail(error::noDevice, names.isEmpty() ? QStringLiteral("no stick is mounted")
                                                 : QStringLiteral("name one: ") + names.join(u", "));
}

void writeOnStick(BundleOptions options)
{
    if (options.maker.empty())
        options.maker = makerFile().toStdString();
    const auto stick = chosenStick(options.stick); // before a minute is spent
    if (!stick)
        finish(stick.error(), options.json);
    tellProgress(options, "collecting", 0);
    const auto bundle = make(options);
    if (!bundle)
        finish(bundle.error(), options.json);
    const QString name = nameFor(options);
    const Status written = writeToStick(*stick, name, *bundle, [&](qint64 done) {
        tellProgress(options, "writing", int(100 * done / bundle->size()));
    });
    if (!written)
        finish(written.error(), options.json);
    finishBundle(options, stick->folder + u'/' + name, bundle->size());
}

void sendBundle(BundleOptions options)
{
    if (options.maker.empty())
        options.maker = makerFile().toStdString();
    if (uploadAddress().isEmpty()) // before a minute is spent
        finish(fail(error::unsupportedCommand, QStringLiteral("devices.yaml has no support.upload")),
               options.json);
    const QDBusConnection bus = terminalBus(options.json);
    tellProgress(options, "collecting", 0);
    const auto bundle = make(options);
    if (!bundle)
        finish(bundle.error(), options.json);
    const QString name = nameFor(options);
    const Status sent = sendToMaker(bus, name, *bundle, [&options](const QString &stage, int percent) {
        tellProgress(options, stage.toLatin1().constData(), percent);
    });
    if (!sent)
        finishCall(sent.error(), options.json);
    finishBundle(options, name, bundle->size());
}

void writeInFile(const BundleOptions &options)
{
    const auto bundle = make(options);
    if (!bundle)
        finish(bundle.error(), options.json);
    const QString name = options.out.empty() ? nameFor(options) : text(options.out);
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(*bundle) == bundle->size() && file.commit();
    if (!written)
        finish(fail(error::notEnoughSpace, name + QStringLiteral(": ") + file.errorString()), options.json);
    finishBundle(options, name, bundle->size());
}

void writeBundle(const BundleOptions &options)
{
    if (options.sticks)
        return listSticks(options);
    const bool leaves = options.toStick || options.upload;
    if ((leaves && (options.plain || !options.out.empty())) || (options.toStick && options.upload)) {
        print(QStringLiteral("bundle: what leaves on a stick or is sent is encrypted, and has its own name"));
        finish(ExitUsage);
    }
    if (options.toStick)
        return writeOnStick(options);
    if (options.upload)
        return sendBundle(options);
    if (options.plain == !options.maker.empty()) {
        print(QStringLiteral("bundle: --for CERTIFICATE, or --plain for your own eyes"));
        finish(ExitUsage);
    }
    writeInFile(options);
}

} // namespace

void addBundle(CLI::App &app)
{
    auto options = std::make_shared<BundleOptions>();
    auto *command = app.add_subcommand(
        "bundle",
        "Collect what a maker needs to find a fault: states, logs, versions, audit; nothing of a citizen's");
    command->add_option("--out", options->out, "File; default: bianmin-DATE here");
    command->add_option("--for", options->maker, "Encrypted for the owner of this certificate (PEM)");
    command->add_flag("--plain", options->plain, "Not encrypted");
    auto *stick = command->add_option("--stick", options->stick,
                                      "On this USB stick (default: the only one), for --for or the maker of "
                                      "/etc/kiosk/maker.pem");
    stick->expected(0, 1);
    command->add_flag("--upload", options->upload,
                      "Sent to the maker (devices.yaml: support.upload), encrypted likewise");
    command->add_flag("--sticks", options->sticks,
                      "Only say which sticks are there, and whom it would be for");
    command->add_flag("--progress", options->progress, "Tell each stage as a line of JSON");
    addJsonFlag(*command, options->json);
    command->callback([options, stick] {
        options->toStick = stick->count() > 0;
        writeBundle(*options);
    });
}

} // namespace kiosk::ctl
