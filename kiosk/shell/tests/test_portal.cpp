#include <kiosk/ipc/bus.h>
#include <kiosk/shell/portal.h>

#include <catch2/catch.hpp>

#include <QCoreApplication>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

ModuleBounds loaded()
{
    const auto bounds = ModuleBounds::load();
    REQUIRE(bounds);
    return *bounds;
}

struct Heard {
    ModuleBounds bounds = loaded();
    Portal portal{bounds};
    QStringList words;

    Heard()
    {
        QObject::connect(&portal, &Portal::stepEntered, &portal,
                         [this](const QString &step) { words.append(step); });
        QObject::connect(
            &portal, &Portal::requested, &portal,
            [this](quint64, const QString &step, const Payload &) { words.append(u'?' + step); });
        QObject::connect(&portal, &Portal::finished, &portal,
                         [this](const QString &outcome) { words.append(u'!' + outcome); });
    }

    /// A module that runs through its flow.
    void speak()
    {
        portal.StepEntered(QStringLiteral("first"));
        const auto nothing = ipc::descriptorFor(Payload{});
        REQUIRE(nothing);
        CHECK(portal.Begin(QStringLiteral("take"), *nothing) != 0);
        QCoreApplication::sendPostedEvents(&portal);
        portal.Finish(QStringLiteral("done"), {});
    }
};

const QStringList flow{QStringLiteral("first"), QStringLiteral("?take"), QStringLiteral("!done")};

} // namespace

TEST_CASE("a module that is loaded while the journal writes is heard once that is done, in its order")
{
    Heard heard;
    heard.portal.expect(Manifest(), QStringLiteral("HUJI-01"));
    heard.speak();
    CHECK(heard.words.isEmpty());
    heard.portal.admit();
    CHECK(heard.words == flow);
    heard.speak();
    CHECK(heard.words == flow + flow);
}

TEST_CASE("of a module that is ended before it is admitted nothing is heard")
{
    Heard heard;
    heard.portal.expect(Manifest(), QStringLiteral("HUJI-01"));
    heard.speak();
    heard.portal.detach();
    heard.portal.admit();
    heard.portal.StepEntered(QStringLiteral("first"));
    CHECK(heard.words.isEmpty());
}

TEST_CASE("what a request shows is the module's while it is open, and nobody's after it")
{
    Heard heard;
    QList<qulonglong> ready;
    QObject::connect(&heard.portal, &Portal::ViewReady, &heard.portal,
                     [&](qulonglong request) { ready.append(request); });
    heard.portal.expect(Manifest(), QStringLiteral("HUJI-01"));
    heard.portal.admit();
    const auto nothing = ipc::descriptorFor(Payload{});
    REQUIRE(nothing);
    const auto request = heard.portal.Begin(QStringLiteral("take"), *nothing);
    heard.portal.show(request, *nothing); // any descriptor: it was checked on its way
    CHECK(ready == QList<qulonglong>{request});
    CHECK(heard.portal.TakeView(request).isValid());
    CHECK(heard.portal.TakeView(request).isValid());
    heard.portal.complete(request, fail(error::canceled));
    heard.portal.show(request, *nothing);
    CHECK(ready == QList<qulonglong>{request});
}
