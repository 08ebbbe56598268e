#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/tests/late.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

#include <functional>

namespace kiosk::test
{

/// What a command of kioskctl said.
struct Answer {
    int code = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
};

/// A terminal in a folder of its own; ends with the object.
class Terminal
{
public:
    /// `which`: --config FILE or --terminal KIND; else the demonstration's. `before`: what is done to its run
    /// folder first.
    explicit Terminal(const QStringList &which = {QStringLiteral("--config"),
                                                  qEnvironmentVariable("KIOSK_SOURCE") +
                                                      QStringLiteral("/devices.yaml")},
                      const std::function<void(const QString &run)> &before = {})
    {
        if (before)
            before(run());
        QStringList arguments{QStringLiteral("--run"), run(), QStringLiteral("up"),
                              QStringLiteral("--no-shell"), QStringLiteral("--json")};
        if (!which.contains(QStringLiteral("--training"))) // which has a state of its own
            arguments += {QStringLiteral("--state"), m_folder.filePath(QStringLiteral("state"))};
        m_up.start(paths::program(QStringLiteral("kioskctl")), arguments + which);
    }
    ~Terminal()
    {
        m_up.terminate();
        if (!m_up.waitForFinished(20'000))
            m_up.kill();
        m_up.waitForFinished();
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// The next event of that kind on standard output.
    QJsonObject event(const QString &kind)
    {
        const Deadline deadline = Deadline::in(60s);
        while (!deadline.passed()) {
            while (m_up.canReadLine()) {
                QJsonObject event = QJsonDocument::fromJson(m_up.readLine()).object();
                if (event[u"event"].toString() == kind)
                    return event;
            }
            if (m_up.state() == QProcess::NotRunning || !m_up.waitForReadyRead(int(deadline.left().count())))
                break;
        }
        INFO(m_up.readAllStandardError().toStdString());
        FAIL("no event " << kind.toStdString());
        return {};
    }

    Answer ask(const QStringList &arguments) { return askBehind({}, arguments); }

    /// The same, of a kioskctl that these programs start.
    Answer askBehind(const QStringList &programs, const QStringList &arguments)
    {
        const QStringList command =
            programs +
            QStringList{paths::program(QStringLiteral("kioskctl")), QStringLiteral("--run"), run()} +
            arguments;
        QProcess process;
        process.start(command.first(), command.mid(1));
        process.waitForFinished(30'000);
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    /// Asks again until the answer is as wanted.
    template <typename Wanted> Answer askUntil(const QStringList &arguments, Wanted wanted)
    {
        const Deadline deadline = Deadline::in(test::slowness * 20s);
        Answer answer = ask(arguments);
        while (!wanted(answer) && !deadline.passed())
            answer = ask(arguments);
        return answer;
    }

    QProcess &process() { return m_up; }
    [[nodiscard]] QString run() const { return m_folder.filePath(QStringLiteral("run")); }
    [[nodiscard]] QList<qint64> pids() const
    {
        QFile file(run() + QStringLiteral("/terminal.json"));
        REQUIRE(file.open(QIODevice::ReadOnly));
        QList<qint64> result;
        for (const auto &service : QJsonDocument::fromJson(file.readAll()).object()[u"services"].toArray()) {
            if (const qint64 pid = service[u"pid"].toInteger(); pid > 0)
                result.append(pid);
        }
        return result;
    }

private:
    QTemporaryDir m_folder{QStringLiteral("/tmp/kiosk-XXXXXX")};
    QProcess m_up;
};

} // namespace kiosk::test
