#pragma once

#include <kiosk/shell/diagnostics/backlights.h>
#include <kiosk/shell/diagnostics/screen_sound_rules.h>
#include <kiosk/shell/diagnostics/touch_check.h>

#include <QObject>
#include <QVariantList>

#include <optional>

namespace kiosk::shell
{

/// The panel: whether touches are told where they are, whether each spot lights up, how bright it is and
/// which way it stands. Thread: main.
class ScreenDesk : public QObject
{
    Q_OBJECT
    /// What covers the whole screen: "" | touch | pixels.
    Q_PROPERTY(QString test READ test NOTIFY changed)
    /// {index, count, x, y: fractions of the panel}: the point to be touched.
    Q_PROPERTY(QVariantMap target READ target NOTIFY changed)
    /// The colour to look at; empty: how was it?
    Q_PROPERTY(QString colour READ colour NOTIFY changed)
    /// {state: none | passed | failed, word}
    Q_PROPERTY(QVariantMap touchResult READ touchResult NOTIFY changed)
    Q_PROPERTY(QVariantMap pixelResult READ pixelResult NOTIFY changed)
    /// [{name, percent, least, step, mayChange}]
    Q_PROPERTY(QVariantList backlights READ backlights NOTIFY changed)
    /// Why the brightness is not changed here, or the last change failed.
    Q_PROPERTY(QString brightnessWord READ brightnessWord NOTIFY changed)
    /// {word, todo}
    Q_PROPERTY(QVariantMap orientation READ orientation NOTIFY changed)

public:
    struct Panel {
        QSizeF millimetres{268, 476}; ///< as it stands
        double diagonalInches = 21.5;
        bool landscape = false;
        bool fromCommandLine = false; ///< --orientation says otherwise than devices.yaml
        QSize pixels;                 ///< that the screen has; empty where the terminal is in a window
    };
    ScreenDesk(const ScreenSoundRules &rules, Backlights backlights);

    void setPanel(const Panel &panel) { m_panel = panel; }
    /// Who was there has left.
    void forget();

    [[nodiscard]] QString test() const { return m_test; }
    [[nodiscard]] QVariantMap target() const;
    [[nodiscard]] QString colour() const { return m_rules.colours.value(m_colour); }
    [[nodiscard]] QVariantMap touchResult() const { return m_touchResult; }
    [[nodiscard]] QVariantMap pixelResult() const { return m_pixelResult; }
    [[nodiscard]] QVariantList backlights() const;
    [[nodiscard]] QString brightnessWord() const;
    [[nodiscard]] QVariantMap orientation() const;

    Q_INVOKABLE void startTouch();
    /// x, y: fractions of the panel.
    Q_INVOKABLE void touched(double x, double y);
    Q_INVOKABLE void startPixels();
    Q_INVOKABLE void nextColour();
    Q_INVOKABLE void answerPixels(bool flawless);
    Q_INVOKABLE void stop();
    Q_INVOKABLE void setBrightness(const QString &backlight, int percent);

Q_SIGNALS:
    void changed();
    /// For the audit. what: self-test, brightness; result: ok, notGood or an error's code.
    void acted(const QString &what, const QString &subject, const QString &result, const QString &detail);

private:
    const ScreenSoundRules m_rules;
    const Backlights m_backlights;
    Panel m_panel;
    QString m_test;
    std::optional<TouchCheck> m_touch;
    int m_colour = 0;
    QVariantMap m_touchResult;
    QVariantMap m_pixelResult;
    QString m_brightnessFailure;
};

} // namespace kiosk::shell
