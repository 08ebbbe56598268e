#include <kiosk/shell/diagnostics/bundle_desk.h>

#include <kiosk/core/error_catalogue.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace kiosk::shell
{

namespace
{

constexpr int lastWait = 3'000; ///< ms; the unit gives the shell 4 s to stop
constexpr double megabyte = 1'000'000;
const QString uploaded = QStringLiteral("upload"); // in the place of a stick

/// What went wrong on the way to the maker.
QString lossOf(const QString &code)
{
    const ErrorEntry *known = findError(code);
    if (known != nullptr && code.startsWith(u"support"))
        return known->technician + u'：' + known->remedy;
    if (code == u"deviceBusy")
        return QStringLiteral("还有一个诊断包正在上传，等它传完再试");
    if (code == u"notRunning")
        return QStringLiteral("负责上传的程序没有应答，稍后再试，或写到U盘");
    return {};
}

QString reasonOf(const QJsonObject &answer)
{
    const QString code = answer[u"error"].toString();
    if (const QString loss = lossOf(code); !loss.isEmpty())
        return loss;
    if (code == u"noDevice")
        return QStringLiteral("没有找到U盘，插上后按“重新查看”");
    if (code == u"notEnoughSpace")
        return QStringLiteral("U盘空间不够，删掉旧文件或换一个");
    if (code == u"authorisationRequired")
        return QStringLiteral("U盘是只读的，拨开写保护开关或换一个");
    if (code == u"hardwareError")
        return QStringLiteral("写的时候拔了U盘，或U盘坏了；插好再试，不行就换一个");
    const QString message = answer[u"message"].toString();
    return message.isEmpty() ? QStringLiteral("打包程序没有运行起来") : message;
}

} // namespace

BundleDesk::BundleDesk(QStringList command) : m_command(std::move(command))
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto *mine : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        environment.remove(QString::fromLatin1(mine));
    m_process.setProcessEnvironment(environment);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &BundleDesk::read);
    connect(&m_process, &QProcess::finished, this, &BundleDesk::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onFinished(-1);
    });
}

BundleDesk::~BundleDesk()
{
    m_process.disconnect(this);
    m_process.waitForFinished(lastWait);
}

void BundleDesk::setNumber(const QString &number)
{
    m_number = number;
    if (m_state == u"working")
        return;
    m_state.clear();
    m_word.clear();
    m_file.clear();
    m_sticks.clear();
    Q_EMIT changed();
}

void BundleDesk::start(const QStringList &arguments, const QString &state, const QString &word)
{
    m_state = state;
    m_word = word;
    m_file.clear();
    m_answer.clear();
    Q_EMIT changed();
    m_process.start(m_command.first(), m_command.mid(1) + QStringList{QStringLiteral("bundle")} + arguments +
                                           QStringList{QStringLiteral("--json")});
}

void BundleDesk::look()
{
    if (m_process.state() == QProcess::NotRunning)
        start({QStringLiteral("--sticks")}, QStringLiteral("looking"), QStringLiteral("正在看有哪些U盘"));
}

void BundleDesk::write(const QString &stick)
{
    if (m_number.isEmpty() || m_process.state() != QProcess::NotRunning)
        return;
    leave(stick, {QStringLiteral("--stick"), stick}, QStringLiteral("正在收集状态和日志，不要拔U盘"));
}

void BundleDesk::send()
{
    if (m_number.isEmpty() || m_process.state() != QProcess::NotRunning || m_upload.isEmpty())
        return;
    leave(uploaded, {QStringLiteral("--upload")}, QStringLiteral("正在收集状态和日志"));
}

void BundleDesk::leave(const QString &where, const QStringList &how, const QString &word)
{
    m_writer = m_number;
    m_stick = where;
    start(QStringList{QStringLiteral("--progress")} + how, QStringLiteral("working"), word);
}

bool BundleDesk::sending() const
{
    return m_stick == uploaded;
}

/// Lines that tell a stage; all else is the answer.
void BundleDesk::read()
{
    while (m_process.canReadLine()) {
        const QByteArray line = m_process.readLine();
        const QJsonObject told = QJsonDocument::fromJson(line).object();
        if (!told.contains(u"stage"))
            m_answer += line;
        else if (told[u"stage"].toString() == u"writing")
            m_word = QStringLiteral("正在写，已写 %1 %，不要拔U盘").arg(told[u"percent"].toInt());
        else if (told[u"stage"].toString() == u"sending")
            m_word = QStringLiteral("正在上传，已传 %1 %").arg(told[u"percent"].toInt());
        else if (told[u"stage"].toString() == u"waiting")
            m_word = QStringLiteral("网络断了，已传 %1 %，过一会儿自动接着传").arg(told[u"percent"].toInt());
    }
    Q_EMIT changed();
}

void BundleDesk::onFinished(int exitCode)
{
    read();
    const QJsonObject answer = QJsonDocument::fromJson(m_answer + m_process.readAllStandardOutput()).object();
    if (m_state == u"working")
        onWritten(exitCode == 0, answer);
    else
        onLooked(answer);
    Q_EMIT changed();
}

void BundleDesk::onLooked(const QJsonObject &answer)
{
    m_state.clear();
    m_word.clear();
    m_sticks.clear();
    m_obstacle.clear();
    m_upload = answer[u"upload"].toString();
    if (!answer.contains(u"sticks"))
        m_obstacle = reasonOf(answer);
    else if (!answer[u"makerUsable"].toBool())
        m_obstacle =
            QStringLiteral("没有厂家的证书，不能加密：请管理员放到 %1").arg(answer[u"maker"].toString());
    for (const auto &stick : answer[u"sticks"].toArray())
        m_sticks.append(
            QVariantMap{{QStringLiteral("name"), stick[u"name"].toString()},
                        {QStringLiteral("free"),
                         QStringLiteral("%1 MB").arg(stick[u"freeBytes"].toDouble() / megabyte, 0, 'f', 0)},
                        {QStringLiteral("readOnly"), stick[u"readOnly"].toBool()}});
}

void BundleDesk::onWritten(bool good, const QJsonObject &answer)
{
    m_state = good ? QStringLiteral("done") : QStringLiteral("failed");
    if (good)
        m_word = sending() ? QStringLiteral("已上传到厂家") : QStringLiteral("已写好并核对，现在可以拔U盘");
    else
        m_word = (sending() ? QStringLiteral("没有传成：") : QStringLiteral("没有写成：")) + reasonOf(answer);
    m_file = answer[u"file"].toString().section(u'/', -1);
    Q_EMIT written(m_stick,
                   good ? QStringLiteral("ok") : answer[u"error"].toString(QStringLiteral("internalError")),
                   m_writer);
}

} // namespace kiosk::shell
