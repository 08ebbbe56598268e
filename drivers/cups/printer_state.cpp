#include "printer_state.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <QMap>

#include <algorithm>
#include <array>

namespace kiosk::cups
{
namespace
{

// From harmless to grave: of two things said about one part the graver one counts.
constexpr std::array paperOrder = {u"full", u"unknown", u"low", u"out", u"jammed"};
constexpr std::array supplyOrder = {u"full", u"low", u"out"};
constexpr std::array coverOrder = {u"closed", u"open"};
constexpr std::array stackerOrder = {u"ok", u"high", u"full"};
constexpr std::array deviceOrder = {u"online",  u"deviceBusy", u"starting",     u"userError",
                                    u"offline", u"powerOff",   u"hardwareError"};

template <size_t Count>
void worsen(QString &state, const QString &other, const std::array<const char16_t *, Count> &order)
{
    const auto rank = [&order](const QString &word) {
        return std::find_if(order.begin(), order.end(),
                            [&](const char16_t *entry) { return word == QStringView(entry); }) -
               order.begin();
    };
    if (rank(other) < qsizetype(Count) && rank(other) > rank(state))
        state = other;
}

QString word(const char16_t *text)
{
    return QStringView(text).toString();
}

QString paperFromLevel(const InputTray &tray, int lowPercent)
{
    if (!tray.level)
        return word(u"unknown");
    if (*tray.level <= 0)
        return word(u"out");
    if (tray.capacity > 0 && *tray.level * 100 < tray.capacity * lowPercent)
        return word(u"low");
    return word(u"full");
}

/// Level by level where the printer tells it. A reason says "a tray", not which: it is laid on those trays
/// that are out by their level or whose level is not known, and on all of them where there are none such.
QJsonObject describePaper(const PrinterAttributes &printer, const PrinterParts &parts,
                          const QStringList &said)
{
    QMap<QString, QString> papers;
    for (const auto &[id, source] : parts.trays) {
        const QString name = source;
        const auto tray =
            std::find_if(printer.trays.begin(), printer.trays.end(),
                         [&name](const InputTray &candidate) { return candidate.name == name; });
        papers.insert(id, tray == printer.trays.end() ? word(u"unknown")
                                                      : paperFromLevel(*tray, parts.lowPercent));
    }
    const bool anyDoubtful = std::any_of(papers.begin(), papers.end(), [](const QString &state) {
        return state == u"out" || state == u"unknown";
    });
    for (QString &paper : papers) {
        const bool meant = !anyDoubtful || paper == u"out" || paper == u"unknown";
        for (const QString &state : said) {
            if (meant || state == u"jammed")
                worsen(paper, state, paperOrder);
        }
        // A printer that complains of nothing has paper, whether it counts sheets or not.
        if (paper == u"unknown")
            paper = word(u"full");
    }
    QJsonObject object;
    for (auto paper = papers.begin(); paper != papers.end(); ++paper)
        object.insert(paper.key(), paper.value());
    return object;
}

QList<std::pair<QString, QString>> traysOf(const PrinterParts &parts)
{
    if (parts.trays.isEmpty())
        return {{QStringLiteral("main"), QStringLiteral("main")}};
    return parts.trays;
}

} // namespace

Result<ReasonTable> ReasonTable::load()
{
    const auto file = YamlDocument::load(paths::share(QStringLiteral("drivers/cups/reasons.yaml")));
    if (!file)
        return file.error();
    const auto schema = loadSchema(QStringLiteral("printer_reasons"));
    if (!schema)
        return schema.error();
    const QList<Finding> findings = file->check(*schema);
    if (!findings.isEmpty())
        return fail(error::invalidData, findings.first().text());

    ReasonTable table;
    const QJsonObject reasons = file->root()[u"reasons"].toObject();
    for (auto reason = reasons.begin(); reason != reasons.end(); ++reason) {
        const QJsonObject said = reason.value().toObject();
        Meaning meaning;
        if (!said.isEmpty())
            meaning = {said.begin().key(), said.begin().value().toString()};
        table.m_meanings.insert(reason.key(), meaning);
    }
    return table;
}

ReasonTable::Meaning ReasonTable::meaning(QStringView reason) const
{
    QStringView keyword = reason;
    for (const QStringView suffix : {u"-report", u"-warning", u"-error"}) {
        if (keyword.endsWith(suffix)) {
            keyword.chop(suffix.size());
            break;
        }
    }
    // Some keywords end in -error themselves: input-pick-error.
    for (const QStringView candidate : {reason, keyword}) {
        const auto known = m_meanings.find(candidate.toString());
        if (known != m_meanings.end())
            return *known;
    }
    if (reason.endsWith(u"-error"))
        return {word(u"device"), word(u"hardwareError")};
    return {};
}

InputTray parseInputTray(QByteArrayView text)
{
    InputTray tray;
    for (const QByteArray &part : text.toByteArray().split(';')) {
        const qsizetype equals = part.indexOf('=');
        if (equals < 0)
            continue;
        const QByteArray key = part.left(equals).trimmed().toLower();
        const QByteArray value = part.mid(equals + 1).trimmed();
        bool number = false;
        const int count = value.toInt(&number);
        if (key == "name")
            tray.name = QString::fromUtf8(value);
        else if (key == "level" && number && count >= 0)
            tray.level =
                std::min(count, 1000000); // negative: other, unknown, some (RFC 3805 prtInputCurrentLevel)
        else if (key == "maxcapacity" && number && count > 0)
            tray.capacity = std::min(count, 1000000);
    }
    return tray;
}

QJsonObject describePrinter(const PrinterAttributes &printer, const PrinterParts &parts,
                            const ReasonTable &table)
{
    QString device = word(u"online");
    QString cover = word(u"closed");
    QString stacker = word(u"ok");
    QMap<QString, QString> supplies = {{parts.supply, word(u"full")}};
    QStringList paper;
    for (const QString &reason : printer.reasons) {
        const auto [part, state] = table.meaning(reason);
        if (part == u"paper")
            paper.append(state);
        else if (part == u"supply" || part == u"toner" || part == u"ink")
            worsen(supplies[part == u"supply" ? parts.supply : part], state, supplyOrder);
        else if (part == u"cover")
            worsen(cover, state, coverOrder);
        else if (part == u"stacker")
            worsen(stacker, state, stackerOrder);
        else if (part == u"device")
            worsen(device, state, deviceOrder);
    }

    PrinterParts known = parts;
    known.trays = traysOf(parts);
    QJsonObject object = {{QStringLiteral("paper"), describePaper(printer, known, paper)},
                          {QStringLiteral("cover"), cover},
                          {QStringLiteral("stacker"), stacker},
                          {QStringLiteral("reasons"), QJsonArray::fromStringList(printer.reasons)}};
    for (auto entry = supplies.begin(); entry != supplies.end(); ++entry)
        object.insert(entry.key(), entry.value());

    // A printer that stopped for a reason named above is online and waits; one that does not say why is
    // broken.
    constexpr int stopped = 5;
    const bool explained =
        paper.contains(u"out") || paper.contains(u"jammed") || cover == u"open" || stacker == u"full" ||
        device != u"online" ||
        std::any_of(supplies.begin(), supplies.end(), [](const QString &state) { return state == u"out"; });
    if (printer.state == stopped && !explained)
        device = word(u"hardwareError");
    if (!printer.accepting && device == u"online")
        device = word(u"offline");
    object.insert(QStringLiteral("device"), device);
    if (!printer.model.isEmpty() || !printer.firmware.isEmpty())
        object.insert(QStringLiteral("identity"),
                      QJsonObject{{QStringLiteral("model"), printer.model},
                                  {QStringLiteral("firmware"), printer.firmware}});
    return object;
}

QJsonObject describeAbsent(const QString &device, const PrinterParts &parts)
{
    QJsonObject paper;
    for (const auto &tray : traysOf(parts))
        paper.insert(tray.first, QStringLiteral("unknown"));
    return {{QStringLiteral("device"), device},
            {QStringLiteral("paper"), paper},
            {parts.supply, QStringLiteral("unknown")},
            {QStringLiteral("cover"), QStringLiteral("unknown")},
            {QStringLiteral("stacker"), QStringLiteral("unknown")},
            {QStringLiteral("reasons"), QJsonArray()}};
}

} // namespace kiosk::cups
