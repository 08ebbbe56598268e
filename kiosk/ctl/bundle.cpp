#include <kiosk/core/paths.h>
#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/sealed_archive.h>
#include <kiosk/ctl/terminal.h>

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSaveFile>

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

void writeBundle(const BundleOptions &options)
{
    if (options.plain == !options.maker.empty()) {
        print(QStringLiteral("bundle: --for CERTIFICATE, or --plain for your own eyes"));
        finish(ExitUsage);
    }
    const auto bundle = make(options);
    if (!bundle)
        finish(bundle.error(), options.json);
    const QString name =
        options.out.empty()
            ? QStringLiteral("bianmin-%1.%2")
                  .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-hhmmss")),
                       options.plain ? QStringLiteral("tar.zst") : QStringLiteral("cms"))
            : text(options.out);
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(*bundle) == bundle->size() && file.commit();
    if (!written)
        finish(fail(error::notEnoughSpace, name + QStringLiteral(": ") + file.errorString()), options.json);
    if (options.json)
        printJson(QJsonObject{{QStringLiteral("file"), name}, {QStringLiteral("bytes"), bundle->size()}});
    else
        print(QStringLiteral("%1, %2 KiB").arg(name).arg((bundle->size() + 1023) / 1024));
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
    addJsonFlag(*command, options->json);
    command->callback([options] { writeBundle(*options); });
}

} // namespace kiosk::ctl
