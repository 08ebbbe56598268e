#pragma once

#include <kiosk/serviced/platform_gateway.h>
#include <kiosk/serviced/terminal_key.h>

#include <QProcess>
#include <QTemporaryDir>

#include <optional>

namespace kiosk::services::test
{

inline const QString terminal = QStringLiteral("990000-0001-0001");

/// Certificates for this run, made once by deploy/platform/make-certificates; `name` keeps authorities apart.
[[nodiscard]] QString certificates(const QString &name = QStringLiteral("ours"),
                                   const QString &cn = terminal);

/// A program of this build; ended, by its process id, with the object. stdout's first line is in `firstLine`.
class Program
{
public:
    Program(const QString &path, const QStringList &arguments, const QStringList &environment = {});
    ~Program();
    [[nodiscard]] QString firstLine();
    void kill();
    [[nodiscard]] QProcess &process() { return m_process; }

private:
    QProcess m_process;
};

/// The real simulator on a free loopback port.
class Platform
{
public:
    explicit Platform(const QString &profile = QStringLiteral("example-city"));
    [[nodiscard]] QUrl address() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_port)); }
    [[nodiscard]] int port() const { return m_port; }
    /// One line over the control socket.
    QJsonObject control(const QJsonObject &command);
    void fault(const QString &kind, const QString &operation = {}, int times = -1, int milliseconds = 0,
               const QString &code = {});
    [[nodiscard]] int calls(const QString &operation);
    [[nodiscard]] std::unique_ptr<PlatformGateway> gateway(const Clock &clock);

private:
    QTemporaryDir m_folder;
    QString m_profile;
    Program m_program;
    int m_port = 0;
};

[[nodiscard]] QJsonObject citizen(); ///< 张测试 as IDENTIFY gives him
[[nodiscard]] std::shared_ptr<const Subject> subject(const QJsonObject &fields = citizen());
[[nodiscard]] TerminalKey openKey(const QTemporaryDir &folder);

/// Is the text in any file of the folder, as UTF-8 or UTF-16?
[[nodiscard]] bool folderHolds(const QString &folder, const QString &text);

/// Is the text in the memory of a program, as UTF-8 or UTF-16? nullopt where the system does not let us look.
[[nodiscard]] std::optional<bool> processHolds(Program &program, const QString &text);

template <typename T> QCoro::Task<> keep(QCoro::Task<T> task, std::optional<T> *result)
{
    result->emplace(co_await std::move(task));
}

/// Runs the event loop until the task is done. (QCoro::waitFor wants a type with a default.)
template <typename T> [[nodiscard]] T valueOf(QCoro::Task<T> task)
{
    std::optional<T> result;
    QCoro::waitFor(keep(std::move(task), &result));
    return *std::move(result);
}

/// The error's name of a Result, "ok" where there is none.
template <typename T> [[nodiscard]] std::string codeOf(const Result<T> &result)
{
    return result ? std::string("ok") : result.error().code.name().toString().toStdString();
}

} // namespace kiosk::services::test
