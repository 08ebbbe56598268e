#pragma once

#include <kiosk/core/result.h>

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace kiosk::cups
{

/// A print server and a printer of one's own: dbus-daemon (ippeveprinter does not start without a bus),
/// ippeveprinter and cupsd, all private, on loopback and a domain socket only, as an ordinary user or as root
/// (cupsd then as lp). Thread: one, with an event loop. Whatever it started ends with it, and with this
/// process; also what those started and left behind: this process takes orphans in.
class PrintStack
{
public:
    /// Office: A4 in its tray `main`. Photo: in colour, with photo paper in a tray `photo` beside. A3: in
    /// colour, with A3 in its only tray `main`.
    enum class Model { Office, Photo, A3 };
    struct Options {
        QString runDir;
        QString queue;
        QString logLevel; ///< of cupsd
        Model model = Model::Office;
    };
    explicit PrintStack(Options options);
    ~PrintStack();

    /// Errors: noDevice (a program is missing or does not start), timeOut.
    /// `command` is what ippeveprinter runs for a document.
    [[nodiscard]] Status startPrinter(const QString &command);
    /// Also adds the queue.
    [[nodiscard]] Status startServer();
    /// Instead of both: the emulator's own minimal printer, which also answers at the server's socket.
    [[nodiscard]] Status startFolderPrinter(const QString &command);
    /// cupsd dies at once: with its filters and back ends, as a supervisor ends a unit, or alone.
    void killServer(bool alone);
    /// After killServer(), with what the dead one had written down.
    [[nodiscard]] Status restartServer();
    [[nodiscard]] Status addQueue();
    [[nodiscard]] Status deleteQueue();
    [[nodiscard]] Status enableQueue(bool on);

    [[nodiscard]] QString printerUri() const;
    /// Link to cupsd's socket, in the run folder.
    [[nodiscard]] QString serverSocket() const;
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] qint64 printerPid() const;
    [[nodiscard]] qint64 serverPid() const;
    /// Back ends and filters at work, orphans too.
    [[nodiscard]] int serverChildren() const;
    /// For scripts and sockets of the emulator: short, private, gone at the end.
    [[nodiscard]] QString workPath(const QString &name) const { return m_work.filePath(name); }
    [[nodiscard]] bool valid() const { return m_work.isValid(); }

private:
    [[nodiscard]] Result<QProcess *> spawn(const QString &program, const QStringList &arguments,
                                           bool asServer = false);
    [[nodiscard]] Status run(const QString &program, const QStringList &arguments);
    [[nodiscard]] Status writeServerConfiguration();
    [[nodiscard]] Result<QStringList> modelArguments() const;
    [[nodiscard]] bool answers() const;
    [[nodiscard]] QList<pid_t> orphans() const;
    void stop();

    Options m_options;
    QTemporaryDir m_work;
    std::vector<std::unique_ptr<QProcess>> m_processes;
    QProcess *m_printer = nullptr;
    QProcess *m_server = nullptr;
    int m_port = 0;
};

} // namespace kiosk::cups
