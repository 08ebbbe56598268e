#include "issued_print.h"

#include <QJsonArray>

namespace kiosk::platform
{

namespace
{

constexpr int mostFound = 20;

/// Public data: nobody's subject. By a part of the name, or the whole code.
Result<Payload> searchCompanies(Store &store, const Call &call)
{
    const QString query = call.arguments[u"query"].toString().trimmed();
    if (query.size() < 2)
        return fail(error::invalidData, QStringLiteral("query"));
    QJsonArray found;
    const QJsonArray companies = store.companies();
    for (const auto &value : companies) {
        const QJsonObject company = value.toObject();
        const bool meant = company[u"name"].toString().contains(query, Qt::CaseInsensitive) ||
                           company[u"uscc"].toString() == query.toUpper();
        if (meant && found.size() < mostFound)
            found.append(QJsonObject{{QStringLiteral("name"), company[u"name"]},
                                     {QStringLiteral("uscc"), company[u"uscc"]},
                                     {QStringLiteral("status"), company[u"status"]}});
    }
    return Payload{{{QStringLiteral("companies"), found}}, {}};
}

Result<QJsonObject> companyOf(Store &store, const Call &call)
{
    const QString code = call.arguments[u"uscc"].toString();
    const QJsonArray companies = store.companies();
    for (const auto &value : companies) {
        if (value[u"uscc"].toString() == code)
            return value.toObject();
    }
    return fail(error::noRecord);
}

QJsonArray sectionsOf(const QJsonArray &heads, const QJsonObject &rows)
{
    QJsonArray sections;
    for (const auto &head : heads) {
        QJsonArray entries;
        for (const auto &row : rows[head[u"title"].toString()].toArray())
            entries.append(QJsonObject{{QStringLiteral("cells"), row}});
        sections.append(QJsonObject{{QStringLiteral("title"), head[u"title"]},
                                    {QStringLiteral("head"), head[u"head"]},
                                    {QStringLiteral("count"), entries.size()},
                                    {QStringLiteral("rows"), entries}});
    }
    return sections;
}

/// What the licence says, and every section of the report, also those that are empty (T-13).
Result<Payload> queryCompany(Store &store, const Call &call)
{
    auto company = companyOf(store, call);
    if (!company)
        return company.error();
    const QJsonObject rows = company->take(QStringLiteral("sections")).toObject();
    QJsonObject own;
    own[QStringLiteral("企业年报")] = rows[u"企业年报"]; // the only one of these that has data here
    company->insert(QStringLiteral("government"), sectionsOf(store.reportSections(u"government"), rows));
    company->insert(QStringLiteral("own"), sectionsOf(store.reportSections(u"own"), own));
    return Payload{*company, {}};
}

Result<Payload> issueReport(Store &store, const Call &call)
{
    if (const auto company = companyOf(store, call); !company)
        return company.error();
    return registerPrint(store, call, QStringLiteral("公示信息查询"), 1);
}

} // namespace

QList<Operation> xinyOperations()
{
    return {{QStringLiteral("xiny/company.search"), searchCompanies},
            {QStringLiteral("xiny/company.query"), queryCompany},
            {QStringLiteral("xiny/report.issue"), issueReport}};
}

} // namespace kiosk::platform
