#pragma once

#include <kiosk/sdk/flow/flow_port.h>

#include <QJsonArray>
#include <QObject>
#include <QVariantMap>

namespace kiosk::sdk
{

/// Runs the flow of one service item: shows the standard pages in their order, asks the shell for the steps
/// that only the shell may take, and keeps what they bring for the steps that follow ("$STEP.FIELD").
///
/// A page is a name and data; QML shows it and calls accept, back, cancel or retry. Thread: one.
class FlowEngine : public QObject
{
    Q_OBJECT
    /// notice | form | waiting | result | preview | confirm | page (the module's own) | error | "" (a page of
    /// the shell is in front).
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    Q_PROPERTY(QVariantMap pageData READ pageData NOTIFY pageChanged)
    /// Counts pages shown, so that the same page type twice in a row is still a change.
    Q_PROPERTY(int pageSerial READ pageSerial NOTIFY pageChanged)

public:
    FlowEngine(FlowPort &port, DocumentSource &documents, QObject *parent = nullptr);
    ~FlowEngine() override;

    [[nodiscard]] QString page() const { return m_page; }
    [[nodiscard]] QVariantMap pageData() const { return m_pageData; }
    [[nodiscard]] int pageSerial() const { return m_pageSerial; }

    /// `known` is what every step may use beside the steps' results: "now", "terminal", "item".
    void start(const QJsonObject &item, const QJsonObject &known, const QString &language);
    void setLanguage(const QString &language);
    [[nodiscard]] QString language() const { return m_language; }
    /// Asks the shell for a page of the module's own; pictures come as {"url"}.
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> request(QString portalStep, Payload arguments);
    /// As FlowPort.
    [[nodiscard]] QCoro::Task<Result<Payload>> watch(Payload arguments, FlowPort::Shown shown,
                                                     CancelToken token);
    void cancel(const CancelToken &token) { m_port.cancel(token); }
    /// The error page in the place of the module's own.
    void failPage(const QString &code, const QString &title, const QString &text, bool retryable);

    /// The citizen goes on from a page, with what was entered or chosen on it.
    Q_INVOKABLE void accept(const QVariantMap &values);
    /// What stands in the form so far: still there when the language changes.
    Q_INVOKABLE void entered(const QVariantMap &values);
    /// From a result that says where it `ends`: the citizen has seen what they wanted and wants no more of
    /// it.
    Q_INVOKABLE void end();
    /// To the page before; false where there is none that may be gone back to.
    Q_INVOKABLE bool back();
    Q_INVOKABLE void cancel();
    /// From the error page: the failed step again; before a page that lacked something, what asks for it.
    Q_INVOKABLE void retry();
    /// The module's own page could not be shown.
    Q_INVOKABLE void pageBroken();
    /// Findings for the values of the form that is shown: {key: sentence}; empty = all right.
    Q_INVOKABLE QVariantMap check(const QVariantMap &values) const;

Q_SIGNALS:
    void pageChanged();
    void languageChanged();

private:
    void enter(int index);
    void show(const QString &page, const QVariantMap &data);
    void showStep(const QJsonObject &step);
    void showError(const Error &error);
    QCoro::Task<void> ask(int index);
    [[nodiscard]] Result<Payload> argumentsOf(const QJsonObject &step);
    [[nodiscard]] Result<DocumentSource::Document> documentOf(const QJsonObject &step,
                                                              DocumentSource::For use);
    void keep(const QString &step, const Payload &result);
    /// The result's fields, its blobs kept and named in them: {"blob": KEY, "url"}.
    [[nodiscard]] QJsonObject withBlobs(const QString &id, const Payload &result);
    [[nodiscard]] QJsonObject step(int index) const { return m_steps.at(index).toObject(); }

    FlowPort &m_port;
    DocumentSource &m_documents;
    QJsonObject m_item;
    QJsonArray m_steps;
    QJsonObject m_known;
    QHash<QString, QByteArray> m_blobs; ///< "query/0"
    QString m_language = QStringLiteral("zh");
    int m_index = -1;
    int m_round = 0; ///< an answer to an earlier round is none of ours any more
    QString m_page;
    QVariantMap m_pageData;
    int m_pageSerial = 0;
    int m_requests = 0;
};

} // namespace kiosk::sdk
