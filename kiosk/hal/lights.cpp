#include <kiosk/hal/lights.h>

#include <algorithm>
#include <optional>

namespace kiosk::hal
{

namespace
{

constexpr Milliseconds slowHalf{1000}, mediumHalf{500}, quickHalf{200};
constexpr Milliseconds flashStep{50};
constexpr Milliseconds flashWrite{80}; ///< shorter than what a cancelled call may take

struct RateWord {
    FlashRate rate;
    QStringView word;
};
constexpr RateWord rateWords[] = {{FlashRate::Off, u"off"},
                                  {FlashRate::Slow, u"slow"},
                                  {FlashRate::Medium, u"medium"},
                                  {FlashRate::Quick, u"quick"},
                                  {FlashRate::Continuous, u"continuous"}};

std::optional<FlashRate> rateFrom(const QString &word)
{
    const auto *found = std::find_if(std::begin(rateWords), std::end(rateWords),
                                     [&](const RateWord &candidate) { return candidate.word == word; });
    return found == std::end(rateWords) ? std::nullopt : std::optional(found->rate);
}

Milliseconds now()
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

bool litAt(FlashRate rate, Milliseconds sinceEpoch)
{
    if (rate == FlashRate::Off || rate == FlashRate::Continuous)
        return rate == FlashRate::Continuous;
    const Milliseconds half = rate == FlashRate::Slow     ? slowHalf
                              : rate == FlashRate::Medium ? mediumHalf
                                                          : quickHalf;
    return sinceEpoch / half % 2 == 0;
}

Lights::Lights(std::unique_ptr<SwitchPort> port) : m_port(std::move(port)) {}

Result<std::unique_ptr<Device>> Lights::create(const DeviceConfiguration &configuration,
                                               std::unique_ptr<SwitchPort> port)
{
    std::unique_ptr<Lights> lights(new Lights(std::move(port)));
    QList<int> taken;
    for (const auto &entry : configuration.settings[u"lights"].toArray()) {
        const QString name = entry[u"light"].toString(),
                      color = entry[u"color"].toString(QStringLiteral("white"));
        const int output = entry[u"output"].toInt(-1);
        Light &light = lights->m_lights[name];
        if (name.isEmpty() || output < 0 || taken.contains(output) || light.outputs.contains(color))
            return fail(error::invalidData,
                        QStringLiteral("light '%1': one output for each light and colour").arg(name));
        taken.append(output);
        light.outputs.insert(color, output);
        if (light.color.isEmpty())
            light.color = color;
    }
    QStringList names;
    for (const auto &entry : configuration.settings[u"contacts"].toArray()) {
        const Contact contact{entry[u"contact"].toString(), entry[u"input"].toInt(-1),
                              entry[u"open_when"].toString() == u"on"};
        if (contact.name.isEmpty() || contact.input < 0 || names.contains(contact.name))
            return fail(error::invalidData,
                        QStringLiteral("contact '%1': one input for each").arg(contact.name));
        names.append(contact.name);
        lights->m_contacts.append(contact);
    }
    return std::unique_ptr<Device>(std::move(lights));
}

Lights::~Lights()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
    if (m_flasher.joinable())
        m_flasher.join();
}

Status Lights::connect(OperationContext &context)
{
    const std::lock_guard lock(m_mutex);
    QList<int> outputs, inputs;
    for (const Light &light : m_lights)
        outputs += light.outputs.values();
    for (const Contact &contact : m_contacts)
        inputs.append(contact.input);
    m_shown.clear();
    KIOSK_TRY(m_port->open(outputs, inputs, context));
    for (const int output : outputs)
        m_shown.insert(output, false);
    return show(context);
}

void Lights::disconnect()
{
    const std::lock_guard lock(m_mutex);
    m_port->close();
}

bool Lights::connected() const
{
    const std::lock_guard lock(m_mutex);
    return m_port->isOpen();
}

Result<QJsonObject> Lights::look(OperationContext &context)
{
    const std::lock_guard lock(m_mutex);
    const auto inputs = m_port->read(context);
    if (!inputs)
        return inputs.error();
    QJsonObject contacts;
    for (qsizetype at = 0; at < m_contacts.size(); ++at)
        contacts.insert(m_contacts[at].name, inputs->value(at) == m_contacts[at].openWhenOn
                                                 ? QStringLiteral("open")
                                                 : QStringLiteral("closed"));
    return QJsonObject{{QStringLiteral("lights"), describeLights()}, {QStringLiteral("contacts"), contacts}};
}

QJsonObject Lights::unseen() const
{
    QJsonObject contacts;
    for (const Contact &contact : m_contacts)
        contacts.insert(contact.name, QStringLiteral("unknown"));
    return {{QStringLiteral("contacts"), contacts}};
}

QJsonObject Lights::describeLights() const
{
    QJsonObject lights;
    for (auto light = m_lights.begin(); light != m_lights.end(); ++light) {
        QJsonObject state{{QStringLiteral("flashRate"), rateWords[int(light->rate)].word.toString()},
                          {QStringLiteral("color"), light->color}};
        if (light->outputs.size() > 1)
            state.insert(QStringLiteral("colors"), QJsonArray::fromStringList(light->outputs.keys()));
        lights.insert(light.key(), state);
    }
    return lights;
}

Result<Payload> Lights::run(QStringView operation, const QJsonObject &arguments, OperationContext &context)
{
    return operation == u"setLight" ? setLight(arguments, context)
                                    : LinkedDevice::run(operation, arguments, context);
}

Result<Payload> Lights::setLight(const QJsonObject &arguments, OperationContext &context)
{
    const QString name = arguments[u"light"].toString();
    const auto rate = rateFrom(arguments[u"flashRate"].toString());
    {
        const std::lock_guard lock(m_mutex);
        const auto light = m_lights.find(name);
        if (light == m_lights.end() || !rate)
            return fail(error::invalidData, QStringLiteral("setLight: no such light or flashRate"));
        const QString color = arguments[u"color"].toString(light->color);
        if (!light->outputs.contains(color))
            return fail(error::invalidData, QStringLiteral("light '%1' has no such colour").arg(name));
        light->rate = *rate;
        light->color = color;
        if (!m_flasher.joinable() && flashes())
            m_flasher = std::thread([this] { flash(); });
    }
    KIOSK_TRY(ready(context));
    const std::lock_guard lock(m_mutex);
    KIOSK_TRY(show(context));
    m_changed.notify_all();
    return Payload{};
}

Status Lights::show(OperationContext &context)
{
    const Milliseconds time = now();
    for (const Light &light : m_lights) {
        for (auto output = light.outputs.begin(); output != light.outputs.end(); ++output) {
            const bool on = output.key() == light.color && litAt(light.rate, time);
            if (m_shown.value(*output) == on)
                continue;
            KIOSK_TRY(m_port->write(*output, on, context));
            m_shown.insert(*output, on);
        }
    }
    return {};
}

bool Lights::flashes() const
{
    return std::any_of(m_lights.begin(), m_lights.end(), [](const Light &light) {
        return light.rate != FlashRate::Off && light.rate != FlashRate::Continuous;
    });
}

void Lights::flash()
{
    std::unique_lock lock(m_mutex);
    while (!m_ends) {
        if (!flashes()) {
            m_changed.wait(lock);
            continue;
        }
        m_changed.wait_for(lock, flashStep);
        if (m_ends || !m_port->isOpen())
            continue;
        OperationContext context{Deadline::in(flashWrite), {}};
        // Whoever asks next finds the port closed and connects again.
        if (!show(context))
            m_port->close();
    }
}

} // namespace kiosk::hal
