#include <kiosk/trainer/drill.h>

#include <catch2/catch.hpp>

using namespace kiosk::trainer;

namespace
{

QJsonObject onPage(const char *page)
{
    return {{QStringLiteral("page"), QString::fromLatin1(page)}};
}

Exercise paperOut()
{
    const QJsonObject empty{{QStringLiteral("to"), QStringLiteral("a4")},
                            {QStringLiteral("do"), QStringLiteral("fault")}};
    Exercise exercise;
    exercise.id = QStringLiteral("paper-out");
    exercise.events = {{onPage("print"), {empty}}};
    exercise.acts = {{QStringLiteral("load-paper"), QStringLiteral("加纸"), {}, {}, {}},
                     {QStringLiteral("read-message"),
                      QStringLiteral("看短信"),
                      {},
                      QStringLiteral("验证码 %1"),
                      QStringLiteral("code")}};
    exercise.goals = {{QStringLiteral("缺纸"), onPage("fault")},
                      {QStringLiteral("加纸"), {{QStringLiteral("act"), QStringLiteral("load-paper")}}},
                      {QStringLiteral("取走"), onPage("take")}};
    exercise.hints = {QStringLiteral("先看屏幕"), QStringLiteral("再加纸")};
    exercise.debrief = QStringLiteral("只打一份");
    return exercise;
}

int reachedOf(const Drill &drill)
{
    int count = 0;
    for (const auto &goal : drill.state()[u"goals"].toArray())
        count += int(goal[u"reached"].toBool());
    return count;
}

} // namespace

TEST_CASE("what is to happen happens when it is time, and once")
{
    Drill drill(paperOut());
    CHECK(drill.see(onPage("home")).isEmpty());
    const auto due = drill.see(onPage("print"));
    REQUIRE(due.size() == 1);
    CHECK(due.first()[u"to"].toString() == u"a4");
    CHECK(drill.see(onPage("print")).isEmpty());
    CHECK(drill.see(onPage("home")).isEmpty());
    CHECK(drill.see(onPage("print")).isEmpty());
}

TEST_CASE("goals are reached one after the other, and stay reached")
{
    Drill drill(paperOut());
    (void)drill.see(onPage("take")); // the third one's, too early
    CHECK(reachedOf(drill) == 0);
    (void)drill.see(onPage("fault"));
    CHECK(reachedOf(drill) == 1);
    (void)drill.see(onPage("home"));
    CHECK(reachedOf(drill) == 1);
    drill.did(*drill.act(QStringLiteral("load-paper")), {});
    (void)drill.see(onPage("print"));
    CHECK(reachedOf(drill) == 2);
    CHECK_FALSE(drill.solved());
    CHECK(drill.state()[u"debrief"].toString().isEmpty());
    (void)drill.see(onPage("take"));
    CHECK(drill.solved());
    CHECK(drill.state()[u"debrief"].toString() == u"只打一份");
}

TEST_CASE("hints come one by one, until there is no more")
{
    Drill drill(paperOut());
    CHECK(drill.state()[u"hints"].toArray().isEmpty());
    CHECK(drill.hint());
    CHECK(drill.state()[u"hints"].toArray() == QJsonArray{QStringLiteral("先看屏幕")});
    CHECK(drill.state()[u"hints_left"].toInt() == 1);
    CHECK(drill.hint());
    CHECK_FALSE(drill.hint());
    CHECK(drill.state()[u"hints"].toArray().size() == 2);
}

TEST_CASE("an act tells what came of it, until the next one")
{
    Drill drill(paperOut());
    CHECK(drill.act(QStringLiteral("dance")) == nullptr);
    drill.did(*drill.act(QStringLiteral("read-message")),
              {{QStringLiteral("code"), QStringLiteral("402117")}});
    CHECK(drill.state()[u"told"].toString() == u"验证码 402117");
    drill.did(*drill.act(QStringLiteral("load-paper")), {});
    CHECK(drill.state()[u"told"].toString().isEmpty());
}
