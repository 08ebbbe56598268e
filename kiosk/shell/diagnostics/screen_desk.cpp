#include <kiosk/shell/diagnostics/screen_desk.h>

namespace kiosk::shell
{

namespace
{

QVariantMap outcome(const QString &state, const QString &word)
{
    return {{QStringLiteral("state"), state}, {QStringLiteral("word"), word}};
}

QVariantMap outcome(bool good, const QString &word)
{
    return outcome(good ? QStringLiteral("passed") : QStringLiteral("failed"), word);
}

QVariantMap notTried(const QString &guide)
{
    return outcome(QStringLiteral("none"), guide);
}

QString selfTest()
{
    return QStringLiteral("self-test");
}

QString resultOf(bool good)
{
    return good ? QStringLiteral("ok") : QStringLiteral("notGood");
}

} // namespace

ScreenDesk::ScreenDesk(const ScreenSoundRules &rules, Backlights backlights)
    : m_rules(rules), m_backlights(std::move(backlights))
{
    forget();
}

void ScreenDesk::forget()
{
    m_test.clear();
    m_touch.reset();
    m_touchResult = notTried(QStringLiteral("依次点屏幕上的 9 个十字，看点到的地方偏多少"));
    m_pixelResult = notTried(QStringLiteral("整屏依次显示几种颜色，看有没有颜色不对的点"));
    m_brightnessFailure.clear();
    Q_EMIT changed();
}

QVariantMap ScreenDesk::target() const
{
    if (!m_touch || m_touch->complete())
        return {};
    const QPointF place = m_touch->target(m_touch->next());
    return {{QStringLiteral("index"), m_touch->next()},
            {QStringLiteral("count"), TouchCheck::points},
            {QStringLiteral("x"), place.x()},
            {QStringLiteral("y"), place.y()}};
}

void ScreenDesk::startTouch()
{
    m_touch.emplace(m_panel.millimetres, m_rules.touchLimitMillimetres, m_rules.touchMarginMillimetres);
    m_test = QStringLiteral("touch");
    Q_EMIT changed();
}

void ScreenDesk::touched(double x, double y)
{
    if (m_test != u"touch")
        return;
    m_touch->touched({x, y});
    if (m_touch->complete()) {
        const TouchCheck::Verdict verdict = m_touch->verdict();
        m_touchResult = outcome(verdict.good, m_touch->words());
        m_test.clear();
        Q_EMIT acted(selfTest(), QStringLiteral("touch-screen"), resultOf(verdict.good),
                     QStringLiteral("worst %1 mm").arg(verdict.worst, 0, 'f', 1));
    }
    Q_EMIT changed();
}

void ScreenDesk::startPixels()
{
    m_colour = 0;
    m_test = QStringLiteral("pixels");
    Q_EMIT changed();
}

void ScreenDesk::nextColour()
{
    if (m_test == u"pixels" && m_colour < m_rules.colours.size())
        ++m_colour;
    Q_EMIT changed();
}

void ScreenDesk::answerPixels(bool flawless)
{
    if (m_test != u"pixels")
        return;
    m_pixelResult = outcome(
        flawless, flawless ? QStringLiteral("通过：没有看到坏点")
                           : QStringLiteral("未通过：看到坏点。先擦干净屏幕再看一次；还在就报修屏幕"));
    m_test.clear();
    Q_EMIT acted(selfTest(), QStringLiteral("screen"), resultOf(flawless), {});
    Q_EMIT changed();
}

void ScreenDesk::stop()
{
    m_test.clear();
    Q_EMIT changed();
}

QVariantList ScreenDesk::backlights() const
{
    QVariantList list;
    for (const Backlights::Light &light : m_backlights.list())
        list.append(QVariantMap{{QStringLiteral("name"), light.name},
                                {QStringLiteral("percent"), light.percent},
                                {QStringLiteral("least"), m_rules.leastBrightness},
                                {QStringLiteral("step"), m_rules.brightnessStep},
                                {QStringLiteral("mayChange"), light.mayChange}});
    return list;
}

QString ScreenDesk::brightnessWord() const
{
    if (!m_brightnessFailure.isEmpty())
        return m_brightnessFailure;
    const auto lights = m_backlights.list();
    if (lights.isEmpty())
        return QStringLiteral("这块屏的亮度系统里调不了（没有背光接口）：用屏幕自己的按键调");
    const bool locked =
        std::none_of(lights.cbegin(), lights.cend(), [](const auto &light) { return light.mayChange; });
    return locked ? QStringLiteral("看得到、改不了：还没有给显示程序改亮度的权限，见部署说明") : QString();
}

void ScreenDesk::setBrightness(const QString &backlight, int percent)
{
    const int wanted = std::clamp(percent, m_rules.leastBrightness, 100);
    const Status set = m_backlights.set(backlight, wanted);
    m_brightnessFailure = set ? QString() : QStringLiteral("没有改成：") + set.error().detail;
    Q_EMIT acted(QStringLiteral("brightness"), backlight,
                 set ? QStringLiteral("ok") : set.error().code.name().toString(),
                 QStringLiteral("%1 percent").arg(wanted));
    Q_EMIT changed();
}

/// It cannot be turned while the terminal runs: pages, modules' surfaces and the place of the keyboard are
/// laid out once, and what turns the picture on the panel is given to Qt at its start.
QVariantMap ScreenDesk::orientation() const
{
    const QString now = m_panel.landscape ? QStringLiteral("横屏") : QStringLiteral("竖屏");
    const QString other = m_panel.landscape ? QStringLiteral("portrait") : QStringLiteral("landscape");
    QString word = QStringLiteral("%1，%2 英寸").arg(now).arg(m_panel.diagonalInches);
    QString todo = QStringLiteral("要改：在 devices.yaml 里写 screen.orientation: %1，重启终端").arg(other);
    if (m_panel.fromCommandLine)
        todo = QStringLiteral("是启动时用 --orientation 指定的；要改：换成 %1，重启终端").arg(other);
    if (!m_panel.pixels.isEmpty()) {
        word += QStringLiteral("，%1×%2").arg(m_panel.pixels.width()).arg(m_panel.pixels.height());
        if ((m_panel.pixels.width() > m_panel.pixels.height()) != m_panel.landscape)
            todo = QStringLiteral(
                "屏幕的方向和配置的不一样：核对 devices.yaml 的 screen.orientation；画面要转，改 "
                "/etc/kiosk/shell.env 的 QT_QPA_EGLFS_ROTATION（90、-90、180），重启终端");
    }
    return {{QStringLiteral("word"), word}, {QStringLiteral("todo"), todo}};
}

} // namespace kiosk::shell
