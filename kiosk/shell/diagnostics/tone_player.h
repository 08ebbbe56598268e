#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace kiosk::shell
{

/// Plays a tone on one side of a sound output (ALSA), on a thread of its own: an output may block. Thread:
/// main.
class TonePlayer : public QObject
{
    Q_OBJECT
public:
    enum class Side { Neither, Left, Right };
    struct Tone {
        int hertz = 880;
        Milliseconds length{1000};
        double level = 0.5; ///< of full scale
    };
    static constexpr int rate = 48000; ///< frames in a second

    explicit TonePlayer(Tone tone, QObject *parent = nullptr) : QObject(parent), m_tone(tone) {}
    ~TonePlayer() override;

    /// Two sides in turn, 16 bits each, as ALSA takes them; soft at both ends. Pure.
    [[nodiscard]] static QByteArray samples(const Tone &tone, Side side);

    [[nodiscard]] bool playing() const { return m_thread != nullptr; }
    /// pcm: ALSA's name of the output ("default", "plughw:1,0"). Neither: only whether it could be played on.
    /// finished() follows; nothing happens while one plays.
    void play(const QString &pcm, Side side);

Q_SIGNALS:
    /// Errors: noDevice (no such output), deviceBusy (somebody else has it), hardwareError.
    void finished(const kiosk::Status &result);

private:
    const Tone m_tone;
    std::shared_ptr<std::atomic_bool> m_stop;
    std::unique_ptr<QThread> m_thread;
    Status m_result; ///< the thread's, while it runs
};

} // namespace kiosk::shell
