#include <kiosk/shell/shell_service.h>

#include <kiosk/ipc/bus.h>
#include <kiosk/sdk/automation/item_finder.h>

#include <QJsonDocument>
#include <QQuickItem>
#include <QQuickWindow>

#include "automation_adaptor.h"
#include "shell_adaptor.h"

namespace kiosk::shell
{

ShellService::ShellService(Controller &controller, QObject *parent)
    : QObject(parent), m_controller(controller)
{
    new Shell1Adaptor(this);
    const auto tell = [this] {
        if (!m_controller.page().isEmpty()) // between two pages
            Q_EMIT StateChanged(State());
    };
    connect(&controller, &Controller::pageChanged, this, tell);
    connect(&controller, &Controller::moduleChanged, this, tell);
}

QString ShellService::State()
{
    const auto processId = [](const ModuleHost *host) { return host != nullptr ? host->processId() : 0; };
    const QJsonObject state{{QStringLiteral("state"), Session::name(m_controller.session().state())},
                            {QStringLiteral("page"), m_controller.page()},
                            {QStringLiteral("overlay"), m_controller.overlay()},
                            {QStringLiteral("item"), m_controller.itemName()},
                            {QStringLiteral("step"), m_controller.step()},
                            {QStringLiteral("module_pid"), processId(m_controller.hosts().active())},
                            {QStringLiteral("reserve_pid"), processId(m_controller.hosts().reserve())},
                            {QStringLiteral("reserve_ready"),
                             m_controller.hosts().reserve() != nullptr &&
                                 m_controller.hosts().reserve()->state() == ModuleHost::State::Reserve},
                            {QStringLiteral("session"), m_controller.session().id()},
                            {QStringLiteral("elder"), m_controller.elder()},
                            {QStringLiteral("language"), m_controller.language()}};
    return QString::fromUtf8(QJsonDocument(state).toJson(QJsonDocument::Compact));
}

QString ShellService::Modules()
{
    QJsonArray modules;
    for (const auto &[id, package] : m_controller.catalogue().modules()) {
        const QJsonObject stop = m_controller.catalogue().stopOf(id);
        QJsonArray items;
        for (const auto &item : package.manifest().items)
            items.append(QJsonObject{{QStringLiteral("code"), item[u"code"]},
                                     {QStringLiteral("name"), item[u"name"]}});
        modules.append(QJsonObject{{QStringLiteral("id"), id},
                                   {QStringLiteral("version"), package.manifest().version},
                                   {QStringLiteral("name"), package.manifest().name(QStringLiteral("zh"))},
                                   {QStringLiteral("items"), items},
                                   {QStringLiteral("stopped"), !stop.isEmpty()},
                                   {QStringLiteral("stop"), stop}});
    }
    return QString::fromUtf8(QJsonDocument(modules).toJson(QJsonDocument::Compact));
}

AutomationService::AutomationService(Controller &controller, ShiftedClock &clock, QQuickWindow *window,
                                     QObject *parent)
    : QObject(parent), m_controller(controller), m_clock(clock), m_window(window)
{
    new Automation1Adaptor(this);
}

namespace
{
/// The item of that object name, where it is shown; only a part of it may be in sight.
QQuickItem *shownItem(QQuickItem *root, const QString &name)
{
    if (!root->isVisible() || root->objectName() == name)
        return root->isVisible() ? root : nullptr;
    for (QQuickItem *child : root->childItems()) {
        if (QQuickItem *found = shownItem(child, name))
            return found;
    }
    return nullptr;
}
} // namespace

QRect AutomationService::moduleArea() const
{
    const QQuickItem *area = m_controller.overlay().isEmpty()
                                 ? shownItem(m_window->contentItem(), QStringLiteral("module.area"))
                                 : nullptr;
    return area != nullptr ? area->mapRectToScene(QRectF(0, 0, area->width(), area->height())).toRect()
                           : QRect();
}

bool AutomationService::isInSight(QPoint place) const
{
    // Low position shows a part of the page.
    for (const QQuickItem *above = shownItem(m_window->contentItem(), QStringLiteral("module.area"));
         above != nullptr; above = above->parentItem()) {
        if (above->clip() && !above->contains(above->mapFromScene(place)))
            return false;
    }
    return true;
}

bool AutomationService::Find(const QString &name, int &x, int &y, int &width, int &height)
{
    const QRect place = sdk::findItem(m_window->contentItem(), name);
    if (place.isEmpty() && m_controller.hosts().active() != nullptr && !moduleArea().isEmpty()) {
        setDelayedReply(true);
        findInModule(connection(), message(), name);
        return false;
    }
    x = place.x();
    y = place.y();
    width = place.width();
    height = place.height();
    return !place.isEmpty();
}

QCoro::Task<void> AutomationService::findInModule(QDBusConnection connection, QDBusMessage call, QString name)
{
    QRect place;
    if (ModuleHost *host = m_controller.hosts().active())
        place = co_await host->find(name);
    if (!place.isEmpty())
        place.translate(moduleArea().topLeft());
    if (!isInSight(place.center()))
        place = QRect();
    ipc::reply(connection, call, {!place.isEmpty(), place.x(), place.y(), place.width(), place.height()});
}

QString AutomationService::Texts()
{
    setDelayedReply(true);
    textsWithModule(connection(), message());
    return {};
}

QCoro::Task<void> AutomationService::textsWithModule(QDBusConnection connection, QDBusMessage call)
{
    QString texts = sdk::visibleTexts(m_window->contentItem()).join(u'\n');
    if (ModuleHost *host = m_controller.hosts().active(); host != nullptr && !moduleArea().isEmpty())
        texts += u'\n' + co_await host->texts();
    ipc::reply(connection, call, {texts});
}

bool AutomationService::Screenshot(const QString &file)
{
    return m_window->grabWindow().save(file);
}

void AutomationService::Advance(int seconds)
{
    m_clock.advance(std::chrono::seconds(seconds));
}

void AutomationService::Jump(int seconds)
{
    m_clock.jump(std::chrono::seconds(seconds));
}

} // namespace kiosk::shell
