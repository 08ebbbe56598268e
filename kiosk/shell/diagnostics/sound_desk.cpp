#include <kiosk/shell/diagnostics/sound_desk.h>

#include <kiosk/core/error_catalogue.h>

namespace kiosk::shell
{

namespace
{

QString nameOf(const QString &output)
{
    return output == u"headset" ? QStringLiteral("耳机") : QStringLiteral("扬声器");
}

QString whySilent(const Error &error)
{
    if (error.code == error::noDevice)
        return QStringLiteral("没有声卡，或没有这个输出：查声卡和接线，核对 devices.yaml 的 sound");
    if (error.code == error::deviceBusy)
        return QStringLiteral("正被别的程序占用：稍后再试");
    return QStringLiteral("放不出声音：") + error.detail;
}

} // namespace

SoundDesk::SoundDesk(TonePlayer::Tone tone, const DevicesClient &devices) : m_devices(devices), m_player(tone)
{
    connect(&m_player, &TonePlayer::finished, this, &SoundDesk::onFinished);
    connect(&devices, &DevicesClient::devicesChanged, this, &SoundDesk::changed);
    setOutputs({}, {});
}

void SoundDesk::setOutputs(const QString &speaker, const QString &headset)
{
    const QString common = QStringLiteral("default");
    m_headsetPcm = headset;
    m_outputs = {{QStringLiteral("speaker"),
                  speaker.isEmpty() ? common : speaker,
                  QStringLiteral("unknown"),
                  {},
                  {},
                  {}},
                 {QStringLiteral("headset"),
                  headset.isEmpty() ? common : headset,
                  QStringLiteral("unknown"),
                  {},
                  {},
                  {}}};
}

void SoundDesk::look()
{
    lookAtNext();
}

void SoundDesk::forget()
{
    for (Output &output : m_outputs) {
        output.state = QStringLiteral("unknown");
        output.word = output.left = output.right = QString();
    }
    m_asked = {};
    Q_EMIT changed();
}

QVariantList SoundDesk::outputs() const
{
    QVariantList list;
    for (const Output &output : m_outputs) {
        if (output.id == u"headset" && m_headsetPcm.isEmpty() && headset().isEmpty())
            continue;
        list.append(QVariantMap{{QStringLiteral("id"), output.id},
                                {QStringLiteral("name"), nameOf(output.id)},
                                {QStringLiteral("state"), output.state},
                                {QStringLiteral("word"), output.word},
                                {QStringLiteral("left"), output.left},
                                {QStringLiteral("right"), output.right}});
    }
    return list;
}

/// present, notPresent, unknown; empty: no keypad with a socket.
QString SoundDesk::headset() const
{
    return m_devices.deviceOfClass(QStringLiteral("nav-keypad"))[u"status"][u"headset"].toString();
}

QString SoundDesk::socket() const
{
    const QString state = headset();
    if (state.isEmpty())
        return {};
    return state == u"present"      ? QStringLiteral("耳机孔：插着耳机")
           : state == u"notPresent" ? QStringLiteral("耳机孔：没有插耳机，先插上再试")
                                    : QStringLiteral("耳机孔：小键盘没有说插没插");
}

SoundDesk::Output *SoundDesk::find(const QString &id)
{
    const auto found = std::find_if(m_outputs.begin(), m_outputs.end(),
                                    [&id](const Output &output) { return output.id == id; });
    return found == m_outputs.end() ? nullptr : &*found;
}

QVariantMap SoundDesk::named(const Place &place)
{
    if (place.side.isEmpty())
        return {};
    const QString side = place.side == u"left" ? QStringLiteral("左声道") : QStringLiteral("右声道");
    return {{QStringLiteral("output"), place.output},
            {QStringLiteral("side"), place.side},
            {QStringLiteral("name"), nameOf(place.output) + side}};
}

void SoundDesk::lookAtNext()
{
    for (const Output &output : std::as_const(m_outputs)) {
        if (output.state != u"unknown" || m_player.playing())
            continue;
        m_playing = {output.id, {}};
        m_player.play(output.pcm, TonePlayer::Side::Neither);
        return;
    }
}

void SoundDesk::play(const QString &output, const QString &side)
{
    const Output *chosen = find(output);
    if (chosen == nullptr || m_player.playing())
        return;
    m_playing = {output, side == u"right" ? side : QStringLiteral("left")};
    m_asked = {};
    m_player.play(chosen->pcm, side == u"right" ? TonePlayer::Side::Right : TonePlayer::Side::Left);
    Q_EMIT changed();
}

void SoundDesk::onFinished(const Status &result)
{
    const Place played = std::exchange(m_playing, {});
    if (Output *output = find(played.output)) {
        output->state = result ? QStringLiteral("ready") : QStringLiteral("failed");
        output->word = result ? QString() : whySilent(result.error());
    }
    if (!played.side.isEmpty() && result)
        m_asked = played;
    else if (!played.side.isEmpty())
        Q_EMIT tested(played.output + u'-' + played.side, result.error().code.name().toString());
    lookAtNext();
    Q_EMIT changed();
}

void SoundDesk::answer(bool heard)
{
    const Place answered = std::exchange(m_asked, {});
    Output *output = find(answered.output);
    if (output == nullptr)
        return;
    (answered.side == u"left" ? output->left : output->right) =
        heard ? QStringLiteral("heard") : QStringLiteral("silent");
    Q_EMIT tested(answered.output + u'-' + answered.side,
                  heard ? QStringLiteral("ok") : QStringLiteral("notGood"));
    Q_EMIT changed();
}

} // namespace kiosk::shell
