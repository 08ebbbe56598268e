#pragma once

#include "browser.h"
#include "figures.h"
#include "terminal.h"

#include <QHash>

namespace kiosk::bench
{

/// How often, and for how long.
struct Counts {
    int rounds = 5;
    int pressesPerRound = 20;
    int tapsPerRound = 20;
    Milliseconds idle{30'000};
    int cards = 20;
    int confirms = 5;
};

/// What both sides are measured by, and with the same hand. A side is started anew in each round: ours, the
/// browser, ours, the browser …, so that what else the machine does falls on both. Thread: main.
class Measurements
{
public:
    /// browser: null to measure ours alone. simulators: processes that belong to neither side.
    Measurements(Ruler &ruler, Terminal &terminal, Browser *browser, QList<pid_t> simulators, Counts counts);

    [[nodiscard]] Status run();
    /// By the names of budgets.yaml.
    [[nodiscard]] const QHash<QString, Samples> &samples() const { return m_samples; }
    [[nodiscard]] Samples &of(const char *figure) { return m_samples[QString::fromLatin1(figure)]; }

private:
    /// What a side looks like where it is looked at, from its warm-up.
    struct Look {
        Picture home;
        Picture page;
        Picture guide; ///< of the browser, which does not say where it is
    };
    enum class Side { Ours, Peer };

    Status warmUpTerminal();
    Status warmUpBrowser();
    Status terminalRound();
    Status browserRound();

    Status startTerminal();
    Status startBrowser();
    Status tapOnTerminal(bool measured);
    Status tapOnBrowser();
    Status toHome();
    Status toGuide();
    Status fromServiceToHome();

    Status measureMemory(Side side);
    Status measurePresses(Side side);
    Status measureIdle(Side side);
    Status measureAttract();
    struct Idle {
        int frames = 0;
        double processorPercent = 0; ///< of one core
        QString note;                ///< by program, the most first
    };
    /// For a while in which nobody does anything.
    Idle watchIdle();
    Status measureConfirms();
    Status crashes();
    Status crashModule();
    Status crashDeviceHost();
    Status crashShell();

    Status tapAt(const QString &name);
    [[nodiscard]] QList<pid_t> processes() const;
    void add(const char *figure, Side side, double value);
    [[nodiscard]] Status still();

    Ruler &m_ruler;
    Terminal &m_terminal;
    Browser *m_browser;
    QList<pid_t> m_simulators;
    Counts m_counts;
    QHash<QString, Samples> m_samples;
    Look m_ours;
    Look m_peer;
    QRect m_tile;  ///< that is pressed on the home page
    QRect m_start; ///< the guide's button
    QRect m_back;  ///< the bottom bar's
    QRect m_wake;  ///< the attract page's button
    Picture m_awake;
    QRect m_leave; ///< the fault page's button
    Picture m_fault;
};

} // namespace kiosk::bench
