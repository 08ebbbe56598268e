#pragma once

#include <kiosk/core/module_package.h>
#include <kiosk/shell/search_index.h>

#include <QHash>
#include <QSet>
#include <QVariantMap>

#include <map>

namespace kiosk::shell
{

/// What the terminal offers: categories and often-used items from catalogue.yaml, service items from the
/// installed modules. Texts come in the language asked for, Chinese where there is no other. Thread: main.
class Catalogue
{
public:
    /// Reads PREFIX/share/kiosk/catalogue.yaml and every package of PREFIX/share/kiosk/modules; a package
    /// that does not verify is left out and named in `findings`. Offered is what is meant for this type of
    /// terminal and can be done with the classes of device that it has. Errors: invalidData (the catalogue
    /// itself).
    [[nodiscard]] static Result<Catalogue> load(const QString &terminalType,
                                                const QSet<QString> &deviceClasses, QStringList &findings);

    /// The name over every page, and the terminal's own below it.
    [[nodiscard]] QString title(const QString &language) const;
    [[nodiscard]] QString terminalName(const QString &language) const;
    [[nodiscard]] QVariantList categories(const QString &language) const;
    [[nodiscard]] QVariantList hotItems(const QString &language) const;
    [[nodiscard]] QVariantList elderItems(const QString &language) const;
    [[nodiscard]] QVariantList elsewhere(const QString &language) const;
    [[nodiscard]] QVariantList notices(const QString &language) const;
    [[nodiscard]] QVariantMap ratingOptions(const QString &language) const;
    [[nodiscard]] QVariantMap category(const QString &id, const QString &language) const;
    /// Installed items of a category.
    [[nodiscard]] QVariantList itemsOf(const QString &category, const QString &language) const;
    /// The best of what SearchIndex finds among the items that can be done here; at most 8.
    [[nodiscard]] QVariantList search(const QString &query, const QString &language) const;

    /// The item as its manifest has it; empty where it is not installed.
    [[nodiscard]] QJsonObject item(const QString &code) const;
    /// The item with its texts in a language, for the guide page.
    [[nodiscard]] QVariantMap guide(const QString &code, const QString &language) const;
    /// [{name, icon, types: [flow step types]}]: the bar over a flow.
    [[nodiscard]] QVariantList steps(const QString &code, const QString &language) const;
    /// Which entry of steps() a flow step of that id belongs to; -1 where none does.
    [[nodiscard]] int stepIndex(const QString &code, const QString &stepId) const;
    /// The entry of steps() that a flow begins with.
    [[nodiscard]] int firstStep(const QString &code) const;
    [[nodiscard]] bool isOffered(const QString &code) const;
    /// Of an item that is offered; null where it is not, or its module is stopped.
    [[nodiscard]] const ModulePackage *moduleOf(const QString &code) const;
    /// Device classes without which some item that is offered cannot be done.
    [[nodiscard]] QSet<QString> neededClasses() const;
    /// The category of an item of `hot` that is not installed.
    [[nodiscard]] QString categoryOf(const QString &code) const;
    /// Names of the items that cannot be done without a device of this class.
    [[nodiscard]] QStringList itemsNeeding(const QString &deviceClass) const;
    [[nodiscard]] QString deviceClass(const QString &deviceCode) const;
    /// {id → {name, detail, icon, needs}}
    [[nodiscard]] QVariantMap method(const QString &id, const QString &language) const;
    [[nodiscard]] const std::map<QString, ModulePackage> &modules() const { return m_modules; }
    /// Modules whose items are shown but not begun: {id → {"since", "failures", "reason", …}}.
    void setStopped(const QHash<QString, QJsonObject> &stopped) { m_stopped = stopped; }
    [[nodiscard]] QJsonObject stopOf(const QString &module) const { return m_stopped.value(module); }
    /// Why devices cannot be used now, by class: items that need one of them say so. False where that is what
    /// was known already.
    bool setObstacles(const QHash<QString, Error> &obstacles);

private:
    [[nodiscard]] bool isForThisTerminal(const QJsonObject &item) const;
    [[nodiscard]] QStringList classesNeeded(const QJsonObject &item) const;
    /// {available, reason}: can it be begun now, and if not, why, in words for the screen.
    [[nodiscard]] QVariantMap availability(const QString &code, const QString &language) const;
    [[nodiscard]] QVariantMap summary(const QJsonObject &item, const QString &language) const;
    [[nodiscard]] QVariantMap hotItem(const QJsonObject &hot, QVariantMap words,
                                      const QString &language) const;

    QJsonObject m_data;
    std::map<QString, ModulePackage> m_modules; ///< by module id
    QHash<QString, QJsonObject> m_stopped;
    QHash<QString, Error> m_obstacles;     ///< by device class
    QHash<QString, QStringList> m_offered; ///< item → device classes that it needs
    QString m_terminalType;
    QSet<QString> m_deviceClasses;
    SearchIndex m_index;
};

} // namespace kiosk::shell
