#pragma once

#include <kiosk/core/manifest.h>

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace kiosk::documents::test
{

/// The papers of a module of the tree, for its tests. What does not go well fails the test. KIOSK_KEEP names
/// a folder that receives each page, to look at.
class ModulePapers
{
public:
    explicit ModulePapers(const QString &module);

    [[nodiscard]] QByteArray contentOf(const QString &file) const;
    /// tests/NAME.json
    [[nodiscard]] QJsonObject sample(const QString &name) const;
    /// A sound PDF of so many pages of templates/TEMPLATE.xml, of 2026-11-23 10:24; NAME is that of the kept
    /// file.
    [[nodiscard]] QByteArray printed(const QString &templateName, const QJsonObject &data,
                                     const QString &name, int pages = 1,
                                     const QHash<QString, QByteArray> &images = {}) const;
    [[nodiscard]] Manifest manifest() const;
    /// Texts of its items that a citizen reads and for which a language has none.
    [[nodiscard]] QStringList untranslated(const QString &language = QStringLiteral("en")) const;

private:
    QString m_folder;
};

} // namespace kiosk::documents::test
