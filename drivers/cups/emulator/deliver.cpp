#include "deliver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>

#include <cstdio>

namespace kiosk::cups
{

int deliver(const QString &socket, const QString &file)
{
    QLocalSocket emulator;
    emulator.connectToServer(socket);
    if (!emulator.waitForConnected(5000))
        return 1;
    const QJsonObject job = {
        {QStringLiteral("file"), file},
        {QStringLiteral("id"), qEnvironmentVariable("IPP_JOB_ID").toInt()},
        {QStringLiteral("name"), qEnvironmentVariable("IPP_JOB_NAME")},
        {QStringLiteral("copies"), qEnvironmentVariable("IPP_COPIES", QStringLiteral("1")).toInt()},
        {QStringLiteral("sides"), qEnvironmentVariable("IPP_SIDES", QStringLiteral("one-sided"))},
        {QStringLiteral("quality"), qEnvironmentVariable("IPP_PRINT_QUALITY")},
        {QStringLiteral("media"), qEnvironmentVariable("IPP_MEDIA")},
        {QStringLiteral("media-col"), qEnvironmentVariable("IPP_MEDIA_COL")}};
    emulator.write(QJsonDocument(job).toJson(QJsonDocument::Compact) + '\n');
    while (emulator.canReadLine() || emulator.waitForReadyRead(-1)) {
        while (emulator.canReadLine()) {
            const QByteArray line = emulator.readLine();
            if (line.startsWith("EXIT "))
                return line.mid(5).trimmed().toInt();
            std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
            std::fflush(stderr);
        }
    }
    return 1;
}

} // namespace kiosk::cups
