#pragma once

#include <kiosk/shell/controller.h>
#include <kiosk/shell/shell_service.h>
#include <kiosk/shell/training_desk.h>

#include <language.h>

#include <QQmlApplicationEngine>

#include <memory>

namespace kiosk::shell
{

struct ShellOptions {
    QString configuration;
    QString orientation; ///< portrait | landscape; empty: as the configuration says
    bool fullscreen = false;
    bool automation = false;
    bool training = false;   ///< a band says so, and the exercises can be played
    QString trainingRequest; ///< file whose existence asks whoever watches it for a training; empty: nobody
};

/// Puts the shell together. Thread: main.
class Shell
{
public:
    /// Errors: invalidData (configuration, catalogue), noDevice (no bus), internalError (the QML does not
    /// load).
    [[nodiscard]] static Result<std::unique_ptr<Shell>> create(const ShellOptions &options);
    ~Shell();
    Q_DISABLE_COPY_MOVE(Shell)

private:
    Shell(QDBusConnection bus, Timeouts timeouts, ModuleBounds bounds, Catalogue catalogue, DeviceWords words,
          ScreenSoundRules rules);
    void furnish(const ShellOptions &options, const hal::TerminalConfiguration &configuration,
                 bool landscape);
    [[nodiscard]] Status load(const ShellOptions &options, const hal::TerminalConfiguration &configuration);

    QDBusConnection m_bus;
    ShiftedClock m_clock;
    SystemClock m_realClock;
    Timeouts m_timeouts;
    ModuleBounds m_bounds;
    Catalogue m_catalogue;
    DeviceWords m_words;
    ScreenSoundRules m_rules;
    DevicesClient m_devices;
    ServicesClient m_services;
    std::unique_ptr<Controller> m_controller;
    std::unique_ptr<TrainingDesk> m_training;
    Language m_language;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    std::unique_ptr<ShellService> m_service;
    std::unique_ptr<AutomationService> m_automation;
};

} // namespace kiosk::shell
