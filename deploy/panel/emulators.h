#pragma once

#include <QObject>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

namespace kiosk::panel
{

/// The emulators of the running terminal, by the control sockets in its run folder. Nothing here blocks;
/// answers come as signals. Thread: main.
class Emulators : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QStringList devices READ devices NOTIFY devicesChanged)

public:
    explicit Emulators(QObject *parent = nullptr);

    [[nodiscard]] QStringList devices() const { return m_devices; }
    /// Looks again which emulators there are, and asks each for its state.
    Q_INVOKABLE void refresh();
    /// {"do": …} to one emulator.
    Q_INVOKABLE void ask(const QString &device, const QVariantMap &request);

Q_SIGNALS:
    void devicesChanged();
    void answered(const QString &device, const QString &action, const QVariantMap &answer);

private:
    QStringList m_devices;
};

} // namespace kiosk::panel
