#pragma once

#include <kiosk/core/module_package.h>
#include <kiosk/modulehost/import_guard.h>
#include <kiosk/modulehost/module_documents.h>
#include <kiosk/modulehost/portal_client.h>
#include <kiosk/sdk/flow/flow_engine.h>
#include <kiosk/sdk/service/service_step.h>

#include <language.h>

#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QQuickView>
#include <QTranslator>

#include <optional>

class Theme;

namespace kiosk::modulehost
{

/// One module on the screen: a window that is already drawn while it waits in reserve, then the module's flow
/// in it. Serves org.bianmin.ModuleHost1. Thread: main.
class Host : public QObject, protected QDBusContext
{
    Q_OBJECT
public:
    explicit Host(const QDBusConnection &connection);
    ~Host() override;

    [[nodiscard]] Status show();

    // The contract, called by the adaptor.
    void Load(const QDBusUnixFileDescriptor &package, const QString &launch);
    void Alive() {}
    bool Back();
    void EnterFocus(bool forward);
    void Conceal(bool concealed);
    bool Find(const QString &name, int &x, int &y, int &width, int &height);
    QString Texts();

private Q_SLOTS:
    void onFocusLeft(bool forward);
    void onFocusMoved(double top, double height);

private:
    void applyEnvironment(const QString &environment);
    void applyModuleTexts(const QString &language);

    PortalClient m_portal;
    MemoryImages *m_images; ///< the engine owns it
    ModuleDocuments m_documents;
    sdk::FlowEngine m_flow;
    sdk::ServiceStep m_step;
    ImportGuard m_guard;
    std::optional<ModulePackage> m_package;
    Language m_language;
    QTranslator m_moduleTexts;
    QQuickView m_view;
    Theme *m_theme = nullptr;
    bool m_ready = false;
};

} // namespace kiosk::modulehost
