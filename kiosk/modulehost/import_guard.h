#pragma once

#include <QQmlAbstractUrlInterceptor>

namespace kiosk::modulehost
{

/// Keeps a module to the allow-listed imports also where it names them at run time (Qt.createQmlObject), and
/// to its own files. Thread: any (the engine's loader has its own).
class ImportGuard : public QQmlAbstractUrlInterceptor
{
public:
    QUrl intercept(const QUrl &url, DataType type) override;
};

} // namespace kiosk::modulehost
