#include <kiosk/trainer/witness.h>

#include <kiosk/hal/device_condition.h>

#include <devices_proxy.h>
#include <services_proxy.h>
#include <shell_proxy.h>
#include <stock_proxy.h>

#include <QJsonDocument>

namespace kiosk::trainer
{

namespace
{

// More than one exercise writes down; of movements, which have no numbers, than a whole training does.
constexpr int mostCases = 50;
constexpr int mostEntries = 200;
constexpr int mostMovements = 1000;

QString newest(int limit)
{
    return QStringLiteral("{\"limit\": %1}").arg(limit);
}

QCoro::Task<QJsonDocument> answerTo(QDBusPendingCall call)
{
    const auto reply = co_await ipc::awaitReply(call);
    const auto text = reply ? ipc::argument<QString>(*reply) : Result<QString>(reply.error());
    co_return text ? QJsonDocument::fromJson(text->toUtf8()) : QJsonDocument();
}

} // namespace

Witness::Witness(const QDBusConnection &bus, QHash<QString, QString> roles, QObject *parent)
    : QObject(parent), m_roles(std::move(roles)),
      m_shell(std::make_unique<OrgBianminShell1Interface>(QString::fromLatin1(ipc::shellName),
                                                          QString::fromLatin1(ipc::shellPath), bus)),
      m_devices(std::make_unique<OrgBianminDevices1Interface>(QString::fromLatin1(ipc::devicesName),
                                                              QString::fromLatin1(ipc::devicesPath), bus)),
      m_services(std::make_unique<OrgBianminServices1Interface>(QString::fromLatin1(ipc::servicesName),
                                                                QString::fromLatin1(ipc::servicesPath), bus)),
      m_stock(std::make_unique<OrgBianminStock1Interface>(QString::fromLatin1(ipc::servicesName),
                                                          QString::fromLatin1(ipc::stockPath), bus))
{
    connect(m_shell.get(), &OrgBianminShell1Interface::StateChanged, this, &Witness::changed);
    connect(m_devices.get(), &OrgBianminDevices1Interface::StatusChanged, this, &Witness::changed);
    connect(m_services.get(), &OrgBianminServices1Interface::OperationsEnded, this, &Witness::changed);
    connect(m_stock.get(), &OrgBianminStock1Interface::Changed, this, &Witness::changed);
}

Witness::~Witness() = default;

QCoro::Task<bool> Witness::idle()
{
    const QJsonDocument state = co_await answerTo(m_shell->State());
    const QString now = state[u"state"].toString();
    co_return now == u"ATTRACT" || now == u"HOME" || now == u"GUIDE";
}

QCoro::Task<void> Witness::begin()
{
    m_oldCases.clear();
    m_oldAudit = 0;
    m_oldMovements = 0;
    const QJsonArray known = co_await cases();
    for (const auto &entry : known)
        m_oldCases.insert(entry[u"number"].toString());
    const QJsonArray entries = co_await audit();
    m_oldAudit = entries.isEmpty() ? 0 : entries.first()[u"sequence"].toInteger();
    const QJsonArray moved = co_await movements();
    m_oldMovements = moved.size();
}

QCoro::Task<QJsonObject> Witness::facts()
{
    const QJsonDocument state = co_await answerTo(m_shell->State());
    const QJsonArray begun = co_await cases();
    QJsonArray operations;
    for (const auto &entry : begun) {
        for (const auto &operation : entry[u"operations"].toArray())
            operations.append(operation);
    }
    const QJsonObject well = co_await devices();
    const QJsonArray written = co_await audit();
    const QJsonArray moved = co_await movements();
    co_return QJsonObject{{QStringLiteral("page"), state[u"page"]}, {QStringLiteral("devices"), well},
                          {QStringLiteral("case"), begun},          {QStringLiteral("operation"), operations},
                          {QStringLiteral("audit"), written},       {QStringLiteral("stock"), moved}};
}

QCoro::Task<QJsonArray> Witness::cases()
{
    const QJsonDocument journal = co_await answerTo(m_services->Journal(newest(mostCases)));
    QJsonArray begun;
    for (const auto &entry : journal[u"cases"].toArray()) {
        if (!m_oldCases.contains(entry[u"number"].toString()))
            begun.append(entry);
    }
    co_return begun;
}

QCoro::Task<QJsonArray> Witness::audit()
{
    const QJsonDocument log = co_await answerTo(m_services->Audit(newest(mostEntries)));
    QJsonArray written;
    for (const auto &entry : log[u"entries"].toArray()) {
        if (entry[u"sequence"].toInteger() > m_oldAudit)
            written.append(entry);
    }
    co_return written;
}

QCoro::Task<QJsonArray> Witness::movements()
{
    const QJsonDocument stock = co_await answerTo(m_stock->List(newest(mostMovements)));
    QJsonArray moved = stock[u"movements"].toArray(); // the newest first
    for (qsizetype old = 0; old < m_oldMovements && !moved.isEmpty(); ++old)
        moved.removeLast();
    co_return moved;
}

QCoro::Task<QJsonObject> Witness::devices()
{
    const QJsonDocument list = co_await answerTo(m_devices->List());
    QJsonObject byRole;
    for (const auto &value : list.array()) {
        QJsonObject device = value.toObject();
        const auto obstacle = hal::obstacleOf(device);
        device.insert(QStringLiteral("obstacle"), obstacle ? obstacle->code.name().toString() : QString());
        const QString role = m_roles.key(device[u"id"].toString());
        if (!role.isEmpty())
            byRole.insert(role, device);
    }
    co_return byRole;
}

} // namespace kiosk::trainer
