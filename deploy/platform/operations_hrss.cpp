#include "issued_print.h"

#include <QJsonArray>
#include <QSet>

namespace kiosk::platform
{

namespace
{

/// Personal parts of the contributions, in tenths of a per cent of the base.
int share(const QString &insurance)
{
    if (insurance == u"工伤保险")
        return 0;
    return insurance == u"失业保险" ? 5 : 80;
}

QString monthOf(const QDate &day)
{
    return day.toString(QStringLiteral("yyyy-MM"));
}

QDate firstOf(const QString &month)
{
    return QDate::fromString(month + QStringLiteral("-01"), Qt::ISODate);
}

/// Spans of one insurance as they lie in FROM to TO, each ended by now at the latest.
QList<QJsonObject> spansOf(const QJsonObject &insurance, const QString &from, const QString &to,
                           const QDateTime &now)
{
    const QString until = qMin(to, monthOf(now.date()));
    QList<QJsonObject> spans;
    for (const auto &value : insurance[u"spans"].toArray()) {
        QJsonObject span = value.toObject();
        const QString begin = qMax(from, span[u"from"].toString());
        const QString end = span[u"to"].isNull() ? until : qMin(until, span[u"to"].toString());
        if (begin > end)
            continue;
        span[QStringLiteral("from")] = begin;
        span[QStringLiteral("to")] = end;
        spans.append(span);
    }
    return spans;
}

struct Insured {
    Citizen citizen;
    QJsonObject record;
    QList<QJsonObject> insurances; ///< of those whose system answers, and that were asked for
    QStringList down;
};

/// Without `wanted`: all. Errors: noRecord.
Result<Insured> insured(Store &store, const Call &call, const QStringList &wanted = {})
{
    const auto citizen = subjectOf(store, call);
    if (!citizen)
        return citizen.error();
    const auto record = store.insuranceRecord(citizen->idNumber);
    if (!record)
        return fail(error::noRecord);
    Insured found{*citizen, *record, {}, {}};
    for (const auto &value : (*record)[u"insurances"].toArray()) {
        const QString name = value[u"insurance"].toString();
        if (!wanted.isEmpty() && !wanted.contains(name))
            continue;
        if (call.down.contains(name))
            found.down.append(name);
        else
            found.insurances.append(value.toObject());
    }
    return found;
}

QJsonObject person(const Insured &insured)
{
    return {{QStringLiteral("name"), insured.citizen.name},
            {QStringLiteral("sex"), insured.citizen.sex},
            {QStringLiteral("id_number"), insured.citizen.idNumber},
            {QStringLiteral("personal_number"), insured.record[u"personal_number"]},
            {QStringLiteral("unavailable"), QJsonArray::fromStringList(insured.down)}};
}

/// The months of some spans in which the contribution has arrived.
QSet<QString> arrivedMonths(const QJsonObject &insurance, const QList<QJsonObject> &spans)
{
    const QStringList open = insurance[u"not_arrived"].toVariant().toStringList();
    QSet<QString> months;
    for (const QJsonObject &span : spans) {
        const QDate end = firstOf(span[u"to"].toString());
        for (QDate month = firstOf(span[u"from"].toString()); month <= end; month = month.addMonths(1)) {
            if (!open.contains(monthOf(month)))
                months.insert(monthOf(month));
        }
    }
    return months;
}

QJsonObject stateOf(const QJsonObject &insurance, const QDateTime &now)
{
    const QString ever = QStringLiteral("9999-12");
    const QList<QJsonObject> spans = spansOf(insurance, {}, ever, now);
    const QJsonObject last = spans.isEmpty() ? QJsonObject() : spans.last();
    return {{QStringLiteral("insurance"), insurance[u"insurance"]},
            {QStringLiteral("status"), insurance[u"status"]},
            {QStringLiteral("place"), insurance[u"place"]},
            {QStringLiteral("employer"), last[u"employer"]},
            {QStringLiteral("first"), spans.isEmpty() ? QString() : spans.first()[u"from"].toString()},
            {QStringLiteral("last"), last[u"to"].toString()},
            {QStringLiteral("months"), arrivedMonths(insurance, spans).size()}};
}

Result<Payload> queryInsured(Store &store, const Call &call)
{
    const auto found = insured(store, call);
    if (!found)
        return found.error();
    QJsonArray insurances;
    QJsonArray names;
    QString first;
    for (const QJsonObject &insurance : found->insurances) {
        const QJsonObject state = stateOf(insurance, call.now);
        insurances.append(state);
        names.append(insurance[u"insurance"]);
        const QString begin = state[u"first"].toString();
        first = first.isEmpty() ? begin : qMin(first, begin);
    }
    QJsonObject fields = person(*found);
    fields.insert(QStringLiteral("insurances"), insurances);
    fields.insert(QStringLiteral("names"), names);
    fields.insert(QStringLiteral("first"), first);
    return Payload{fields, {}};
}

/// The insurances that a call names; its months are in order. Errors: invalidData, noRecord.
Result<Insured> insuredAsAsked(Store &store, const Call &call)
{
    const QStringList wanted = call.arguments[u"insurances"].toVariant().toStringList();
    const QString from = call.arguments[u"from"].toString();
    const QString to = call.arguments[u"to"].toString();
    if (wanted.isEmpty() || !firstOf(from).isValid() || !firstOf(to).isValid() || to < from)
        return fail(error::invalidData, QStringLiteral("insurances, from or to"));
    return insured(store, call, wanted);
}

/// What a certificate says (T-01): the state of each insurance and its contributions as spans.
Result<Payload> queryCertificate(Store &store, const Call &call)
{
    const auto found = insuredAsAsked(store, call);
    if (!found)
        return found.error();
    const QString from = call.arguments[u"from"].toString();
    const QString to = call.arguments[u"to"].toString();
    QJsonArray insurances;
    QJsonArray spans;
    QSet<QString> months; // of whichever insurance
    for (const QJsonObject &insurance : found->insurances) {
        insurances.append(stateOf(insurance, call.now));
        const QStringList open = insurance[u"not_arrived"].toVariant().toStringList();
        const auto add = [&](const QJsonObject &span, const QString &begin, const QString &end,
                             bool arrived) {
            if (begin > end)
                return;
            spans.append(QJsonObject{
                {QStringLiteral("insurance"), insurance[u"insurance"]},
                {QStringLiteral("from"), begin},
                {QStringLiteral("to"), end},
                {QStringLiteral("base_fen"), span[u"base_fen"]},
                {QStringLiteral("arrived"), arrived ? QStringLiteral("已到账") : QStringLiteral("未到账")},
                {QStringLiteral("employer"), span[u"employer"]}});
        };
        const QList<QJsonObject> within = spansOf(insurance, from, to, call.now);
        months.unite(arrivedMonths(insurance, within));
        for (const QJsonObject &span : within) {
            QString begin = span[u"from"].toString();
            const QString end = span[u"to"].toString();
            for (const QString &month : open) {
                if (month < begin || month > end)
                    continue;
                add(span, begin, monthOf(firstOf(month).addMonths(-1)), true);
                add(span, month, month, false);
                begin = monthOf(firstOf(month).addMonths(1));
            }
            add(span, begin, end, true);
        }
    }
    QJsonObject fields = person(*found);
    fields.insert(QStringLiteral("insurances"), insurances);
    fields.insert(QStringLiteral("spans"), spans);
    fields.insert(QStringLiteral("months"), months.size());
    return Payload{fields, {}};
}

/// Month by month, the last one first.
Result<Payload> queryPayments(Store &store, const Call &call)
{
    const auto found = insuredAsAsked(store, call);
    if (!found)
        return found.error();
    QList<QJsonObject> rows;
    qint64 total = 0;
    for (const QJsonObject &insurance : found->insurances) {
        const QString name = insurance[u"insurance"].toString();
        const QStringList open = insurance[u"not_arrived"].toVariant().toStringList();
        for (const QJsonObject &span : spansOf(insurance, call.arguments[u"from"].toString(),
                                               call.arguments[u"to"].toString(), call.now)) {
            const QDate end = firstOf(span[u"to"].toString());
            for (QDate month = firstOf(span[u"from"].toString()); month <= end; month = month.addMonths(1)) {
                const qint64 base = span[u"base_fen"].toInteger();
                const bool arrived = !open.contains(monthOf(month));
                const qint64 personal = base * share(name) / 1000;
                total += arrived ? personal : 0;
                rows.append(QJsonObject{{QStringLiteral("month"), monthOf(month)},
                                        {QStringLiteral("insurance"), name},
                                        {QStringLiteral("base_fen"), base},
                                        {QStringLiteral("personal_fen"), personal},
                                        {QStringLiteral("arrived"),
                                         arrived ? QStringLiteral("已到账") : QStringLiteral("未到账")},
                                        {QStringLiteral("employer"), span[u"employer"]}});
            }
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const QJsonObject &a, const QJsonObject &b) {
        return a[u"month"].toString() > b[u"month"].toString();
    });
    QJsonArray payments;
    for (const QJsonObject &row : rows)
        payments.append(row);
    QJsonObject fields = person(*found);
    fields.insert(QStringLiteral("payments"), payments);
    fields.insert(QStringLiteral("personal_total_fen"), total);
    return Payload{fields, {}};
}

/// The pension of who has one (T-03), paid on the fifteenth.
Result<Payload> queryBenefit(Store &store, const Call &call)
{
    const auto found = insured(store, call);
    if (!found)
        return found.error();
    const QJsonObject benefit = found->record[u"benefit"].toObject();
    if (benefit.isEmpty())
        return fail(error::noRecord);
    qint64 due = 0;
    for (const char *part : {"basic_fen", "account_fen", "transitional_fen", "other_fen"})
        due += benefit[QLatin1String(part)].toInteger();
    const qint64 deducted = benefit[u"deducted_fen"].toInteger();
    QJsonArray payments;
    const QDate first = firstOf(benefit[u"first_paid"].toString());
    QDate month(call.now.date().year(), call.now.date().month(), 1);
    for (int i = 0; i < 24 && month >= first; ++i, month = month.addMonths(-1)) {
        const bool paid = i > 0 || call.now.date().day() >= 15;
        payments.append(QJsonObject{
            {QStringLiteral("month"), monthOf(month)},
            {QStringLiteral("due_fen"), due},
            {QStringLiteral("deducted_fen"), deducted},
            {QStringLiteral("paid_fen"), due - deducted},
            {QStringLiteral("state"), paid ? QStringLiteral("已发放") : QStringLiteral("待发放")}});
    }
    QJsonObject fields = person(*found);
    for (auto entry = benefit.begin(); entry != benefit.end(); ++entry)
        fields.insert(entry.key(), entry.value());
    fields.insert(QStringLiteral("account"), benefit[u"account"].toString().last(4));
    fields.insert(QStringLiteral("total_fen"), due);
    fields.insert(QStringLiteral("payments"), payments);
    fields.remove(QStringLiteral("deducted_fen"));
    return Payload{fields, {}};
}

} // namespace

QList<Operation> hrssOperations()
{
    return {{QStringLiteral("hrss/insured.query"), queryInsured},
            {QStringLiteral("hrss/certificate.query"), queryCertificate},
            {QStringLiteral("hrss/payments.query"), queryPayments},
            {QStringLiteral("hrss/benefit.query"), queryBenefit},
            {QStringLiteral("hrss/document.issue"), issuePrint}};
}

} // namespace kiosk::platform
