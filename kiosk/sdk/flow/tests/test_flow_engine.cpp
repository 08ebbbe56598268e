#include <kiosk/sdk/flow/flow_engine.h>

#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::sdk;

namespace
{

class FakePort : public FlowPort
{
public:
    QStringList steps;
    QStringList finished;
    QList<Payload> asked;
    QHash<QString, Result<Payload>> answers;

    QCoro::Task<Result<Payload>> request(QString step, Payload arguments) override
    {
        asked.append(arguments);
        co_return answers.value(step, Payload{});
    }
    QCoro::Task<Result<Payload>> watch(Payload, Shown, CancelToken) override { co_return Payload{}; }
    void cancel(const CancelToken &) override {}
    void stepEntered(const QString &step) override { steps.append(step); }
    void finish(const QString &outcome, const QString &error) override
    {
        finished.append(outcome + u'/' + error);
    }
};

class FakeDocuments : public DocumentSource
{
public:
    QJsonObject data;
    QHash<QString, QByteArray> images;
    QList<For> uses;
    Result<Document> render(const QString &name, const QJsonObject &given,
                            const QHash<QString, QByteArray> &pictures, For use) override
    {
        if (name != u"T.xml")
            return fail(error::moduleInvalid, QStringLiteral("no template"));
        data = given;
        images = pictures;
        uses.append(use);
        return Document{"%PDF", 2, QStringLiteral("image://document/1")};
    }
    QString imageUrl(const QString &key, const QByteArray &) override
    {
        return QStringLiteral("image://") + key;
    }
};

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

const char *item = R"({
  "name": "样例事项", "kiosk": {"max_copies": 3},
  "i18n": {"en": {"texts": {"用途": "Purpose", "请核对": "Please check"}}},
  "flow": [
    {"id": "notice", "type": "notice", "points": ["一", "二"]},
    {"id": "ident", "type": "identify"},
    {"id": "params", "type": "form", "fields": [
      {"key": "purpose", "label": "用途", "widget": "chips", "options": ["入学"], "required": true},
      {"key": "who", "label": "号码", "widget": "idno"}]},
    {"id": "query", "type": "api", "call": "x/query", "arguments": {"purpose": "$params.purpose"}},
    {"id": "check", "type": "result", "title": "请核对",
     "fields": [{"label": "姓名", "value": "$query.name", "mask": "name"}],
     "doc": {"template": "T.xml", "data": {"n": "$query.name"}, "images": {"photo": "$query.photo"}}},
    {"id": "print", "type": "print", "doc": {"template": "T.xml", "data": {}}, "copies": "$check.copies"},
    {"id": "take", "type": "take", "what": ["paper", "idcard"]}
  ]})";

struct Run {
    FakePort port;
    FakeDocuments documents;
    FlowEngine engine{port, documents};
    Run()
    {
        port.answers.insert(QStringLiteral("api"),
                            Payload{{{QStringLiteral("name"), QStringLiteral("张测试")},
                                     {QStringLiteral("photo"), QJsonObject{{QStringLiteral("blob"), 0}}}},
                                    {"PNG"}});
        engine.start(json(item), {}, QStringLiteral("zh"));
    }
    void toResult()
    {
        engine.accept({});
        engine.accept({{QStringLiteral("purpose"), QStringLiteral("入学")}});
    }
};

} // namespace

TEST_CASE("a flow of standard steps runs from notice to the end")
{
    Run run;
    CHECK(run.engine.page() == u"notice");
    CHECK(run.engine.pageData()[QStringLiteral("points")].toList().size() == 2);
    run.engine.accept({});
    CHECK(run.engine.page() == u"form");
    run.engine.accept({{QStringLiteral("purpose"), QStringLiteral("入学")}});
    REQUIRE(run.engine.page() == u"result");
    CHECK(run.port.asked[1].fields[u"arguments"][u"purpose"].toString() == u"入学");
    const auto field = run.engine.pageData()[QStringLiteral("fields")].toList().value(0).toMap();
    CHECK(field[QStringLiteral("masked")].toString() == u"张*试");
    CHECK(field[QStringLiteral("value")].toString() == u"张测试");
    CHECK(run.documents.data[u"n"].toString() == u"张测试");
    CHECK(run.documents.images[QStringLiteral("photo")] == "PNG");
    run.engine.accept({{QStringLiteral("copies"), 2}});
    CHECK(run.port.asked[2].fields[u"copies"].toInt() == 2);
    CHECK(run.port.asked[2].blobs.value(0) == "%PDF");
    CHECK(run.documents.uses == QList{FakeDocuments::For::Screen, FakeDocuments::For::Paper});
    CHECK(run.port.finished == QStringList{QStringLiteral("done/")});
    CHECK(run.port.steps.size() == 7);
}

TEST_CASE("a form is not left with something wrong in it")
{
    Run run;
    run.engine.accept({});
    run.engine.accept({});
    CHECK(run.engine.page() == u"form");
    CHECK(run.engine.check({}).contains(QStringLiteral("purpose")));
    CHECK(run.engine.check({{QStringLiteral("purpose"), 1}, {QStringLiteral("who"), QStringLiteral("123")}})
              .contains(QStringLiteral("who")));
}

TEST_CASE("going back passes queries but not who the citizen is")
{
    Run run;
    run.toResult();
    CHECK(run.engine.back());
    CHECK(run.engine.page() == u"form");
    CHECK(run.engine.pageData()[QStringLiteral("values")].toMap()[QStringLiteral("purpose")].toString() ==
          u"入学");
    CHECK_FALSE(run.engine.back());
}

TEST_CASE("a failed query is told in plain words and tried again on request")
{
    Run run;
    const auto good = run.port.answers.value(QStringLiteral("api"), Payload{});
    run.port.answers.insert(QStringLiteral("api"), fail(error::platformUnreachable));
    run.toResult();
    REQUIRE(run.engine.page() == u"error");
    CHECK(run.engine.pageData()[QStringLiteral("title")].toString() == u"暂时连不上业务系统");
    CHECK(run.engine.pageData()[QStringLiteral("retryable")].toBool());
    run.port.answers.insert(QStringLiteral("api"), good);
    run.engine.retry();
    CHECK(run.engine.page() == u"result");
}

TEST_CASE("giving up at an error page ends the flow with what went wrong")
{
    Run run;
    run.port.answers.insert(QStringLiteral("api"), fail(error::platformUncertain));
    run.toResult();
    REQUIRE(run.engine.page() == u"error");
    CHECK_FALSE(run.engine.pageData()[QStringLiteral("retryable")].toBool());
    run.engine.cancel();
    CHECK(run.port.finished == QStringList{QStringLiteral("failed/platformUncertain")});
}

TEST_CASE("a step the shell could not finish ends the flow with its reason")
{
    Run run;
    run.port.answers.insert(QStringLiteral("print"), fail(error::outcomeUnknown));
    run.toResult();
    run.engine.accept({});
    CHECK(run.port.finished == QStringList{QStringLiteral("failed/outcomeUnknown")});

    Run stopped;
    stopped.port.answers.insert(QStringLiteral("identify"), fail(error::canceled));
    stopped.engine.accept({});
    CHECK(stopped.port.finished == QStringList{QStringLiteral("canceled/")});
}

TEST_CASE("the language changes on the page that is shown")
{
    Run run;
    run.toResult();
    run.engine.setLanguage(QStringLiteral("en"));
    CHECK(run.engine.pageData()[QStringLiteral("title")].toString() == u"Please check");
    run.engine.setLanguage(QStringLiteral("zh"));
    CHECK(run.engine.pageData()[QStringLiteral("title")].toString() == u"请核对");
}

TEST_CASE("a page of the module's own gets what it is handed, and hands on what was chosen")
{
    FakePort port;
    FakeDocuments documents;
    FlowEngine engine(port, documents);
    engine.start(json(R"({"flow": [
        {"id": "secret", "type": "form", "fields": [{"key": "word", "label": "口令", "widget": "text"}]},
        {"id": "own", "type": "page", "file": "Own.qml", "data": {"word": "$secret.word"}},
        {"id": "check", "type": "confirm", "fields": [{"label": "选", "value": "$own.choice"}]}]})"),
                 {}, QStringLiteral("zh"));
    engine.accept({{QStringLiteral("word"), QStringLiteral("芝麻")}, {QStringLiteral("other"), 1}});
    REQUIRE(engine.page() == u"page");
    CHECK(engine.pageData()[QStringLiteral("file")].toString() == u"Own.qml");
    CHECK(engine.pageData()[QStringLiteral("data")].toMap() ==
          QVariantMap{{QStringLiteral("word"), QStringLiteral("芝麻")}});

    const int shown = engine.pageSerial();
    engine.setLanguage(QStringLiteral("en"));
    CHECK(engine.pageSerial() == shown); // it translates itself and keeps what was entered

    engine.failPage(QStringLiteral("platformTimeOut"), QStringLiteral("没有回答"), {}, true);
    CHECK(engine.page() == u"error");
    engine.retry();
    REQUIRE(engine.page() == u"page");
    engine.accept({{QStringLiteral("choice"), QStringLiteral("要")}});
    REQUIRE(engine.page() == u"confirm");
    CHECK(engine.pageData()[QStringLiteral("fields")].toList().value(0).toMap()[QStringLiteral("value")] ==
          QStringLiteral("要"));
    CHECK(engine.back());
    CHECK(engine.pageData()[QStringLiteral("values")].toMap()[QStringLiteral("choice")] ==
          QStringLiteral("要"));
}

TEST_CASE("what a page asks for comes with its pictures as addresses")
{
    Run run;
    std::optional<Result<QJsonObject>> answer;
    // A coroutine of our own, since the request is one.
    const auto ask = [](FlowEngine &engine, std::optional<Result<QJsonObject>> &result) -> QCoro::Task<void> {
        result = co_await engine.request(QStringLiteral("api"), {});
    };
    ask(run.engine, answer);
    REQUIRE(answer);
    REQUIRE(*answer);
    CHECK((**answer)[u"name"].toString() == u"张测试");
    CHECK((**answer)[u"photo"][u"url"].toString() == u"image://request1/0");
}

TEST_CASE("who has seen enough goes on behind the print")
{
    FakePort port;
    FakeDocuments documents;
    FlowEngine engine(port, documents);
    const QJsonObject listed = json(R"({"flow": [
        {"id": "query", "type": "api", "call": "x/query"},
        {"id": "show", "type": "result", "ends": "take", "table": {"of": "$query.rows", "columns": []}},
        {"id": "print", "type": "print", "doc": {"template": "T.xml", "data": {}}},
        {"id": "take", "type": "take", "what": ["paper", "idcard"]}]})");
    engine.start(listed, {}, QStringLiteral("zh"));
    REQUIRE(engine.page() == u"result");
    engine.end();
    CHECK(port.steps.last() == u"take");
    CHECK(port.finished == QStringList{QStringLiteral("done/")});
    CHECK_FALSE(port.steps.contains(QStringLiteral("print")));
    engine.end(); // nothing is shown any more
    CHECK(port.finished.size() == 1);

    port.steps.clear();
    engine.start(listed, {}, QStringLiteral("zh"));
    engine.accept({});
    CHECK(port.steps.contains(QStringLiteral("print")));
}

TEST_CASE("a form without one thing to choose says why instead")
{
    FakePort port;
    FakeDocuments documents;
    FlowEngine engine(port, documents);
    const QJsonObject asked = json(R"({"flow": [
        {"id": "query", "type": "api", "call": "x/query", "retry": 1},
        {"id": "params", "type": "form", "partial": "$query.down", "fields": [
          {"key": "kind", "label": "险种", "widget": "chips", "options": "$query.names", "required": true}]}]})");
    engine.start(asked, {}, QStringLiteral("zh"));
    REQUIRE(engine.page() == u"error");
    CHECK(engine.pageData()[QStringLiteral("error")].toString() == u"noRecord");

    port.answers.insert(QStringLiteral("api"),
                        Payload{{{QStringLiteral("down"), QJsonArray{QStringLiteral("失业保险")}}}, {}});
    engine.start(asked, {}, QStringLiteral("zh"));
    REQUIRE(engine.page() == u"error");
    CHECK(engine.pageData()[QStringLiteral("error")].toString() == u"platformUnreachable");

    // Another try asks again.
    port.answers.insert(QStringLiteral("api"),
                        Payload{{{QStringLiteral("names"), QJsonArray{QStringLiteral("失业保险")}}}, {}});
    const qsizetype before = port.asked.size();
    engine.retry();
    CHECK(port.asked.size() == before + 1);
    CHECK(engine.page() == u"form");
}

TEST_CASE("an empty list is an answer only where everything was asked")
{
    FakePort port;
    FakeDocuments documents;
    FlowEngine engine(port, documents);
    const QJsonObject listed = json(R"({"flow": [
        {"id": "query", "type": "api", "call": "x/query", "retry": 1},
        {"id": "show", "type": "result", "partial": "$query.down",
         "records": {"of": "$query.rows", "title": "t", "fields": [{"key": "a", "label": "a"}]}}]})");
    engine.start(listed, {}, QStringLiteral("zh"));
    CHECK(engine.page() == u"result");
    port.answers.insert(QStringLiteral("api"),
                        Payload{{{QStringLiteral("down"), QJsonArray{QStringLiteral("失业保险")}}}, {}});
    engine.start(listed, {}, QStringLiteral("zh"));
    CHECK(engine.page() == u"error");
}

TEST_CASE("what must be whole is not taken in part")
{
    FakePort port;
    FakeDocuments documents;
    FlowEngine engine(port, documents);
    port.answers.insert(
        QStringLiteral("api"),
        Payload{{{QStringLiteral("unavailable"), QJsonArray{QStringLiteral("失业保险")}}}, {}});
    engine.start(json(R"({"flow": [{"id": "q", "type": "api", "call": "x/query", "whole": true, "retry": 1},
                                   {"id": "end", "type": "notice"}]})"),
                 {}, QStringLiteral("zh"));
    CHECK(engine.page() == u"error");
    port.answers.clear();
    engine.retry();
    CHECK(engine.page() == u"notice");
}

TEST_CASE("a change of language keeps what was entered, and paper stays Chinese")
{
    FakePort port;
    FakeDocuments documents;
    FlowEngine engine(port, documents);
    engine.start(json(R"({"i18n": {"en": {"texts": {"类型": "Type", "有限": "Limited"}}}, "flow": [
        {"id": "f", "type": "form", "fields": [{"key": "word", "label": "词", "widget": "text"}]},
        {"id": "facts", "type": "result", "fields": [{"key": "t", "label": "类型", "widget": "text", "value": "有限"}]},
        {"id": "paper", "type": "result", "doc": {"template": "T.xml", "data": {"facts": "$facts.shown"}}}]})"),
                 {}, QStringLiteral("zh"));
    engine.entered({{QStringLiteral("word"), QStringLiteral("半")}});
    engine.setLanguage(QStringLiteral("en"));
    CHECK(engine.pageData()[QStringLiteral("values")].toMap()[QStringLiteral("word")] ==
          QStringLiteral("半"));
    engine.accept({});
    CHECK(engine.pageData()[QStringLiteral("fields")].toList()[0].toMap()[QStringLiteral("value")] ==
          QStringLiteral("Limited"));
    engine.accept({});
    CHECK(documents.data[u"facts"][0][u"label"].toString() == u"类型");
    CHECK(documents.data[u"facts"][0][u"value"].toString() == u"有限");
}
