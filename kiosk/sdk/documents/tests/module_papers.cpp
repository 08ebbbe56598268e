#include "module_papers.h"

#include "paper.h"

#include <kiosk/sdk/documents/document.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <catch2/catch.hpp>

namespace kiosk::documents::test
{

namespace
{

/// Keys of a manifest whose texts are shown: as a text, or each of a list.
const QStringList shownKeys{
    QStringLiteral("name"),    QStringLiteral("type"),        QStringLiteral("label"),
    QStringLiteral("labels"),  QStringLiteral("title"),       QStringLiteral("text"),
    QStringLiteral("points"),  QStringLiteral("options"),     QStringLiteral("empty"),
    QStringLiteral("q"),       QStringLiteral("a"),           QStringLiteral("tips"),
    QStringLiteral("process"), QStringLiteral("source_note"), QStringLiteral("conditions"),
    QStringLiteral("doc"),     QStringLiteral("article"),     QStringLiteral("elsewhere")};

bool isChinese(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x4E00; });
}

void collect(const QString &key, const QJsonValue &value, QStringList &texts)
{
    if (value.isString() && shownKeys.contains(key) && isChinese(value.toString()) &&
        !value.toString().contains(u'$'))
        texts.append(value.toString());
    for (const auto &entry : value.toArray())
        collect(key, entry, texts);
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const bool shown = entry->isString() && key == u"labels";
        if (entry.key() != u"i18n" && entry.key() != u"search")
            collect(shown ? key : entry.key(), *entry, texts);
    }
}

} // namespace

ModulePapers::ModulePapers(const QString &module)
    : m_folder(qEnvironmentVariable("KIOSK_SOURCE") + QStringLiteral("/modules/") + module)
{
}

QByteArray ModulePapers::contentOf(const QString &file) const
{
    QFile opened(m_folder + QLatin1Char('/') + file);
    INFO(file.toStdString());
    REQUIRE(opened.open(QIODevice::ReadOnly));
    return opened.readAll();
}

QJsonObject ModulePapers::sample(const QString &name) const
{
    return QJsonDocument::fromJson(contentOf(QStringLiteral("tests/%1.json").arg(name))).object();
}

QByteArray ModulePapers::printed(const QString &templateName, const QJsonObject &data, const QString &name,
                                 int pages, const QHash<QString, QByteArray> &images) const
{
    const RenderOptions options{QDateTime(QDate(2026, 11, 23), QTime(10, 24), Qt::OffsetFromUTC, 8 * 3600)};
    const Result<Document> document =
        render(contentOf(QStringLiteral("templates/%1.xml").arg(templateName)), data, images, options);
    if (!document)
        FAIL(document.error().detail.toStdString());
    CHECK(document->pageCount() == pages);
    const Result<QByteArray> pdf = document->pdf();
    REQUIRE(pdf);
    CHECK(faultsOf(*pdf) == QString());
    if (const QString keep = qEnvironmentVariable("KIOSK_KEEP"); !keep.isEmpty()) {
        QFile file(keep + QStringLiteral("/%1-%2.pdf").arg(templateName, name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(*pdf);
    }
    return *pdf;
}

Manifest ModulePapers::manifest() const
{
    QList<Finding> findings;
    const Result<Manifest> manifest = Manifest::fromModule(m_folder, findings);
    for (const Finding &finding : findings)
        UNSCOPED_INFO(finding.text().toStdString());
    REQUIRE(manifest);
    return *manifest;
}

QStringList ModulePapers::untranslated(const QString &language) const
{
    QStringList missing;
    for (const auto &value : manifest().items) {
        const QJsonObject item = value.toObject();
        const QJsonObject known = item[u"i18n"][language][u"texts"].toObject();
        QStringList texts;
        collect({}, item, texts);
        for (const QString &text : texts) {
            if (!known.contains(text) && !missing.contains(text))
                missing.append(text);
        }
    }
    return missing;
}

} // namespace kiosk::documents::test
