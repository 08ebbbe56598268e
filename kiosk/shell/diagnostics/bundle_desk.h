#pragma once

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QVariantList>

namespace kiosk::shell
{

/// A support bundle for the maker, onto a stick that a technician has plugged in, or sent: `kioskctl bundle`
/// makes it and writes or hands it on, in its own process. Thread: main.
class BundleDesk : public QObject
{
    Q_OBJECT
    /// "" | looking | working | done | failed
    Q_PROPERTY(QString state READ state NOTIFY changed)
    /// How it went, or how far it is, in words.
    Q_PROPERTY(QString word READ word NOTIFY changed)
    /// What was written, where it is done.
    Q_PROPERTY(QString file READ file NOTIFY changed)
    /// [{name, free: "120 MB", readOnly}]
    Q_PROPERTY(QVariantList sticks READ sticks NOTIFY changed)
    /// The host that it can be sent to; empty: nowhere.
    Q_PROPERTY(QString upload READ upload NOTIFY changed)
    /// Why none can be made at all; empty: one can.
    Q_PROPERTY(QString obstacle READ obstacle NOTIFY changed)

public:
    /// command: kioskctl and what goes before it.
    explicit BundleDesk(QStringList command);
    /// Waits a little for one that is being written: half a file on a stick is of use to nobody.
    ~BundleDesk() override;

    /// Who is there; empty: nobody. One that is being written goes on.
    void setNumber(const QString &number);

    [[nodiscard]] QString state() const { return m_state; }
    [[nodiscard]] QString word() const { return m_word; }
    [[nodiscard]] QString file() const { return m_file; }
    [[nodiscard]] QVariantList sticks() const { return m_sticks; }
    [[nodiscard]] QString upload() const { return m_upload; }
    [[nodiscard]] QString obstacle() const { return m_obstacle; }

    /// Looks which sticks are there.
    Q_INVOKABLE void look();
    Q_INVOKABLE void write(const QString &stick);
    Q_INVOKABLE void send();

Q_SIGNALS:
    void changed();
    /// For the audit: on that stick, or "upload". result: ok or an error's code.
    void written(const QString &stick, const QString &result, const QString &number);

private:
    void start(const QStringList &arguments, const QString &state, const QString &word);
    void leave(const QString &where, const QStringList &how, const QString &word);
    [[nodiscard]] bool sending() const;
    void read();
    void onFinished(int exitCode);
    void onLooked(const QJsonObject &answer);
    void onWritten(bool good, const QJsonObject &answer);

    const QStringList m_command;
    QProcess m_process;
    QByteArray m_answer;
    QString m_number;
    QString m_writer; ///< whose it is
    QString m_stick;  ///< that is being written to, or "upload"
    QString m_state;
    QString m_word;
    QString m_file;
    QString m_obstacle;
    QString m_upload;
    QVariantList m_sticks;
};

} // namespace kiosk::shell
