#pragma once

#include "paper_path.h"
#include "print_stack.h"

#include <kiosk/hal/emulator_control.h>

#include <ipp_client.h>

namespace kiosk::cups
{

/// The emulator as a whole: the print stack, the paper path behind it, and the control socket. Thread: one,
/// with an event loop.
class PrinterEmulator
{
public:
    struct Options {
        QString runDir;
        QString outDir;
        QString control;
        QString queue = QStringLiteral("kiosk-a4");
        Milliseconds perSide{300};
        int sheets = 250;
        QString logLevel = QStringLiteral("warn"); ///< of cupsd
        PrintStack::Model model = PrintStack::Model::Office;
        enum class Kind { Server, Printer, Folder } kind = Kind::Server;
    };
    explicit PrinterEmulator(Options options);

    /// Starts everything. Result: the line that tells which printer came up:
    /// {"printer": "cups" | "ipp" | "folder", "connect": {…for devices.yaml}, "pids": {…}, "why": reason it
    /// is not cups}.
    [[nodiscard]] Result<QJsonObject> start();

private:
    [[nodiscard]] Status startStack(const QString &command);
    [[nodiscard]] QJsonObject answer(const QJsonObject &request);
    [[nodiscard]] QJsonObject fault(const QString &name);
    [[nodiscard]] QJsonObject serverFault(const QString &name);
    [[nodiscard]] QJsonObject setReason(const QString &reason);
    [[nodiscard]] QJsonObject clear();
    [[nodiscard]] QJsonObject state() const;
    void setPaper(int sheets) const;
    [[nodiscard]] Result<Ipp> jobAttributes(int job) const;
    void awaitCount(int job, int sides) const;
    [[nodiscard]] bool isCanceled(int job) const;
    void playDead(bool dead);
    [[nodiscard]] bool deliverPending();
    [[nodiscard]] bool sendControlJob() const;
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] Result<QString> writeCommand(const QString &socket) const;

    Options m_options;
    PrintStack m_stack;
    PaperPath m_paper;
    std::unique_ptr<IppClient> m_printer;
    std::unique_ptr<hal::EmulatorControl> m_control;
    QString m_why; ///< it is no cups
    bool m_queueDeleted = false;
    bool m_serverDead = false;
    bool m_dead = false;
    bool m_working = false;
};

} // namespace kiosk::cups
