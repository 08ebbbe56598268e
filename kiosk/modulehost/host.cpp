#include <kiosk/modulehost/host.h>

#include <kiosk/sdk/automation/item_finder.h>

#include <theme.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QQmlContext>
#include <QQmlEngine>
#include <QQuickItem>

#include <fcntl.h>

#include "modulehost_adaptor.h"

namespace kiosk::modulehost
{

Host::Host(const QDBusConnection &connection)
    : m_portal(connection), m_images(new MemoryImages), m_documents(*m_images), m_flow(m_portal, m_documents),
      m_step(m_flow)
{
    new ModuleHost1Adaptor(this);
    QDBusConnection(connection)
        .registerObject(QString::fromLatin1(ipc::moduleHostPath), this, QDBusConnection::ExportAdaptors);
    connect(&m_portal, &PortalClient::environmentChanged, this, &Host::applyEnvironment);
    QQmlEngine *engine = m_view.engine();
    // Only what is built in: nothing is found on the disk or through the network.
    engine->setImportPathList({QStringLiteral("qrc:/qt/qml"), QStringLiteral("qrc:/qt-project.org/imports"),
                               QStringLiteral("/usr/lib/x86_64-linux-gnu/qt6/qml")});
    engine->addImageProvider(QStringLiteral("kiosk"), m_images);
    m_theme = Theme::of(*engine);
}

Host::~Host() = default;

Status Host::show()
{
    m_view.setResizeMode(QQuickView::SizeRootObjectToView);
    m_view.setInitialProperties({{QStringLiteral("flow"), QVariant::fromValue(&m_flow)},
                                 {QStringLiteral("step"), QVariant::fromValue(&m_step)}});
    m_view.setSource(QUrl(QStringLiteral("qrc:/qt/qml/Kiosk/Host/ModuleRoot.qml")));
    if (m_view.status() != QQuickView::Ready)
        return fail(error::internalError,
                    QStringLiteral("ModuleRoot.qml: %1").arg(m_view.errors().value(0).toString()));
    m_view.engine()->addUrlInterceptor(&m_guard); // from here on what is imported is the module's
    connect(m_view.rootObject(), SIGNAL(focusLeft(bool)), SLOT(onFocusLeft(bool)));
    connect(m_view.rootObject(), SIGNAL(focusMoved(double, double)), SLOT(onFocusMoved(double, double)));
    // The first frame is drawn while the host waits in reserve, so that a tap only has to change the page.
    connect(&m_view, &QQuickWindow::frameSwapped, this, [this] {
        if (std::exchange(m_ready, true))
            return;
        m_portal.ready();
    });
    m_view.show();
    return {};
}

void Host::Load(const QDBusUnixFileDescriptor &descriptor, const QString &launch)
{
    const FileDescriptor mine(::fcntl(descriptor.fileDescriptor(), F_DUPFD_CLOEXEC, 0));
    auto package = ModulePackage::fromSealed(FileDescriptor(::fcntl(mine.get(), F_DUPFD_CLOEXEC, 0)));
    if (!package) {
        m_portal.finish(QStringLiteral("failed"), package.error().code.name().toString());
        return;
    }
    m_package = std::move(*package);
    const QJsonObject start = QJsonDocument::fromJson(launch.toUtf8()).object();
    const QJsonObject environment = start[u"environment"].toObject();
    const QJsonObject item = m_package->manifest().item(start[u"item"].toString());
    if (item.isEmpty()) {
        m_portal.finish(QStringLiteral("failed"), error::moduleInvalid.name().toString());
        return;
    }
    m_view.rootObject()->setProperty("moduleRoot", QString(QStringLiteral("qrc") + m_package->root()));
    m_documents.setRoot(m_package->root());
    m_documents.setTitle(item[u"name"].toString());
    m_documents.setDemonstration(environment[u"demonstration"].toBool());
    applyEnvironment(QString::fromUtf8(QJsonDocument(environment).toJson()));
    m_flow.start(item,
                 {{QStringLiteral("terminal"), environment[u"terminal"]},
                  {QStringLiteral("now"), environment[u"now"]}},
                 environment[u"language"].toString(QStringLiteral("zh")));
}

void Host::applyEnvironment(const QString &text)
{
    const QJsonObject environment = QJsonDocument::fromJson(text.toUtf8()).object();
    m_theme->setElder(environment[u"elder"].toBool());
    m_theme->setHighContrast(environment[u"high_contrast"].toBool());
    m_theme->setLowPosition(environment[u"low_position"].toBool());
    m_theme->setLandscape(environment[u"landscape"].toBool());
    m_theme->setUiScale(environment[u"ui_scale"].toDouble(1));
    m_theme->setLarge(environment[u"large_type"].toBool());
    const QString language = environment[u"language"].toString(QStringLiteral("zh"));
    applyModuleTexts(language);
    if (m_language.apply(language, *m_view.engine()))
        m_flow.setLanguage(language);
}

void Host::applyModuleTexts(const QString &language)
{
    QCoreApplication::removeTranslator(&m_moduleTexts);
    if (m_package && m_moduleTexts.load(m_package->root() + QStringLiteral("/i18n/%1.qm").arg(language)))
        QCoreApplication::installTranslator(&m_moduleTexts);
}

bool Host::Back()
{
    QMetaObject::invokeMethod(m_view.rootObject(), "back", Qt::DirectConnection);
    return m_view.rootObject()->property("wentBack").toBool();
}

void Host::EnterFocus(bool forward)
{
    QMetaObject::invokeMethod(m_view.rootObject(), "enterFocus", Qt::DirectConnection, Q_ARG(bool, forward));
}

void Host::onFocusLeft(bool forward)
{
    m_portal.focusLeft(forward);
}

void Host::onFocusMoved(double top, double height)
{
    m_portal.focusMoved(int(top), int(height));
}

void Host::Conceal(bool concealed)
{
    m_view.rootObject()->setProperty("concealed", concealed);
    m_step.setConcealed(concealed);
}

bool Host::Find(const QString &name, int &x, int &y, int &width, int &height)
{
    const auto place = sdk::findItem(m_view.rootObject(), name);
    x = place.x();
    y = place.y();
    width = place.width();
    height = place.height();
    return !place.isEmpty();
}

QString Host::Texts()
{
    return sdk::visibleTexts(m_view.rootObject()).join(u'\n');
}

} // namespace kiosk::modulehost
