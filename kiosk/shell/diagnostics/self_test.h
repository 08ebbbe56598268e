#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/pulse.h>
#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/diagnostics/device_row.h>
#include <kiosk/shell/diagnostics/test_plan.h>

#include <QVariantMap>

namespace kiosk::shell
{

/// The devices as far as a self-test needs them: DevicesClient's.
struct TestedDevices {
    std::function<QJsonArray()> list;
    std::function<QCoro::Task<Result<Payload>>(DevicesClient::Request request)> run;
    std::function<void(const CancelToken &token)> cancel;
};

/// Makes a device do what it is there for, step by step as diagnostics.yaml has them, and says in words what
/// came of it; one test at a time. What a device answers (a citizen's card, a picture) is looked at and let
/// go. Thread: main.
class SelfTest : public QObject
{
    Q_OBJECT
public:
    SelfTest(const Clock &clock, const DeviceWords &words, TestedDevices devices);

    /// {guide, state: none | running | asking | passed | failed, prompt (what is to be done now, or seen), at
    /// (the device at which, while it runs), word, todo}; empty where there is no test of this class of
    /// device.
    [[nodiscard]] QVariantMap of(const QJsonObject &device) const;
    /// Nothing while one runs, or for a class without a test.
    void start(const QJsonObject &device, const QString &number);
    /// Whether that was seen which was asked for; nothing where nothing was.
    void answer(bool seen);
    void cancel();
    /// What is known is of the technician who is there; the next one tests anew.
    void forget();
    /// A state has changed, or a second has gone by.
    void look() { m_pulse.send(); }

Q_SIGNALS:
    void changed();
    /// Also when whoever began it (number) has left meanwhile. result: ok, notGood, or the error's code.
    void finished(const QString &device, const QString &result, const QString &number);

private:
    struct Outcome {
        bool running = false;
        bool asking = false;
        bool passed = false;
        QString prompt;
        QString at;
        QString word;
        QString todo;
    };
    struct Run {
        QString device;
        QString at; ///< the device that does the step
        QJsonObject test;
        QString number;
        CancelToken cancel;
        QString kept; ///< what a step had another one look for
        QString told; ///< beside "passed"
        bool asking = false;
        std::optional<bool> seen;
    };
    using Running = std::shared_ptr<Run>;

    QCoro::Task<void> run(Running run);
    QCoro::Task<TestVerdict> exercise(Running run, QJsonObject step, TestPart part);
    QCoro::Task<TestVerdict> operate(Running run, QJsonObject step, TestPart part);
    QCoro::Task<TestVerdict> ask(Running run, QJsonObject step, TestPart part);
    QCoro::Task<TestVerdict> watch(Running run, QJsonObject step, TestPart part);
    QCoro::Task<TestVerdict> collect(Running run, QJsonObject step);
    [[nodiscard]] QString deviceFor(const Run &run, const QJsonObject &step) const;
    [[nodiscard]] DevicesClient::Request request(const Run &run, const QJsonObject &step,
                                                 const QJsonObject &arguments) const;
    [[nodiscard]] TestVerdict judge(Run &run, const QJsonObject &step, const Payload &answer) const;
    [[nodiscard]] QJsonObject statusOf(const QString &device) const;
    void prompt(const Run &run, const QString &text);
    void finish(const Run &run, TestVerdict verdict, std::chrono::steady_clock::time_point begun);

    const Clock &m_clock;
    const DeviceWords &m_words;
    TestedDevices m_devices;
    QHash<QString, Outcome> m_outcomes; ///< by device
    Running m_running;                  ///< the last that was begun
    Pulse m_pulse;
};

} // namespace kiosk::shell
