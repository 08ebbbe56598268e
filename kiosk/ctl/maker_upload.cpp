#include <kiosk/ctl/maker_upload.h>

#include <kiosk/core/sealed_memory.h>
#include <kiosk/ipc/bus.h>

#include "support_proxy.h"

#include <QEventLoop>

namespace kiosk::ctl
{

namespace
{
constexpr int answersWithin = 11 * 60'000; ///< ms; kiosk-serviced gives up before
} // namespace

Status sendToMaker(const QDBusConnection &bus, const QString &name, const QByteArray &bundle,
                   const UploadProgress &progress)
{
    const auto sealed = sealMemory(bundle);
    if (!sealed)
        return sealed.error();
    OrgBianminSupport1Interface support(QString::fromLatin1(ipc::servicesName),
                                        QString::fromLatin1(ipc::supportPath), bus);
    support.setTimeout(answersWithin);
    QObject::connect(&support, &OrgBianminSupport1Interface::Progress, &support, progress);
    QEventLoop loop;
    const QDBusPendingCallWatcher call(support.Send(name, ipc::toDBus(*sealed)));
    QObject::connect(&call, &QDBusPendingCallWatcher::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return call.isError() ? Status(ipc::errorFrom(call.error())) : Status();
}

} // namespace kiosk::ctl
