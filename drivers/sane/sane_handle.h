#pragma once

#include "sane_naming.h"
#include "scan_options.h"

#include "sane_configuration.h"

#include <atomic>
#include <memory>
#include <opencv2/core.hpp>

namespace kiosk::sane
{

/// libsane with one scanner open. Its calls block: all but cancel() in SaneThread, one at a time. A process
/// has one of these at a time.
class SaneHandle
{
public:
    /// Starts libsane, looks for the scanner and opens it. `first`: a line for the back end's configuration.
    /// Errors: noDevice (none or several are as the pattern says), deviceBusy, authorisationRequired …
    [[nodiscard]] static Result<std::shared_ptr<SaneHandle>> open(const ScannerPattern &pattern,
                                                                  const QString &first);
    ~SaneHandle();
    SaneHandle(const SaneHandle &) = delete;
    SaneHandle &operator=(const SaneHandle &) = delete;

    /// Asked now, on the buses of this machine. Errors: noDevice.
    [[nodiscard]] Status find();
    [[nodiscard]] const QString &model() const { return m_model; }
    [[nodiscard]] const QString &type() const { return m_type; }

    /// An option as it is now; nothing where it has none of that name.
    [[nodiscard]] std::optional<ScanOption> option(QStringView name) const;
    /// Does nothing where it has none of that name. Errors: unsupportedData …
    template <typename T> [[nodiscard]] Status set(QStringView name, const T &value)
    {
        const auto found = option(name);
        if (!found)
            return {};
        const auto bytes = found->encoded(value);
        if (!bytes)
            return bytes.error();
        return set(*found, *bytes);
    }
    /// Nothing where it cannot be read.
    [[nodiscard]] std::optional<double> number(QStringView name) const;

    /// Cancels from now on count.
    void begin() { m_canceled = false; }
    /// The next picture; nothing when the feeder is empty. Errors: as failureOf(), protocolError.
    [[nodiscard]] Result<std::optional<cv::Mat>> nextPicture();
    /// Ends a picture that is under way, and the scan. Thread: any.
    void cancel();

private:
    SaneHandle() = default;
    [[nodiscard]] Status find(const ScannerPattern &pattern);
    [[nodiscard]] Status set(const ScanOption &option, QByteArray value);
    void readOptions();

    SaneConfiguration m_configuration;
    SANE_Handle m_handle = nullptr;
    bool m_started = false;
    ScannerPattern m_pattern;
    QString m_name;
    QString m_model;
    QString m_type;
    QList<ScanOption> m_options;
    std::atomic<bool> m_canceled{false};
};

} // namespace kiosk::sane
