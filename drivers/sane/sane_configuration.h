#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

namespace kiosk::sane
{

/// A back end's configuration without what makes it look on a network: lines that begin with net, tcp, or a
/// protocol's address. Pure; thread: any.
[[nodiscard]] QByteArray withoutNetwork(const QByteArray &configuration);

/// SANE reads what it loads from a folder of this process: one back end, with its configuration from
/// /etc/sane.d made local, and nothing else. The folder's name stays the same as long as the process lives,
/// since SANE asks for it once; it is there only until SANE has read it. Thread: one.
class SaneConfiguration
{
public:
    ~SaneConfiguration() { remove(); }
    /// `first`: a line that goes before the back end's own. Errors: notEnoughSpace.
    [[nodiscard]] Status write(const QString &backend, const QString &first);
    void remove();

private:
    bool m_written = false;
};

} // namespace kiosk::sane
