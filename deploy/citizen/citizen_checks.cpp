// What is looked for: on the screen, on paper, in the records.
#include "citizen.h"

#include "automation_proxy.h"
#include "citizen_calls.h"
#include "paper.h"
#include "services_proxy.h"

#include <deploy/platform/silhouette.h>

#include <kiosk/core/paths.h>

#include <QColor>
#include <QDir>
#include <QHash>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

namespace kiosk::citizen
{

namespace
{

/// Every value of `wanted` is in `found`, or of a list of words one; the first that differs, else empty.
QString difference(const QJsonObject &wanted, const QJsonObject &found)
{
    for (auto value = wanted.begin(); value != wanted.end(); ++value) {
        const bool oneOf = found[value.key()].isString() && value->toArray().contains(found[value.key()]);
        if (found[value.key()] != *value && !oneOf)
            return QStringLiteral("%1 is %2, not %3")
                .arg(value.key(), found[value.key()].toVariant().toString(), value->toVariant().toString());
    }
    return {};
}

QString mostCommonColour(const QImage &picture, const QRect &place)
{
    QHash<QRgb, int> counts;
    const QRect seen = place & picture.rect();
    for (int y = seen.top(); y <= seen.bottom(); y += 2) {
        for (int x = seen.left(); x <= seen.right(); x += 2)
            ++counts[picture.pixel(x, y)];
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most == counts.cend() ? QString() : QColor(most.key()).name().toUpper();
}

} // namespace

Status Citizen::checkLooks(const QJsonObject &wanted, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        const QString thing = wanted[u"thing"].toString();
        const auto place = find(thing);
        if (!place)
            return place.error();
        if (place->top() < wanted[u"below"].toInt())
            return notYet(QStringLiteral("'%1' is at %2").arg(thing).arg(place->top()));
        const auto picture = look();
        if (!picture)
            return picture.error();
        const QString ground = mostCommonColour(*picture, *place);
        if (wanted.contains(u"ground") && ground != wanted[u"ground"].toString())
            return notYet(QStringLiteral("'%1' is %2").arg(thing, ground));
        return {};
    });
}

Status Citizen::waitForPage(const QString &page, Milliseconds within)
{
    KIOSK_TRY(waitFor(within, [&]() -> Status {
        const auto state = shellState();
        if (!state)
            return state.error();
        const QString shown = (*state)[u"page"].toString();
        return shown == page ? Status()
                             : notYet(QStringLiteral("the page is '%1', not '%2'").arg(shown, page));
    }));
    return m_album.keepsEverything() || m_screen.isEmpty() ? takePicture(page) : Status();
}

Status Citizen::waitForText(const QString &text, bool there, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        const auto shown = texts();
        if (!shown)
            return shown.error();
        const bool found = withoutSpaces(*shown).contains(withoutSpaces(text));
        if (found == there)
            return {};
        return notYet(QStringLiteral("'%1' is %2 on the screen")
                          .arg(text, there ? QStringLiteral("not") : QStringLiteral("still")));
    });
}

Status Citizen::waitUntilGone(const QString &name, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        auto reply = m_automation->Find(name);
        KIOSK_TRY(succeeded(reply));
        return reply.argumentAt<0>() ? notYet(QStringLiteral("'%1' is still on the screen").arg(name))
                                     : Status();
    });
}

QStringList Citizen::printedFiles() const
{
    const QDir folder(m_terminal.simulatedFolder + QStringLiteral("/printed"));
    QStringList files;
    for (const auto &entry :
         folder.entryInfoList({QStringLiteral("*.pdf")}, QDir::Files, QDir::Time | QDir::Reversed))
        files.append(entry.filePath());
    return files;
}

Status Citizen::checkPrinted(const QJsonObject &wanted, Milliseconds within)
{
    const int count = wanted[u"count"].toInt(1);
    KIOSK_TRY(waitFor(within, [&]() -> Status {
        const auto found = printedFiles().size();
        return found == count
                   ? Status()
                   : notYet(QStringLiteral("%1 documents were printed, not %2").arg(found).arg(count));
    }));
    if (count == 0)
        return {};
    const auto paper = Paper::read(printedFiles().last());
    if (!paper)
        return paper.error();
    if (wanted.contains(u"pages") && wanted[u"pages"].toInt() != paper->pages)
        return notYet(QStringLiteral("it has %1 pages").arg(paper->pages));
    for (const auto &text : wanted[u"text"].toArray()) {
        if (!paper->text.contains(withoutSpaces(text.toString())))
            return notYet(QStringLiteral("'%1' is not on the paper").arg(text.toString()));
    }
    const QRegularExpression code(wanted[u"qr"].toString());
    if (wanted.contains(u"qr") && paper->codes.filter(code).isEmpty())
        return notYet(
            QStringLiteral("no QR code on the paper matches (%1 were read)").arg(paper->codes.size()));
    return {};
}

Status Citizen::scanPrinted(const QString &scanner, Milliseconds within)
{
    const QStringList files = printedFiles();
    if (files.isEmpty())
        return fail(error::sequenceError, QStringLiteral("nothing was printed"));
    const auto paper = Paper::read(files.last());
    if (!paper)
        return paper.error();
    if (paper->codes.isEmpty())
        return fail(error::noBarcode, files.last());
    const QJsonObject shown{{QStringLiteral("device"), scanner},
                            {QStringLiteral("do"), QStringLiteral("show")},
                            {QStringLiteral("text"), paper->codes.first()}};
    return waitFor(within, [&] { return simulate(shown, Milliseconds(callTimeoutMs)); }); // once it looks
}

Status Citizen::checkJournal(const QJsonObject &wanted, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        auto reply = m_services->Journal(QStringLiteral("{\"limit\": 1}"));
        KIOSK_TRY(succeeded(reply));
        const QJsonObject journal = QJsonDocument::fromJson(reply.value().toUtf8()).object();
        const QJsonObject found = journal[u"cases"][0].toObject();
        QJsonObject values = wanted;
        const QJsonObject operation = values.take(QStringLiteral("operation")).toObject();
        const QJsonArray operations = found[u"operations"].toArray();
        QString wrong = difference(values, found);
        if (wrong.isEmpty())
            wrong =
                difference(operation, operations.isEmpty() ? QJsonObject() : operations.last().toObject());
        return wrong.isEmpty() ? Status() : notYet(QStringLiteral("journal: ") + wrong);
    });
}

Status Citizen::checkAudit(const QJsonObject &wanted, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        auto reply = m_services->Audit(QStringLiteral(R"({"limit": 1000, "verify": true})"));
        KIOSK_TRY(succeeded(reply));
        const QJsonObject audit = QJsonDocument::fromJson(reply.value().toUtf8()).object();
        if (audit[u"first_broken"].toInteger(-1) != 0)
            return notYet(QStringLiteral("audit: ") + audit[u"reason"].toString());
        for (const auto &text : wanted[u"no_text"].toArray()) {
            if (reply.value().contains(text.toString()))
                return notYet(QStringLiteral("audit: '%1' is in it").arg(text.toString()));
        }
        const QJsonArray entries = audit[u"entries"].toArray();
        for (const auto &values : wanted[u"has"].toArray()) {
            if (std::none_of(entries.begin(), entries.end(), [&](const QJsonValue &entry) {
                    return difference(values.toObject(), entry.toObject()).isEmpty();
                }))
                return notYet(
                    QStringLiteral("audit: no entry ") +
                    QString::fromUtf8(QJsonDocument(values.toObject()).toJson(QJsonDocument::Compact)));
        }
        return {};
    });
}

Status Citizen::checkDoctor(const QJsonObject &wanted, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        QProcess doctor;
        doctor.start(paths::program(QStringLiteral("kioskctl")),
                     {QStringLiteral("--run"), m_terminal.runFolder, QStringLiteral("doctor"),
                      QStringLiteral("--json")});
        if (!doctor.waitForFinished())
            return fail(error::timeOut, QStringLiteral("kioskctl doctor does not end"));
        const auto report = QJsonDocument::fromJson(doctor.readAllStandardOutput());
        const QJsonArray checks = report[u"checks"].toArray();
        const auto fits = [&wanted](const QJsonValue &check) {
            for (auto value = wanted.begin(); value != wanted.end(); ++value) {
                if (!check[value.key()].toString().contains(value->toString()))
                    return false;
            }
            return true;
        };
        if (std::any_of(checks.begin(), checks.end(), fits))
            return {};
        return notYet(QStringLiteral("doctor says nothing like ") +
                      QString::fromUtf8(QJsonDocument(wanted).toJson(QJsonDocument::Compact)));
    });
}

Status Citizen::checkTraces(const QJsonObject &wanted, Milliseconds within)
{
    Traces traces;
    for (const auto &text : wanted[u"of"].toArray())
        traces.addText(text.toString());
    for (const QString &code : std::as_const(m_codes))
        traces.addCode(code);
    // The platform's picture of every man, and the block of a card's chip that holds one.
    const QByteArray picture = platform::silhouettePng(u"男");
    traces.addBytes(QStringLiteral("picture"), picture.mid(picture.size() / 2, 32));
    const QImage decoded = QImage::fromData(picture);
    constexpr int edgeOfTheHead = 100;
    constexpr int pixels = 64;
    traces.addBytes(QStringLiteral("picture, decoded"),
                    QByteArray(reinterpret_cast<const char *>(decoded.constScanLine(decoded.height() / 2) +
                                                              qsizetype(edgeOfTheHead) * 4),
                               qsizetype(pixels) * 4));
    traces.addBytes(QStringLiteral("photo of the card"), QByteArray("WLf\x7E").leftJustified(48, '\x5A'));
    const QJsonArray places = wanted[u"found_in"].toArray();
    return waitFor(within, [&]() -> Status {
        const auto found = traces.search(m_terminal);
        if (!found)
            return found.error();
        QStringList lines;
        for (const Traces::Trace &trace : *found)
            lines.append(trace.what + QStringLiteral(" in ") + trace.where);
        lines.removeDuplicates();
        for (const auto &place : places) {
            if (lines.filter(place.toString()).isEmpty())
                return notYet(QStringLiteral("nothing of the citizen is in %1; found: %2")
                                  .arg(place.toString(), lines.join(QStringLiteral("; "))));
        }
        if (!places.isEmpty() || lines.isEmpty())
            return {};
        return notYet(lines.join(QStringLiteral("; ")));
    });
}

} // namespace kiosk::citizen
