#include "machine.h"

#include <kiosk/hal/emulator_control.h>

#include <sane/sane.h>

namespace kiosk::sane::emulator
{

namespace
{

const QStringList &faults()
{
    static const QStringList names{
        QStringLiteral("jam"),    QStringLiteral("io"),       QStringLiteral("busy"),
        QStringLiteral("denied"), QStringLiteral("memory"),   QStringLiteral("hang"),
        QStringLiteral("deaf"),   QStringLiteral("slow"),     QStringLiteral("half"),
        QStringLiteral("more"),   QStringLiteral("nonsense"), QStringLiteral("hang-at-start"),
        QStringLiteral("empty"),
    };
    return names;
}

QJsonObject answer(SANE_Status status, QJsonObject more = {})
{
    more.insert(QStringLiteral("status"), int(status));
    return more;
}

} // namespace

QJsonObject Machine::control(const QJsonObject &request)
{
    const QString what = request[u"do"].toString(), name = request[u"name"].toString();
    if (what == u"wire")
        return wire(request);
    if (what == u"load") {
        m_sheets = request[u"sheets"].toInt();
        m_fed = 0;
        m_skew = request[u"skew"].toDouble();
    } else if (what == u"lay") {
        m_glass = request[u"number"].toInt(1);
        m_skew = request[u"skew"].toDouble();
        m_small = request[u"small"].toBool();
        m_target = {};
        for (const auto *key : {"target", "scale", "light"})
            m_target.insert(QLatin1String(key), request[QLatin1String(key)]);
    } else if (what == u"take") {
        m_glass = m_sheets = 0;
    } else if (what == u"cover") {
        m_cover = request[u"open"].toBool();
    } else if (what == u"plug") {
        m_plugged = true;
    } else if (what == u"fault" && name == u"unplug") {
        m_plugged = false;
    } else if (what == u"fault" && faults().contains(name)) {
        m_fault = name;
        m_faultAt = request[u"at"].toInt(1);
    } else if (what == u"clear") {
        clear();
    } else if (what != u"state") {
        return hal::EmulatorControl::refuse(QStringLiteral("cannot '%1' %2").arg(what, name));
    }
    return state();
}

void Machine::clear()
{
    *this = Machine();
}

bool Machine::faultHere(const char *name) const
{
    return m_fault == QLatin1String(name) && m_picture >= m_faultAt;
}

QJsonObject Machine::wire(const QJsonObject &request)
{
    const QString ask = request[u"ask"].toString();
    if (ask == u"device")
        return {{QStringLiteral("plugged"), m_plugged},
                {QStringLiteral("loaded"), m_sheets > 0},
                {QStringLiteral("cover"), m_cover}};
    if (ask == u"open") {
        if (!m_plugged)
            return answer(SANE_STATUS_INVAL);
        if (m_fault == u"denied")
            return answer(SANE_STATUS_ACCESS_DENIED);
        ++m_opened;
        return answer(SANE_STATUS_GOOD);
    }
    if (ask == u"begin")
        return begin(request);
    if (ask == u"cancel") {
        ++m_canceled;
        m_picture = 0;
        return answer(SANE_STATUS_GOOD);
    }
    return go();
}

QJsonObject Machine::begin(const QJsonObject &request)
{
    m_asked = request;
    m_pieces = 0;
    ++m_picture;
    if (!m_plugged)
        return answer(SANE_STATUS_IO_ERROR);
    if (m_cover)
        return answer(SANE_STATUS_COVER_OPEN);
    if (faultHere("busy"))
        return answer(SANE_STATUS_DEVICE_BUSY);
    if (faultHere("memory"))
        return answer(SANE_STATUS_NO_MEM);
    const bool both = request[u"source"].toString() == u"ADF Duplex";
    const bool feeds = both || request[u"source"].toString() == u"ADF Front";
    int number = m_glass;
    if (feeds && both && m_back) {
        m_back = false;
        number = 128 + m_fed;
    } else if (feeds) {
        if (m_sheets == 0)
            return answer(SANE_STATUS_NO_DOCS);
        --m_sheets;
        number = ++m_fed;
        m_back = both;
    }
    QJsonObject sheet = feeds ? QJsonObject() : m_target;
    sheet.insert(QStringLiteral("number"), number);
    sheet.insert(QStringLiteral("skew"), m_skew);
    sheet.insert(QStringLiteral("small"), m_small && !feeds);
    sheet.insert(QStringLiteral("fault"), m_picture >= m_faultAt ? m_fault : QString());
    return answer(SANE_STATUS_GOOD, sheet);
}

/// Before each piece of a picture.
QJsonObject Machine::go()
{
    ++m_pieces;
    if (!m_plugged)
        return answer(SANE_STATUS_IO_ERROR);
    if (m_pieces > 4 && faultHere("jam"))
        return answer(SANE_STATUS_JAMMED);
    if (m_pieces > 4 && faultHere("io"))
        return answer(SANE_STATUS_IO_ERROR);
    return answer(SANE_STATUS_GOOD,
                  {{QStringLiteral("fault"), m_picture >= m_faultAt ? m_fault : QString()}});
}

QJsonObject Machine::state() const
{
    return {{QStringLiteral("plugged"), m_plugged},   {QStringLiteral("cover"), m_cover},
            {QStringLiteral("glass"), m_glass},       {QStringLiteral("sheets"), m_sheets},
            {QStringLiteral("fault"), m_fault},       {QStringLiteral("picture"), m_picture},
            {QStringLiteral("pieces"), m_pieces},     {QStringLiteral("opened"), m_opened},
            {QStringLiteral("canceled"), m_canceled}, {QStringLiteral("asked"), m_asked}};
}

} // namespace kiosk::sane::emulator
