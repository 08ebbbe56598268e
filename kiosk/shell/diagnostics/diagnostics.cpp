#include <kiosk/shell/diagnostics/diagnostics.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>

#include <QFile>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcDiagnostics, "kiosk.shell.diagnostics")

namespace kiosk::shell
{

namespace
{

constexpr qsizetype keptEvents = 100;
constexpr Milliseconds resetTime = 20s;

QString levelName(DeviceRow::Level level)
{
    return level == DeviceRow::Level::Failed      ? QStringLiteral("failed")
           : level == DeviceRow::Level::Attention ? QStringLiteral("attention")
                                                  : QStringLiteral("good");
}

} // namespace

Diagnostics::Diagnostics(const Clock &clock, const Timeouts &timeouts, DeviceWords words,
                         const ScreenSoundRules &rules, const Catalogue &catalogue, DevicesClient &devices,
                         ServicesClient &services, QObject *parent)
    : QObject(parent), m_clock(clock), m_timeouts(timeouts), m_words(std::move(words)),
      m_catalogue(catalogue), m_devices(devices), m_services(services),
      m_test(clock, m_words,
             {[&devices] { return devices.devices(); },
              [&devices](DevicesClient::Request request) { return devices.run(std::move(request)); },
              [&devices](const CancelToken &token) { devices.cancel(token); }}),
      m_book(m_words, devices, services), m_settings(clock, devices), m_traffic(devices), m_stock(services),
      m_screen(rules, Backlights()), m_sound({rules.toneHertz, rules.toneLength, rules.toneLevel}, devices),
      m_bundle({paths::program(QStringLiteral("kioskctl"))})
{
    connect(&m_devices, &DevicesClient::devicesChanged, this, &Diagnostics::look);
    connect(&m_book, &DeviceBook::changed, this, &Diagnostics::bookChanged);
    connect(&m_test, &SelfTest::changed, this, &Diagnostics::rowsChanged);
    connect(&m_test, &SelfTest::finished, this,
            [this](const QString &device, const QString &result, const QString &number) {
                note(device, rowOf(listed(device), m_words).name,
                     result == u"ok" ? QStringLiteral("自检通过") : QStringLiteral("自检未通过"));
                m_services.record(QStringLiteral("self-test"), device, result, number);
                m_devices.note(device, QStringLiteral("self-test"), result);
                m_book.refresh();
            });
    keepRecords();
}

/// What was done to screen and sound, and what left on a stick, goes to the audit log under the number of
/// whoever did it.
void Diagnostics::keepRecords()
{
    connect(
        &m_screen, &ScreenDesk::acted, this,
        [this](const QString &what, const QString &subject, const QString &result, const QString &detail) {
            m_services.record(what, subject, result,
                              detail.isEmpty() ? m_number : m_number + QStringLiteral(", ") + detail);
        });
    connect(&m_sound, &SoundDesk::tested, this, [this](const QString &subject, const QString &result) {
        m_services.record(QStringLiteral("self-test"), subject, result, m_number);
    });
    connect(&m_bundle, &BundleDesk::written, this,
            [this](const QString &stick, const QString &result, const QString &number) {
                m_services.record(QStringLiteral("bundle"), stick, result, number);
            });
}

bool Diagnostics::knock(const QString &place)
{
    return m_knock.touched(place == u"mark" ? Knock::Place::Mark : Knock::Place::Clock, m_clock.monotonic());
}

void Diagnostics::enter()
{
    touched();
    m_entered = m_clock.monotonic();
    refuse({}, false);
    goTo(QStringLiteral("signIn"));
}

void Diagnostics::tick()
{
    if (!open())
        return;
    m_settings.tick();
    m_traffic.tick();
    m_test.look();
    const bool known = !m_number.isEmpty();
    const auto now = m_clock.monotonic();
    const auto limit =
        m_timeouts.get(known ? QStringLiteral("diagnostics") : QStringLiteral("sign_in"), false);
    // Whoever only plays with the keys does not hold up citizens for ever.
    const bool tooLong = !known && now - m_entered > 3 * limit;
    if (now - m_lastTouch > limit || tooLong)
        leave();
}

void Diagnostics::signIn(const QString &number, const QString &pin, const QString &code)
{
    if (m_waiting || m_page != u"signIn")
        return;
    refuse({}, true);
    trySignIn(
        number,
        {{{QStringLiteral("number"), number}, {QStringLiteral("pin"), pin}, {QStringLiteral("code"), code}},
         {}});
}

QCoro::Task<void> Diagnostics::trySignIn(QString number, Payload credentials)
{
    const auto role = co_await m_services.signIn(std::move(credentials));
    if (m_page != u"signIn")
        co_return; // went away meanwhile; nobody is signed in by that
    if (!role) {
        const ErrorEntry &entry = describe(role.error().code);
        refuse(entry.citizen + QStringLiteral("，") + entry.citizenNext, false);
        co_return;
    }
    m_number = number;
    m_role = *role;
    m_stock.setNumber(number);
    m_settings.setPerson(number, m_role);
    m_bundle.setNumber(number);
    m_traffic.setPerson(number);
    touched();
    refuse({}, false);
    goTo(QStringLiteral("overview"));
    m_devices.refresh();
}

void Diagnostics::leave()
{
    if (!open())
        return;
    if (!m_number.isEmpty())
        m_services.record(QStringLiteral("sign-out"), m_number, QStringLiteral("ok"));
    m_number.clear();
    m_role.clear();
    m_device.clear();
    m_test.forget();
    m_book.forget();
    m_stock.setNumber({});
    m_settings.show({});
    m_settings.setPerson({}, {});
    m_screen.forget();
    m_sound.forget();
    m_bundle.setNumber({});
    m_traffic.show({});
    m_traffic.setPerson({});
    refuse({}, false);
    goTo({});
    Q_EMIT closed();
}

void Diagnostics::show(const QString &device)
{
    if (m_number.isEmpty())
        return;
    m_device = device;
    m_book.show(device);
    m_settings.show(device);
    m_traffic.show(device);
    Q_EMIT rowsChanged();
    goTo(QStringLiteral("device"));
}

void Diagnostics::showStock()
{
    if (m_number.isEmpty())
        return;
    m_stock.refresh();
    goTo(QStringLiteral("stock"));
}

void Diagnostics::showScreen()
{
    if (m_number.isEmpty())
        return;
    m_sound.look();
    goTo(QStringLiteral("screen"));
}

void Diagnostics::showBundle()
{
    if (m_number.isEmpty())
        return;
    m_bundle.look();
    goTo(QStringLiteral("bundle"));
}

void Diagnostics::back()
{
    static const QStringList below{QStringLiteral("device"), QStringLiteral("stock"),
                                   QStringLiteral("screen"), QStringLiteral("bundle")};
    if (below.contains(m_page))
        goTo(QStringLiteral("overview"));
    else
        leave();
}

void Diagnostics::startTraining()
{
    if (!trainable() || std::exchange(m_trainingAsked, true))
        return;
    requestTraining(m_number);
}

QCoro::Task<void> Diagnostics::requestTraining(QString number)
{
    m_services.record(QStringLiteral("training"), number, QStringLiteral("ok"), QStringLiteral("asked for"));
    // kiosk-serviced stops for a training, too. It answers one after the other: after this, that is written.
    (void)co_await m_services.stoppedModules();
    QFile request(m_trainingRequest);
    if (request.open(QIODevice::WriteOnly)) {
        if (m_number == number)
            leave();
        co_return;
    }
    m_trainingAsked = false;
    qCWarning(lcDiagnostics) << request.fileName() << request.errorString();
    m_services.record(QStringLiteral("training"), number, QStringLiteral("failed"),
                      QStringLiteral("not begun"));
    note({}, QStringLiteral("培训"), QStringLiteral("没有开始，请重启终端"));
    Q_EMIT rowsChanged();
}

void Diagnostics::mend(const QString &device)
{
    Repair &repair = m_repairs[device];
    if (m_number.isEmpty() || repair.busy)
        return;
    repair.busy = true;
    Q_EMIT rowsChanged();
    tryMend(device, repair.rung, m_number);
}

QCoro::Task<void> Diagnostics::tryMend(QString device, int rung, QString number)
{
    Status mended;
    if (rung == 0) {
        DevicesClient::Request request;
        request.device = device;
        request.session = QStringLiteral("diagnostics");
        request.operation = QStringLiteral("reset");
        request.timeout = resetTime;
        const auto reset = co_await m_devices.run(std::move(request));
        mended = reset ? Status() : Status(reset.error());
    } else {
        mended = co_await m_devices.restart(device);
    }
    const QString result = mended ? QStringLiteral("ok") : mended.error().code.name().toString();
    m_services.record(rung == 0 ? QStringLiteral("reset") : QStringLiteral("restart"), device, result,
                      number);
    if (rung == 0)
        m_devices.note(device, QStringLiteral("reset"), result); // a restart is deviced's own to note
    co_await m_devices.refresh();
    Repair &repair = m_repairs[device];
    repair.busy = false;
    ++repair.rung; // look() begins anew once it works
    look();
}

void Diagnostics::test(const QString &device)
{
    if (!m_number.isEmpty())
        m_test.start(listed(device), m_number);
}

void Diagnostics::maintained(const QString &task)
{
    if (!m_number.isEmpty() && m_page == u"device")
        m_book.maintained(task, m_number);
}

void Diagnostics::goTo(const QString &page)
{
    m_page = page;
    Q_EMIT pageChanged();
}

void Diagnostics::refuse(const QString &why, bool waiting)
{
    m_refusal = why;
    m_waiting = waiting;
    Q_EMIT refusalChanged();
}

/// What changed since the last look is an event.
void Diagnostics::look()
{
    for (const auto &device : m_devices.devices()) {
        const DeviceRow row = rowOf(device.toObject(), m_words, m_devices.devices());
        Repair &repair = m_repairs[row.id];
        if (row.level != DeviceRow::Level::Failed)
            repair.rung = 0;
        if (row.word == repair.word)
            continue;
        const bool first = repair.word.isEmpty();
        repair.word = row.word;
        repair.since = m_clock.wall();
        if (first && row.level == DeviceRow::Level::Good)
            continue; // it came up as it should
        note(row.id, row.name, row.word);
    }
    m_test.look();
    if (m_page == u"device")
        m_book.refresh(); // what changed is in its record by now
    Q_EMIT rowsChanged();
}

void Diagnostics::note(const QString &device, const QString &name, const QString &word)
{
    m_events.prepend(QVariantMap{{QStringLiteral("at"), m_clock.wall()},
                                 {QStringLiteral("device"), device},
                                 {QStringLiteral("name"), name},
                                 {QStringLiteral("word"), word}});
    if (m_events.size() > keptEvents)
        m_events.removeLast();
}

QString Diagnostics::action(const QJsonObject &device, const DeviceRow &row) const
{
    if (row.level != DeviceRow::Level::Failed)
        return {};
    switch (m_repairs.value(device[u"id"].toString()).rung) {
    case 0:
        return QStringLiteral("恢复");
    case 1:
        return QStringLiteral("重连");
    default:
        return {};
    }
}

QVariantMap Diagnostics::toMap(const QJsonObject &device) const
{
    const DeviceRow row = rowOf(device, m_words, m_devices.devices());
    const Repair repair = m_repairs.value(row.id);
    const bool helpless = row.level == DeviceRow::Level::Failed && repair.rung > 1;
    return {{QStringLiteral("id"), row.id},
            {QStringLiteral("name"), row.name},
            {QStringLiteral("icon"), row.icon},
            {QStringLiteral("driver"), row.driver},
            {QStringLiteral("level"), levelName(row.level)},
            {QStringLiteral("word"), row.word},
            {QStringLiteral("todo"), helpless ? QStringLiteral("仍未恢复：更换设备或报修") : row.todo},
            {QStringLiteral("code"), row.code},
            {QStringLiteral("detail"), row.detail},
            {QStringLiteral("action"), action(device, row)},
            {QStringLiteral("busy"), repair.busy},
            {QStringLiteral("since"), repair.since}};
}

QVariantList Diagnostics::rows() const
{
    QVariantList rows;
    for (const auto &device : m_devices.devices())
        rows.append(toMap(device.toObject()));
    const auto rank = [](const QVariant &row) {
        const QString level = row.toMap()[QStringLiteral("level")].toString();
        return level == u"failed" ? 0 : level == u"attention" ? 1 : 2;
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&rank](const QVariant &one, const QVariant &other) { return rank(one) < rank(other); });
    return rows;
}

QJsonObject Diagnostics::listed(const QString &device) const
{
    for (const auto &value : m_devices.devices()) {
        if (value[u"id"].toString() == device)
            return value.toObject();
    }
    return {};
}

QVariantMap Diagnostics::device() const
{
    const QJsonObject device = listed(m_device);
    if (device.isEmpty())
        return {};
    QVariantMap map = toMap(device);
    map.insert(QStringLiteral("restarts"), device[u"restarts"].toInt());
    const QString deviceClass = device[u"class"].toString();
    const QStringList items = m_catalogue.itemsNeeding(deviceClass);
    const QJsonObject serving = hal::deviceOfClass(m_devices.devices(), deviceClass);
    const bool otherServes = serving[u"id"] != device[u"id"] && !hal::obstacleOf(serving);
    map.insert(QStringLiteral("affected"), otherServes ? QStringList() : items);
    map.insert(QStringLiteral("otherServes"), otherServes && !items.isEmpty());
    const QVariantMap test = m_test.of(device);
    map.insert(QStringLiteral("test"), test);
    map.insert(QStringLiteral("where"), m_plan.of(test.value(QStringLiteral("at"), m_device).toString()));
    map.insert(QStringLiteral("identity"), m_words.identity(device[u"status"].toObject()));
    return map;
}

} // namespace kiosk::shell
