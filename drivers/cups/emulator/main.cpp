#include "deliver.h"
#include "folder_printer.h"
#include "printer_emulator.h"

#include <kiosk/core/log.h>
#include <kiosk/core/stop_signals.h>

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    kiosk::installLog(QStringLiteral("cups-emulator"));
    CLI::App arguments(
        "A document printer for demonstration, training and tests: a private CUPS with an IPP Everywhere "
        "printer behind it, which puts what it prints into a folder");
    std::string run, out = ".", control, queue = "kiosk-a4", socket, file;
    std::string logLevel = "warn";
    int pageMs = 300, sheets = 250;
    int port = 0;
    std::string command, queueSocket;
    bool direct = false, folder = false, photo = false, a3 = false;
    arguments.add_option("--run", run, "Folder of the server's socket, cups.sock");
    arguments.add_option("--out", out, "Folder for what is printed: 001.pdf, 002.pdf …");
    arguments.add_option("--control", control, "Control socket (JSON lines)");
    arguments.add_option("--queue", queue, "Name of the queue");
    arguments.add_option("--page-ms", pageMs, "Time for one side, ms")->check(CLI::Range(0, 60000));
    arguments.add_option("--sheets", sheets, "Sheets in the tray")->check(CLI::Range(0, 250));
    arguments.add_option("--server-log", logLevel, "LogLevel of the server: warn, debug2 …");
    arguments.add_flag("--direct", direct, "No print server, only the IPP printer");
    arguments.add_flag("--folder", folder, "Neither, only the emulator's own minimal printer");
    arguments.add_flag("--photo", photo, "A photo printer, with 4 x 6 inch paper in tray `photo`");
    arguments.add_flag("--a3", a3, "A colour printer, with A3 paper in its only tray `main`")
        ->excludes("--photo");
    arguments.add_option("--serve", port, "Used by the emulator: be the minimal printer at this port");
    arguments.add_option("--command", command, "What the minimal printer runs for a document");
    arguments.add_option("--socket", queueSocket, "Where the minimal printer answers for the print server");
    arguments.add_option("--deliver", socket,
                         "Used by ippeveprinter: hand FILE to the emulator at this socket");
    arguments.add_option("file", file);
    CLI11_PARSE(arguments, argc, argv);
    if (!socket.empty())
        return kiosk::cups::deliver(QString::fromStdString(socket), QString::fromStdString(file));

    const kiosk::StopSignals stop(&QCoreApplication::quit);

    if (port > 0) {
        kiosk::cups::FolderPrinter printer(QString::fromStdString(command),
                                           QString::fromStdString(queueSocket));
        return printer.listen(port) ? QCoreApplication::exec() : 1;
    }

    using Model = kiosk::cups::PrintStack::Model;
    using Kind = kiosk::cups::PrinterEmulator::Options::Kind;
    kiosk::cups::PrinterEmulator emulator(
        {QString::fromStdString(run), QString::fromStdString(out), QString::fromStdString(control),
         QString::fromStdString(queue), kiosk::Milliseconds(pageMs), sheets, QString::fromStdString(logLevel),
         photo ? Model::Photo
         : a3  ? Model::A3
               : Model::Office,
         folder   ? Kind::Folder
         : direct ? Kind::Printer
                  : Kind::Server});
    const auto ready = emulator.start();
    if (!ready) {
        qCritical("%s", qUtf8Printable(ready.error().detail));
        return 1;
    }
    std::printf("%s\n", QJsonDocument(*ready).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
