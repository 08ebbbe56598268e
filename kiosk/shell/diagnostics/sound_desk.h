#pragma once

#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/diagnostics/tone_player.h>

#include <QVariantList>

namespace kiosk::shell
{

/// Speaker and headset: a tone on each side, and whether somebody heard it. Thread: main.
class SoundDesk : public QObject
{
    Q_OBJECT
    /// [{id: speaker | headset, name, state: unknown | ready | failed, word (why it failed), left, right: ""
    /// | heard | silent}]
    Q_PROPERTY(QVariantList outputs READ outputs NOTIFY changed)
    /// What the headset's socket says, in words; empty where no keypad has one.
    Q_PROPERTY(QString socket READ socket NOTIFY changed)
    /// {output, side} that plays; empty: nothing does.
    Q_PROPERTY(QVariantMap playing READ playing NOTIFY changed)
    /// {output, side, name} that was played and of which nobody has said yet whether it was heard.
    Q_PROPERTY(QVariantMap asked READ asked NOTIFY changed)

public:
    SoundDesk(TonePlayer::Tone tone, const DevicesClient &devices);

    /// speaker, headset: ALSA's names of the outputs, as devices.yaml has them; what it does not name is
    /// ALSA's default, a headset only where there is a socket for one.
    void setOutputs(const QString &speaker, const QString &headset);
    /// Looks at the outputs that nobody has looked at.
    void look();
    /// Who was there has left.
    void forget();

    [[nodiscard]] QVariantList outputs() const;
    [[nodiscard]] QString socket() const;
    [[nodiscard]] QVariantMap playing() const { return named(m_playing); }
    [[nodiscard]] QVariantMap asked() const { return named(m_asked); }

    /// side: left, right.
    Q_INVOKABLE void play(const QString &output, const QString &side);
    Q_INVOKABLE void answer(bool heard);

Q_SIGNALS:
    void changed();
    /// For the audit: speaker-left; ok, notGood or an error's code.
    void tested(const QString &subject, const QString &result);

private:
    struct Output {
        QString id;
        QString pcm;
        QString state = QStringLiteral("unknown");
        QString word;
        QString left;
        QString right;
    };
    struct Place {
        QString output;
        QString side; ///< empty: only looked at
    };
    [[nodiscard]] QString headset() const;
    [[nodiscard]] Output *find(const QString &id);
    [[nodiscard]] static QVariantMap named(const Place &place);
    void lookAtNext();
    void onFinished(const Status &result);

    const DevicesClient &m_devices;
    TonePlayer m_player;
    QString m_headsetPcm;
    QList<Output> m_outputs;
    Place m_playing;
    Place m_asked;
};

} // namespace kiosk::shell
