#include "window.h"

#include <kiosk/hal/emulator_control.h>

#include <opencv2/imgcodecs.hpp>

#include <QDir>
#include <QJsonArray>

namespace kiosk::camerascanner::emulator
{

namespace
{

QJsonObject answerTo(const Status &done)
{
    return done ? QJsonObject() : hal::EmulatorControl::refuse(done.error().detail);
}

} // namespace

Status Window::plug()
{
    if (!m_picture.isEmpty())
        return {};
    if (!QDir(m_folder).isEmpty() || !QDir().mkpath(m_folder))
        return fail(error::invalidData, QStringLiteral("%1 is no empty folder").arg(m_folder));
    return present(emptyView());
}

void Window::unplug()
{
    if (m_picture.isEmpty())
        return;
    QFile::remove(m_picture);
    m_picture.clear();
    QDir().rmdir(m_folder);
}

/// There is always a whole picture in the folder.
Status Window::present(const cv::Mat &view)
{
    const QString next = QStringLiteral("%1/view-%2.png").arg(m_folder).arg(++m_number);
    const QString unfinished = next + QStringLiteral(".part");
    std::vector<uchar> bytes;
    QFile file(unfinished);
    if (!cv::imencode(".png", view, bytes) || !file.open(QIODevice::WriteOnly) ||
        file.write(reinterpret_cast<const char *>(bytes.data()), qint64(bytes.size())) !=
            qint64(bytes.size()))
        return fail(error::invalidData, QStringLiteral("%1 cannot be written").arg(next));
    file.close();
    QFile::rename(unfinished, next);
    if (!m_picture.isEmpty())
        QFile::remove(m_picture);
    m_picture = next;
    return {};
}

QJsonObject Window::control(const QJsonObject &request)
{
    const QString action = request[u"do"].toString();
    if (action == u"unplug" || (action == u"fault" && request[u"name"].toString() == u"unplug")) {
        unplug();
        return {};
    }
    if (action == u"plug")
        return answerTo(plug());
    if (action == u"state")
        return {{QStringLiteral("plugged"), !m_picture.isEmpty()}};
    if (m_picture.isEmpty())
        return hal::EmulatorControl::refuse(QStringLiteral("the camera is not plugged in"));
    if (action == u"show" || action == u"insert")
        return show(request);
    if (action == u"remove" || action == u"clear")
        return answerTo(present(emptyView()));
    return hal::EmulatorControl::refuseUnknown(request);
}

QJsonObject Window::show(const QJsonObject &request)
{
    QJsonArray codes = request[u"codes"].toArray(); // or one of them, as the request itself
    if (codes.isEmpty())
        codes.append(request);
    cv::Mat view = emptyView();
    for (const auto &code : codes) {
        const QString format = code[u"format"].toString(QStringLiteral("qrCode"));
        const auto symbology = hal::symbologyFrom(format);
        if (!symbology)
            return hal::EmulatorControl::refuse(QStringLiteral("no format '%1'").arg(format));
        const Status held =
            hold(view, code[u"text"].toString().toUtf8(), *symbology, Holding::from(code.toObject()));
        if (!held)
            return answerTo(held);
    }
    return answerTo(present(view));
}

} // namespace kiosk::camerascanner::emulator
