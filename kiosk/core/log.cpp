#include <kiosk/core/log.h>

#include <kiosk/core/masking.h>

#include <QDateTime>

#include <cstdio>

namespace kiosk
{

static QString &programName()
{
    static QString name;
    return name;
}

static void writeMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static constexpr const char *levels[] = {"debug", "warning", "critical", "fatal", "info"};
    const QString line =
        QStringLiteral("%1 %2 %3 %4: %5\n")
            .arg(QDateTime::currentDateTime().toString(Qt::ISODateWithMs), programName(),
                 QString::fromLatin1(levels[type]),
                 QString::fromUtf8(context.category ? context.category : "default"), redactNumbers(message));
    const QByteArray bytes = line.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

void installLog(const QString &program)
{
    programName() = program;
    qInstallMessageHandler(writeMessage);
}

} // namespace kiosk
