#include <kiosk/core/log.h>

#include <QFont>
#include <QGuiApplication>
#include <QQmlApplicationEngine>

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    kiosk::installLog(QStringLiteral("kiosk-panel"));
    QGuiApplication::setFont(QFont(QStringLiteral("Noto Sans CJK SC")));
    QQmlApplicationEngine engine;
    QObject::connect(
        &engine, &QQmlApplicationEngine::objectCreated, &application,
        [](const QObject *root) {
            if (root == nullptr)
                QCoreApplication::exit(1);
        },
        Qt::QueuedConnection);
    engine.addImportPath(QStringLiteral("qrc:/qt/qml")); // Qt adds it by itself from 6.5 on
    engine.load(QStringLiteral("qrc:/qt/qml/Kiosk/Panel/Panel.qml"));
    return QGuiApplication::exec();
}
