#include <kiosk/shell/shell.h>

#include <kiosk/core/paths.h>
#include <kiosk/shell/shared_memory_guard.h>

#include <theme.h>

#include <QFileInfo>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QQuickWindow>
#include <QScreen>

Q_LOGGING_CATEGORY(lcStart, "kiosk.shell.start")

namespace kiosk::shell
{

namespace
{
constexpr QSize portraitSize{1080, 1920};
constexpr double reachMillimetres = 1200; ///< ux: what a wheelchair user reaches

/// A device that was refused is there too, and somebody has to mend it.
QSet<QString> deviceClasses(const hal::TerminalConfiguration &configuration)
{
    QSet<QString> classes;
    for (const auto &device : configuration.devices)
        classes.insert(device.deviceClass);
    for (const auto &device : configuration.refused)
        classes.insert(device.deviceClass);
    return classes;
}

QList<StockDesk::Tray> numberedTrays(const hal::TerminalConfiguration &configuration)
{
    QList<StockDesk::Tray> trays;
    for (const auto &device : configuration.devices) {
        for (const auto &tray : device.trays) {
            if (tray[u"numbered"].toBool())
                trays.append({device.id, tray[u"id"].toString()});
        }
    }
    return trays;
}
} // namespace

Shell::Shell(QDBusConnection bus, Timeouts timeouts, ModuleBounds bounds, Catalogue catalogue,
             DeviceWords words, ScreenSoundRules rules)
    : m_bus(std::move(bus)), m_timeouts(std::move(timeouts)), m_bounds(bounds),
      m_catalogue(std::move(catalogue)), m_words(std::move(words)), m_rules(std::move(rules)),
      m_devices(m_bus), m_services(m_bus)
{
}

Shell::~Shell()
{
    if (m_controller)
        m_controller->detach();
}

Result<std::unique_ptr<Shell>> Shell::create(const ShellOptions &options)
{
    const auto configuration = hal::loadTerminalConfiguration(options.configuration);
    if (!configuration)
        return configuration.error();
    auto timeouts = Timeouts::load();
    if (!timeouts)
        return timeouts.error();
    const auto bounds = ModuleBounds::load();
    if (!bounds)
        return bounds.error();
    auto words = DeviceWords::load();
    if (!words)
        return words.error();
    auto rules = ScreenSoundRules::load();
    if (!rules)
        return rules.error();
    QStringList findings;
    auto catalogue = Catalogue::load(configuration->terminal.type, deviceClasses(*configuration), findings);
    if (!catalogue)
        return catalogue.error();
    for (const QString &finding : std::as_const(findings))
        qCWarning(lcStart).noquote() << finding;
    auto bus = ipc::connectToBus();
    if (!bus)
        return bus.error();
    std::unique_ptr<Shell> shell(new Shell(*bus, std::move(*timeouts), *bounds, std::move(*catalogue),
                                           std::move(*words), std::move(*rules)));
    KIOSK_TRY(shell->load(options, *configuration));
    return shell;
}

/// What the pages for technicians know of this terminal.
void Shell::furnish(const ShellOptions &options, const hal::TerminalConfiguration &configuration,
                    bool landscape)
{
    auto *diagnostics = qobject_cast<Diagnostics *>(m_controller->diagnostics());
    diagnostics->stock().setTrays(numberedTrays(configuration));
    diagnostics->setPlan(MachinePlan(configuration, diagnostics->words()));
    if (QFileInfo::exists(paths::program(QStringLiteral("kiosk-trainer"))))
        diagnostics->setTrainingRequest(options.trainingRequest);
    const QSizeF size(landscape ? portraitSize.transposed() : portraitSize);
    diagnostics->screen().setPanel({size / m_controller->pixelsPerMillimetre(),
                                    configuration.terminal.diagonalInches, landscape,
                                    landscape == configuration.terminal.portrait,
                                    options.fullscreen ? QGuiApplication::primaryScreen()->size() : QSize()});
    const QJsonObject &sound = configuration.terminal.sound;
    diagnostics->sound().setOutputs(sound[u"speaker"].toString(), sound[u"headset"].toString());
}

Status Shell::load(const ShellOptions &options, const hal::TerminalConfiguration &configuration)
{
    const hal::Terminal &terminal = configuration.terminal;
    const bool landscape =
        options.orientation.isEmpty() ? !terminal.portrait : options.orientation == u"landscape";
    m_controller = std::make_unique<Controller>(m_clock, terminal, landscape, m_timeouts, m_bounds,
                                                m_catalogue, m_devices, m_services, m_words, m_rules);
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));

    Theme *theme = Theme::of(*m_engine);
    // The screen may be smaller than the real one (a window on a desk): everything shrinks with it.
    QSize size = landscape ? portraitSize.transposed() : portraitSize;
    double pixels = m_controller->pixelsPerMillimetre();
    double scale = std::clamp(pixels / 4.03 * terminal.viewingDistanceMillimetres / 600, 1.0, 1.6);
    const QSize available = QGuiApplication::primaryScreen()->availableSize();
    if (!options.fullscreen && (available.width() < size.width() || available.height() < size.height())) {
        const double fit =
            std::min(double(available.width()) / size.width(), double(available.height()) / size.height()) *
            0.95;
        size = size * fit;
        pixels *= fit;
        scale = fit;
    }
    theme->setLandscape(landscape);
    theme->setUiScale(scale);
    theme->setLarge(terminal.largeType);
    m_controller->setUiScale(scale);
    theme->setUsableTop(size.height() - (reachMillimetres - terminal.bottomMillimetres) * pixels);
    const auto applyModes = [this, theme] {
        theme->setElder(m_controller->elder());
        theme->setHighContrast(m_controller->highContrast());
        theme->setLowPosition(m_controller->lowPosition());
    };
    QObject::connect(m_controller.get(), &Controller::modesChanged, theme, applyModes);
    auto *diagnostics = qobject_cast<Diagnostics *>(m_controller->diagnostics());
    furnish(options, configuration, landscape);
    QObject::connect(diagnostics, &Diagnostics::pageChanged, theme,
                     [theme, diagnostics] { theme->setTechnician(diagnostics->open()); });
    m_language.apply(QStringLiteral("zh"), *m_engine);
    QObject::connect(m_controller.get(), &Controller::languageChanged, theme,
                     [this] { m_language.apply(m_controller->language(), *m_engine); });
    // What was typed lies in strings of QML until its garbage is collected: once the visit's pages are
    // deleted, a turn of the loop later. Freed memory is overwritten (GLIBC_TUNABLES).
    QObject::connect(
        m_controller.get(), &Controller::wiped, m_engine.get(), [this] { m_engine->collectGarbage(); },
        Qt::QueuedConnection);
    QObject::connect(
        diagnostics, &Diagnostics::closed, m_engine.get(), [this] { m_engine->collectGarbage(); },
        Qt::QueuedConnection); // a PIN, likewise
    guardSharedMemory([this] { m_controller->onHole(); });
    if (options.training) {
        m_training = std::make_unique<TrainingDesk>(m_bus, m_clock, m_realClock, m_timeouts);
        m_controller->setAside([this](const QEvent &event) { return m_training->takes(event); });
    }

    m_engine->setInitialProperties(
        {{QStringLiteral("kiosk"), QVariant::fromValue(m_controller.get())},
         {QStringLiteral("training"), QVariant::fromValue<QObject *>(m_training.get())},
         {QStringLiteral("screenSize"), size},
         {QStringLiteral("fullscreen"), options.fullscreen}});
    m_engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Kiosk/Terminal/Main.qml")));
    if (m_engine->rootObjects().isEmpty())
        return fail(error::internalError, QStringLiteral("Main.qml does not load"));

    auto *window = m_engine->rootObjects().first()->findChild<QQuickWindow *>(QStringLiteral("shell.window"));
    window->installEventFilter(m_controller.get());
    window->requestActivate(); // where no window manager gives the focus, the keyboard would never open
    m_service = std::make_unique<ShellService>(*m_controller);
    if (options.automation) {
        m_automation = std::make_unique<AutomationService>(*m_controller, m_clock, window);
        m_bus.registerObject(QStringLiteral("/org/bianmin/Automation"), m_automation.get(),
                             QDBusConnection::ExportAdaptors);
    }
    m_bus.registerObject(QString::fromLatin1(ipc::shellPath), m_service.get(),
                         QDBusConnection::ExportAdaptors);
    if (!m_bus.registerService(QString::fromLatin1(ipc::shellName)))
        return fail(error::internalError, QStringLiteral("the bus has a shell already"));
    return {};
}

} // namespace kiosk::shell
