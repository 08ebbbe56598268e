#include <kiosk/shell/controller.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/hal/device_condition.h>
#include <kiosk/ipc/bus.h>
#include <kiosk/shell/portal.h>
#include <kiosk/shell/readiness.h>

#include <QEvent>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QPointer>
#include <QWaylandClient>
#include <QWaylandCompositor>

#include <cmath>
#include <fcntl.h>

Q_LOGGING_CATEGORY(lcShell, "kiosk.shell")

namespace kiosk::shell
{

namespace
{

constexpr double referenceLongPixels = 1920;
constexpr auto startingFor = 1min; ///< after it, something is wrong

} // namespace

Controller::Controller(const Clock &clock, hal::Terminal terminal, bool landscape, const Timeouts &timeouts,
                       const ModuleBounds &bounds, Catalogue &catalogue, DevicesClient &devices,
                       ServicesClient &services, const DeviceWords &words, const ScreenSoundRules &rules,
                       QObject *parent)
    : QObject(parent), m_clock(clock), m_terminal(std::move(terminal)), m_landscape(landscape),
      m_timeouts(timeouts), m_catalogue(catalogue), m_devices(devices), m_services(services),
      m_session(clock, timeouts), m_case(clock, timeouts, m_session, catalogue, devices, services),
      m_diagnostics(clock, timeouts, words, rules, catalogue, devices, services),
      m_staffCall(devices, services, timeouts), m_hosts(bounds), m_begun(clock.monotonic()),
      m_now(clock.wall()), m_power(clock.monotonic())
{
    connect(&m_case, &CaseRunner::pageShown, this, &Controller::show);
    connect(&m_case, &CaseRunner::pageUpdated, this, &Controller::update);
    connect(&m_case, &CaseRunner::subjectChanged, this, &Controller::subjectChanged);
    connect(&m_case, &CaseRunner::finished, this, &Controller::endModule);
    connect(&m_case, &CaseRunner::cardTaken, this, [this] {
        m_cardTaken = true;
        m_session.cardTaken();
    });
    connect(&m_devices, &DevicesClient::devicesChanged, this, &Controller::reviewItems);
    connect(&m_devices, &DevicesClient::devicesChanged, this, &Controller::showPrecheck);
    connect(&m_hosts, &ModuleHosts::activeChanged, this, &Controller::moduleChanged);
    connect(&m_hosts, &ModuleHosts::activeFailed, this, &Controller::onModuleFailed);
    connect(&m_hosts, &ModuleHosts::reserveFailing, this, [this](const Error &error) {
        show(QStringLiteral("outOfService"), {{QStringLiteral("reason"), QStringLiteral("服务模块无法启动")},
                                              {QStringLiteral("code"), describe(error.code).number}});
        m_services.record(QStringLiteral("module"), QStringLiteral("reserve"), error.code.name().toString(),
                          error.detail);
    });
    connect(&m_hosts, &ModuleHosts::requested, this, &Controller::answer);
    connect(&m_hosts, &ModuleHosts::canceled, &m_case, &CaseRunner::cancel);
    connect(&m_case, &CaseRunner::viewShown, this,
            [this](quint64 request, const QDBusUnixFileDescriptor &view) {
                if (ModuleHost *host = m_hosts.active())
                    host->portal()->show(request, view);
            });
    connect(&m_hosts, &ModuleHosts::stepEntered, this, &Controller::onModuleStep);
    connect(&m_hosts, &ModuleHosts::focusLeft, this, &Controller::moduleFocusLeft);
    connect(&m_hosts, &ModuleHosts::focusMoved, this, &Controller::moduleFocusMoved);
    connect(&m_hosts, &ModuleHosts::finished, this, &Controller::onFinished);
    connect(&m_hosts, &ModuleHosts::refused, this, [this](const QString &call, const QString &why) {
        qCWarning(lcShell) << "refused to a module:" << call << why;
        m_services.record(QStringLiteral("call"), m_item, QStringLiteral("refused"),
                          call + QStringLiteral(": ") + why);
    });
    connect(&m_hosts, &ModuleHosts::exceeded, this, [this](const QString &excess) {
        m_services.record(QStringLiteral("bound"), m_item, QStringLiteral("refused"), excess);
    });
    connect(&m_services, &ServicesClient::modulesChanged, this, &Controller::refreshOffers);
    connect(this, &Controller::languageChanged, this, &Controller::offersChanged);
    m_ticker.setInterval(1s);
    m_ticker.setTimerType(Qt::VeryCoarseTimer); // the whole seconds of the machine: one wake for all
    connect(&m_ticker, &QTimer::timeout, this, &Controller::tick);
    m_ticker.start();
}

Controller::~Controller() = default;

double Controller::pixelsPerMillimetre() const
{
    const double longSide = m_terminal.diagonalInches * 25.4 * 16 / std::hypot(16, 9);
    return referenceLongPixels / longSide;
}

QVariantMap Controller::terminal() const
{
    const QJsonObject &outlet = m_terminal.outlet;
    return {{QStringLiteral("title"), m_catalogue.title(m_language)},
            {QStringLiteral("subtitle"), m_catalogue.terminalName(m_language)},
            {QStringLiteral("outlet"), outlet[u"name"].toString()},
            {QStringLiteral("id"), m_terminal.id},
            {QStringLiteral("hotline"), outlet[u"hotline"].toString(QStringLiteral("12345"))},
            {QStringLiteral("address"), outlet[u"address"].toString()},
            {QStringLiteral("hours"), outlet[u"hours"].toString()},
            {QStringLiteral("complaint"), outlet[u"complaint"].toObject().toVariantMap()}};
}

int Controller::warningTotal() const
{
    return int(m_timeouts.get(QStringLiteral("warning"), m_session.longer()).count());
}

QString Controller::itemName() const
{
    return m_item.isEmpty() ? QString()
                            : m_catalogue.guide(m_item, m_language)[QStringLiteral("name")].toString();
}

QVariantList Controller::steps() const
{
    return m_item.isEmpty() ? QVariantList() : m_catalogue.steps(m_item, m_language);
}

QObject *Controller::moduleClient() const
{
    return m_hosts.active() ? m_hosts.active()->waylandClient() : nullptr;
}

void Controller::show(const QString &page, const QVariantMap &data)
{
    if (m_page != page && !m_page.isEmpty()) {
        // The page that goes must not see the data of the one that comes.
        m_page.clear();
        Q_EMIT pageChanged();
    }
    countDown(); // of the page that comes, not of the one that went
    m_pageData = data;
    Q_EMIT pageDataChanged();
    if (m_page != page) {
        m_page = page;
        Q_EMIT pageChanged();
    }
}

void Controller::update(const QVariantMap &data)
{
    const QVariantMap before = m_pageData;
    m_pageData.insert(data);
    if (m_pageData != before)
        Q_EMIT pageDataChanged();
}

void Controller::setStep(int step)
{
    m_step = step;
    Q_EMIT stepChanged();
}

void Controller::setOverlay(const QString &overlay)
{
    if (overlay == m_overlay)
        return;
    m_overlay = overlay;
    m_cardTaken = m_cardTaken && !overlay.isEmpty();
    // Under a dialog or a sheet nobody reads along.
    if (m_hosts.active())
        m_hosts.active()->conceal(!overlay.isEmpty());
    Q_EMIT overlayChanged();
}

void Controller::attach(QObject *compositor)
{
    tellEnvironment();
    m_hosts.attach(qobject_cast<QWaylandCompositor *>(compositor));
    recover();
}

QCoro::Task<void> Controller::recover()
{
    co_await m_devices.arrival();
    co_await m_services.arrival();
    co_await m_devices.refresh();
    co_await refreshOffers();
    const QString outcome = co_await m_case.interrupted();
    if (outcome.isEmpty())
        openDoors();
    // The reader's process may take its time; who only looks around need not wait for it.
    const bool card = co_await m_case.cardLeft();
    if (card && browsing())
        wipeVisit();
    if (card || !outcome.isEmpty())
        co_await m_case.tell(outcome, card);
    openDoors();
}

void Controller::openDoors()
{
    m_starting = false;
    if (!std::exchange(m_touchedEarly, false) || m_session.state() != Session::State::Attract)
        return;
    showIdle();
    start();
}

bool Controller::browsing() const
{
    return (m_session.state() == Session::State::Home || m_session.state() == Session::State::Guide) &&
           !m_case.open();
}

QCoro::Task<void> Controller::refreshOffers()
{
    const auto modules = co_await m_services.stoppedModules();
    if (!modules)
        co_return; // kiosk-serviced refuses them itself, and says so when it is back
    QHash<QString, QJsonObject> stopped;
    for (const auto &module : *modules)
        stopped.insert(module[u"id"].toString(), module.toObject());
    m_catalogue.setStopped(stopped);
    Q_EMIT offersChanged();
    showPrecheck();
}

void Controller::reviewItems()
{
    QHash<QString, Error> obstacles;
    for (const QString &deviceClass : m_catalogue.neededClasses()) {
        if (const auto obstacle = hal::obstacleOf(m_devices.deviceOfClass(deviceClass)))
            obstacles.insert(deviceClass, *obstacle);
    }
    if (!m_catalogue.setObstacles(obstacles))
        return;
    Q_EMIT offersChanged();
    if (m_page == u"category")
        update({{QStringLiteral("items"),
                 m_catalogue.itemsOf(m_pageData[QStringLiteral("id")].toString(), m_language)}});
}

void Controller::showFailure(const Error &error, const QVariantList &done)
{
    const ErrorEntry &entry = describe(error.code);
    const bool english = m_language == u"en";
    show(QStringLiteral("fault"),
         {{QStringLiteral("title"), english ? entry.citizenEn : entry.citizen},
          {QStringLiteral("reason"), english ? entry.citizenNextEn : entry.citizenNext},
          {QStringLiteral("done"), done},
          {QStringLiteral("choices"), QVariantList()},
          {QStringLiteral("code"), entry.number},
          {QStringLiteral("time"), m_clock.wall()}});
}

void Controller::onModuleFailed(const Error &error)
{
    m_moduleFailure = error.code.name().toString();
    m_services.record(QStringLiteral("module"), m_item, m_moduleFailure, QStringLiteral("lost"));
    m_services.moduleEnded(m_module, m_moduleFailure);
    if (m_case.leaving())
        return;
    m_case.moduleLost();
    if (m_case.finishing())
        return;
    const QVariantMap nothing{
        {QStringLiteral("strong"), m_language == u"en" ? QStringLiteral("Nothing was printed or charged")
                                                       : QStringLiteral("没有打印，也没有扣费")},
        {QStringLiteral("rest"), QString()}};
    showFailure(error, {nothing});
}

void Controller::onModuleStep(const QString &step)
{
    setStep(m_catalogue.stepIndex(m_item, step));
    if (m_session.state() == Session::State::Module)
        show(QStringLiteral("module"));
}

QCoro::Task<void> Controller::answer(quint64 request, QString step, Payload arguments)
{
    const QPointer<ModuleHost> asking(m_hosts.active());
    const auto result = co_await m_case.run(request, step, std::move(arguments));
    if (!asking || asking.data() != m_hosts.active())
        co_return;
    if (m_session.state() == Session::State::Module && !m_case.leaving() && step != u"api")
        show(QStringLiteral("module"));
    asking->portal()->complete(request, result);
}

void Controller::onFinished(const QString &outcome, const QString &error)
{
    static const QHash<QString, QString> outcomes{{QStringLiteral("done"), QStringLiteral("done")},
                                                  {QStringLiteral("canceled"), QStringLiteral("notDone")}};
    const QString result = error == error::outcomeUnknown.name()
                               ? QStringLiteral("beingConfirmed")
                               : outcomes.value(outcome, QStringLiteral("notDone"));
    if (outcome == u"done") // a citizen who leaves earlier says nothing about the module
        m_services.moduleEnded(m_module, {});
    m_case.leave(result, outcome == u"canceled" ? QStringLiteral("canceled") : error);
}

void Controller::endModule()
{
    if (m_hosts.active() != nullptr)
        m_services.record(QStringLiteral("module"), m_item, QStringLiteral("ok"), QStringLiteral("ended"));
    m_hosts.endActive();
    m_hosts.dropPrepared();
    setStep(-1);
    setOverlay({});
}

void Controller::tick()
{
    m_diagnostics.tick();
    reviewPower();
    if (m_starting && m_touchedEarly && m_session.state() == Session::State::Attract)
        showStarting();
    const QDateTime wall = m_clock.wall();
    if (wall.time().minute() != m_now.time().minute() || wall.date() != m_now.date()) {
        m_now = wall;
        Q_EMIT nowChanged();
    }
    if (m_session.state() == Session::State::Attract)
        return;
    m_case.tick();
    switch (m_session.tick()) {
    case Session::Due::Warn:
        setOverlay(QStringLiteral("timeout"));
        break;
    case Session::Due::Withdraw:
        if (m_overlay == u"timeout")
            setOverlay({});
        break;
    case Session::Due::Expire:
        if (m_overlay == u"timeout")
            setOverlay({});
        if (m_session.state() == Session::State::Evaluate)
            m_case.evaluate().skip(); // counts as not rated
        else if (m_session.state() == Session::State::Farewell || !m_case.open())
            wipeVisit();
        else
            m_case.leave(QStringLiteral("notDone"), QStringLiteral("timeOut"));
        break;
    case Session::Due::Nothing:
        break;
    }
    countDown();
}

void Controller::countDown()
{
    const int remaining = m_session.secondsLeft();
    if (remaining != m_remaining) {
        m_remaining = remaining;
        Q_EMIT remainingChanged();
    }
}

void Controller::wipeVisit()
{
    endModule();
    const QString visit = m_session.id();
    if (const Status status = m_session.enter(Session::State::Wipe); !status) {
        qCWarning(lcShell) << "wipe:" << status.error().detail;
        return;
    }
    m_services.record(QStringLiteral("session"), visit, QStringLiteral("ok"), QStringLiteral("ended"));
    m_case.forget();
    m_moduleFailure.clear();
    m_cardTaken = false;
    m_item.clear();
    m_pageData.clear();
    m_elder = m_highContrast = m_lowPosition = false;
    m_volume = 3;
    m_language = QStringLiteral("zh");
    (void)m_session.enter(Session::State::Attract);
    Q_EMIT itemChanged();
    Q_EMIT modesChanged();
    Q_EMIT languageChanged();
    showIdle();
    tellEnvironment();
    m_hosts.startReserve();
    Q_EMIT wiped();
}

void Controller::showIdle()
{
    if (m_power.onBattery())
        show(QStringLiteral("outOfService"),
             {{QStringLiteral("reason"), QStringLiteral("停电了。来电后自动恢复服务")}});
    else
        show(QStringLiteral("attract"));
}

void Controller::reviewPower()
{
    const QString supply = m_devices.deviceOfClass(QStringLiteral("ups"))[u"status"][u"supply"].toString();
    if (!m_power.hear(supply, m_clock.monotonic()))
        return;
    m_services.record(QStringLiteral("power"), QStringLiteral("ups"),
                      m_power.onBattery() ? QStringLiteral("onBattery") : QStringLiteral("ok"), supply);
    if (m_session.state() == Session::State::Attract)
        showIdle();
    else if (m_power.onBattery() && browsing())
        wipeVisit();
}

bool Controller::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::MouseButtonPress:
    case QEvent::KeyPress:
        if (!m_aside || !m_aside(*event))
            touched();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void Controller::touched()
{
    m_session.touched();
    m_diagnostics.touched();
}

void Controller::knock(const QString &place)
{
    if (!m_diagnostics.knock(place) || m_diagnostics.open())
        return;
    // Never while a citizen is served.
    if (m_session.state() == Session::State::Home && !m_case.open() && !identified())
        wipeVisit();
    if (m_session.state() == Session::State::Attract)
        m_diagnostics.enter();
}

void Controller::showStarting()
{
    if (m_clock.monotonic() - m_begun < startingFor)
        show(QStringLiteral("outOfService"), {{QStringLiteral("reason"), QStringLiteral("正在启动，请稍候")},
                                              {QStringLiteral("expected"), QStringLiteral("一分钟以内")}});
    else
        show(QStringLiteral("outOfService"),
             {{QStringLiteral("reason"), QStringLiteral("机器没有启动好")},
              {QStringLiteral("code"), describe(error::deviceNotReady).number}});
}

void Controller::start()
{
    if (m_starting && !m_diagnostics.open()) {
        m_touchedEarly = true; // said by the next tick, if it is still so
        return;
    }
    if (m_diagnostics.open() || m_power.onBattery() || !m_session.enter(Session::State::Home))
        return;
    m_services.record(QStringLiteral("session"), m_session.id(), QStringLiteral("ok"),
                      QStringLiteral("begun"));
    show(QStringLiteral("home"));
}

void Controller::home()
{
    touched();
    switch (m_session.state()) {
    case Session::State::Guide:
        (void)m_session.enter(Session::State::Home);
        m_item.clear();
        Q_EMIT itemChanged();
        [[fallthrough]];
    case Session::State::Home:
        show(QStringLiteral("home"));
        break;
    case Session::State::Farewell:
        wipeVisit();
        break;
    default:
        requestExit();
    }
}

void Controller::back()
{
    touched();
    if (m_session.state() == Session::State::Guide)
        chooseCategory(m_catalogue.categoryOf(m_item));
    else if (m_session.state() == Session::State::Home)
        show(QStringLiteral("home"));
    else if (m_session.state() == Session::State::Module && m_hosts.active())
        goBack();
    else
        requestExit();
}

QCoro::Task<void> Controller::goBack()
{
    const bool went = co_await m_hosts.active()->back();
    if (!went)
        requestExit();
}

void Controller::focusModule(bool forward)
{
    if (m_hosts.active())
        m_hosts.active()->enterFocus(forward);
}

void Controller::openSearch()
{
    touched();
    show(QStringLiteral("search"));
}

QVariantList Controller::search(const QString &query) const
{
    return m_catalogue.search(query, m_language);
}

void Controller::chooseCategory(const QString &id)
{
    touched();
    if (m_session.state() == Session::State::Guide)
        (void)m_session.enter(Session::State::Home);
    m_item.clear();
    Q_EMIT itemChanged();
    QVariantMap category = m_catalogue.category(id, m_language);
    category.insert(QStringLiteral("items"), m_catalogue.itemsOf(id, m_language));
    show(QStringLiteral("category"), category);
}

void Controller::chooseItem(const QString &code)
{
    touched();
    if (!m_catalogue.isOffered(code))
        chooseCategory(m_catalogue.categoryOf(code)); // says where to go instead
    else
        showGuide(code);
}

QCoro::Task<void> Controller::showGuide(QString code)
{
    if (m_session.state() == Session::State::Home)
        (void)m_session.enter(Session::State::Guide);
    m_item = code;
    Q_EMIT itemChanged();
    show(QStringLiteral("guide"),
         {{QStringLiteral("item"), m_catalogue.guide(code, m_language)},
          {QStringLiteral("precheck"),
           QVariantMap{{QStringLiteral("ok"), m_catalogue.moduleOf(code) != nullptr}}},
          {QStringLiteral("checked"), false}});
    // Before anything is entered: can it be finished here?
    m_health.reset();
    auto health = co_await m_services.health();
    if (m_page != u"guide" || m_item != code)
        co_return;
    m_health = std::move(health);
    showPrecheck();
}

void Controller::showPrecheck()
{
    if (m_page != u"guide" || !m_health)
        return;
    const Readiness readiness = examine(m_catalogue, m_item, m_devices.devices(), *m_health);
    QVariantMap precheck{{QStringLiteral("ok"), readiness.ok()}};
    if (!readiness.ok()) {
        const ErrorEntry &entry = describe(readiness.obstacles.first().code);
        const bool english = m_language == u"en";
        precheck.insert(QStringLiteral("reason"), english ? entry.citizenEn : entry.citizen);
        precheck.insert(
            QStringLiteral("detail"),
            english
                ? QStringLiteral("It cannot be finished here now. You can read the guide or go elsewhere.")
                : QStringLiteral("现在在这里办不完。您可以先看指南，或者去别的地方办。"));
        precheck.insert(QStringLiteral("alternatives"), m_catalogue.elsewhere(m_language));
        for (const Error &obstacle : readiness.obstacles)
            qCInfo(lcShell) << "precheck:" << m_item << obstacle.code.name() << obstacle.detail;
    }
    update({{QStringLiteral("precheck"), precheck}, {QStringLiteral("checked"), true}});
}

void Controller::startItem()
{
    touched();
    if (m_page == u"guide" && m_pageData[QStringLiteral("precheck")].toMap()[QStringLiteral("ok")].toBool() &&
        !m_hosts.active())
        launch();
}

QCoro::Task<void> Controller::launch()
{
    const QString code = m_item;
    const ModulePackage *package = m_catalogue.moduleOf(code);
    if (package == nullptr || !m_session.enter(Session::State::Module))
        co_return;
    const QString visit = m_session.id();
    setStep(m_catalogue.firstStep(code)); // the module draws its first page in the place that it will have
    show(QStringLiteral("module"));
    // The module loads while the journal writes. It is seen and heard once that is done, not before.
    (void)m_hosts.prepare(*package, code);
    const auto begun = co_await m_case.begin(code);
    if (m_session.id() != visit)
        co_return;
    if (!begun) {
        qCWarning(lcShell) << "begin:" << begun.error().code.name() << begun.error().detail;
        m_hosts.dropPrepared();
        setStep(-1);
        showFailure(begun.error(), {});
        co_return;
    }
    if (!m_hosts.isPrepared()) {
        // The reserve is still coming up: wait for it, the frame already shows where the citizen is.
        show(QStringLiteral("waiting"));
        const bool ready = co_await m_hosts.reserveReady();
        if (m_case.leaving() || m_session.state() != Session::State::Module)
            co_return;
        if (!ready) {
            m_case.leave(QStringLiteral("notDone"), QStringLiteral("moduleCrashed"));
            co_return;
        }
        show(QStringLiteral("module"));
        (void)m_hosts.prepare(*package, code);
    }
    m_module = package->manifest().id;
    if (!m_hosts.launch()) {
        m_case.leave(QStringLiteral("notDone"), QStringLiteral("moduleCrashed"));
        co_return;
    }
    m_services.record(
        QStringLiteral("module"), code, QStringLiteral("ok"),
        QStringLiteral("launched %1 %2").arg(package->manifest().id, package->manifest().version));
}

void Controller::open(const QString &overlay)
{
    touched();
    setOverlay(overlay);
}

void Controller::closeOverlay()
{
    touched();
    setOverlay({});
}

void Controller::requestExit()
{
    touched();
    if (m_case.printing() && m_page == u"print")
        return;
    if (m_case.open() || m_session.state() == Session::State::Module)
        setOverlay(QStringLiteral("confirmExit"));
    else
        wipeVisit();
}

void Controller::confirmExit()
{
    setOverlay({});
    if (m_case.open())
        m_case.leave(QStringLiteral("notDone"), QStringLiteral("canceled"));
    else
        wipeVisit();
}

void Controller::answerFault(const QString &choice)
{
    touched();
    if (choice == u"elsewhere") {
        setOverlay(QStringLiteral("notices"));
        return;
    }
    if (choice == u"exit") {
        if (m_case.open())
            m_case.leave(QStringLiteral("notDone"),
                         m_moduleFailure.isEmpty() ? QStringLiteral("canceled") : m_moduleFailure);
        else
            wipeVisit();
        return;
    }
    m_case.fault().answer(choice);
}

void Controller::toggleElder()
{
    touched();
    m_elder = !m_elder;
    m_session.setLong(m_elder);
    Q_EMIT modesChanged();
    tellEnvironment();
}

void Controller::toggleContrast()
{
    touched();
    m_highContrast = !m_highContrast;
    Q_EMIT modesChanged();
    tellEnvironment();
}

void Controller::toggleLow()
{
    touched();
    m_lowPosition = !m_lowPosition;
    Q_EMIT modesChanged();
    tellEnvironment();
}

void Controller::setVolume(int level)
{
    m_volume = level;
    Q_EMIT modesChanged();
}

void Controller::setLanguage(const QString &language)
{
    touched();
    setOverlay({});
    if (language == m_language)
        return;
    m_language = language;
    m_case.setLanguage(language);
    Q_EMIT languageChanged();
    Q_EMIT itemChanged();
    if (m_page == u"guide")
        showGuide(m_item);
    else if (m_page == u"category")
        chooseCategory(m_pageData[QStringLiteral("id")].toString());
    tellEnvironment();
}

QString Controller::environment() const
{
    const QJsonObject object{
        {QStringLiteral("language"), m_language},
        {QStringLiteral("elder"), m_elder},
        {QStringLiteral("high_contrast"), m_highContrast},
        {QStringLiteral("low_position"), m_lowPosition},
        {QStringLiteral("landscape"), m_landscape},
        {QStringLiteral("ui_scale"), m_uiScale},
        {QStringLiteral("large_type"), m_terminal.largeType},
        {QStringLiteral("demonstration"), m_terminal.demonstration},
        {QStringLiteral("now"), m_clock.wall().toString(Qt::ISODate)},
        {QStringLiteral("terminal"), QJsonObject{{QStringLiteral("id"), m_terminal.id},
                                                 {QStringLiteral("outlet"), m_terminal.outlet[u"name"]}}}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void Controller::tellEnvironment()
{
    m_hosts.setEnvironment(environment());
}

} // namespace kiosk::shell
