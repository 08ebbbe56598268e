#pragma once

#include <QMap>
#include <QStringList>

#include <optional>

namespace kiosk::services
{

/// How surely the citizen of a case is known (services.md §0.11). Enterprise levels E1 to E3 are reached by
/// no way yet.
enum class Level { L0, L1, L2, L3, L4, Unreachable };

[[nodiscard]] Level levelFrom(QStringView text);
[[nodiscard]] QString levelName(Level level);

struct ServiceItem {
    Level level = Level::Unreachable; ///< kiosk.auth
    int dailyLimit = 0;               ///< kiosk.daily_limit.per_person; 0 = none
};

/// What modules are installed and may do, as far as the platform goes. Thread: one.
class ModuleCatalogue
{
public:
    virtual ~ModuleCatalogue() = default;
    [[nodiscard]] virtual std::optional<ServiceItem> item(const QString &module, const QString &code) = 0;
    [[nodiscard]] virtual bool grants(const QString &module, const QString &operation) = 0;
    /// Empty where it is not installed.
    [[nodiscard]] virtual QString version(const QString &module) = 0;
    /// Module → granted operations.
    [[nodiscard]] virtual QMap<QString, QStringList> grants() = 0;
};

/// The packages of one folder, share/kiosk/modules/*.rcc; looked at again when a file there changes.
class InstalledModules : public ModuleCatalogue
{
public:
    explicit InstalledModules(QString folder);
    [[nodiscard]] std::optional<ServiceItem> item(const QString &module, const QString &code) override;
    [[nodiscard]] bool grants(const QString &module, const QString &operation) override;
    [[nodiscard]] QString version(const QString &module) override;
    [[nodiscard]] QMap<QString, QStringList> grants() override;

private:
    struct Module {
        QString version;
        QMap<QString, ServiceItem> items;
        QStringList operations;
    };
    void refresh();

    QString m_folder;
    QString m_stamp;
    QMap<QString, Module> m_modules;
};

} // namespace kiosk::services
