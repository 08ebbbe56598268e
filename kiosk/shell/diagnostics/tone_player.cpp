#include <kiosk/shell/diagnostics/tone_player.h>

#include <alsa/asoundlib.h>

#include <cmath>
#include <numbers>

namespace kiosk::shell
{

namespace
{

constexpr int sides = 2;
constexpr int frameBytes = sides * int(sizeof(qint16));
constexpr unsigned latency = 200'000;              ///< µs
constexpr int pieceFrames = TonePlayer::rate / 20; ///< after each, it may be stopped
constexpr int softFrames = TonePlayer::rate / 100; ///< at both ends: no click

struct ClosePcm {
    void operator()(snd_pcm_t *pcm) const { snd_pcm_close(pcm); }
};
using Pcm = std::unique_ptr<snd_pcm_t, ClosePcm>;

Error failure(int code, const QString &pcm)
{
    const bool gone = code == -ENOENT || code == -ENODEV || code == -ENXIO;
    return fail(gone             ? error::noDevice
                : code == -EBUSY ? error::deviceBusy
                                 : error::hardwareError,
                QStringLiteral("%1: %2").arg(pcm, QString::fromLocal8Bit(snd_strerror(code))));
}

/// A broken USB port would otherwise be told on standard error, line by line.
void beQuiet(const char * /*file*/, int /*line*/, const char * /*function*/, int /*code*/,
             const char * /*format*/, ...)
{
}

Status playOn(const QString &name, const QByteArray &samples, const std::atomic_bool &stop)
{
    snd_lib_error_set_handler(beQuiet);
    snd_pcm_t *opened = nullptr;
    // Not waited for, where somebody else has it
    if (const int code =
            snd_pcm_open(&opened, name.toUtf8().constData(), SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
        code < 0)
        return failure(code, name);
    const Pcm pcm(opened);
    snd_pcm_nonblock(opened, 0);
    if (const int code = snd_pcm_set_params(opened, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, sides,
                                            TonePlayer::rate, 1, latency);
        code < 0)
        return failure(code, name);
    const auto frames = samples.size() / frameBytes;
    for (qsizetype done = 0; done < frames && !stop;) {
        const auto piece = std::min<qsizetype>(pieceFrames, frames - done);
        snd_pcm_sframes_t written =
            snd_pcm_writei(opened, samples.constData() + done * frameBytes, snd_pcm_uframes_t(piece));
        if (written < 0)
            written = snd_pcm_recover(opened, int(written), 1);
        if (written < 0)
            return failure(int(written), name);
        done += written;
    }
    if (frames > 0)
        stop ? snd_pcm_drop(opened) : snd_pcm_drain(opened);
    return {};
}

} // namespace

TonePlayer::~TonePlayer()
{
    if (m_thread == nullptr)
        return;
    *m_stop = true;
    m_thread->wait();
}

QByteArray TonePlayer::samples(const Tone &tone, Side side)
{
    if (side == Side::Neither)
        return {};
    const auto frames = qsizetype(tone.length.count() * rate / 1000);
    QByteArray bytes(frames * frameBytes, '\0');
    auto *sample = reinterpret_cast<qint16 *>(bytes.data()) + (side == Side::Right ? 1 : 0);
    for (qsizetype frame = 0; frame < frames; ++frame, sample += sides) {
        const double soft = std::min({1.0, double(frame) / softFrames, double(frames - frame) / softFrames});
        const double phase = 2 * std::numbers::pi * tone.hertz * double(frame) / rate;
        *sample = qint16(std::lround(32767 * tone.level * soft * std::sin(phase)));
    }
    return bytes;
}

void TonePlayer::play(const QString &pcm, Side side)
{
    if (playing())
        return;
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_thread.reset(QThread::create(
        [this, pcm, stop = m_stop, bytes = samples(m_tone, side)] { m_result = playOn(pcm, bytes, *stop); }));
    connect(m_thread.get(), &QThread::finished, this, [this] {
        m_thread->wait();
        m_thread.release()->deleteLater();
        Q_EMIT finished(m_result);
    });
    m_thread->start();
}

} // namespace kiosk::shell
