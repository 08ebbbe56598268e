#include <kiosk/shell/diagnostics/self_test.h>

#include <kiosk/shell/diagnostics/picture_verdict.h>

namespace kiosk::shell
{

namespace
{

constexpr Milliseconds patience = 60s; // for an answer of the technician's

QJsonObject laidOver(QJsonObject fields, const QJsonObject &others)
{
    for (auto field = others.begin(); field != others.end(); ++field)
        fields.insert(field.key(), *field);
    return fields;
}

Milliseconds timeOf(const QJsonObject &step)
{
    return std::chrono::seconds(step[u"seconds"].toInt());
}

/// With %1 the part's name, where it says one.
QString withName(const QString &text, const TestPart &part)
{
    return text.contains(u"%1") ? text.arg(part.label) : text;
}

} // namespace

SelfTest::SelfTest(const Clock &clock, const DeviceWords &words, TestedDevices devices)
    : m_clock(clock), m_words(words), m_devices(std::move(devices))
{
}

QVariantMap SelfTest::of(const QJsonObject &device) const
{
    const QJsonObject test = m_words.test(device[u"class"].toString());
    if (test.isEmpty())
        return {};
    const Outcome outcome = m_outcomes.value(device[u"id"].toString());
    QString state = QStringLiteral("none");
    if (outcome.running)
        state = outcome.asking ? QStringLiteral("asking") : QStringLiteral("running");
    else if (!outcome.word.isEmpty())
        state = outcome.passed ? QStringLiteral("passed") : QStringLiteral("failed");
    QVariantMap told{{QStringLiteral("guide"), test[u"guide"].toString()},
                     {QStringLiteral("state"), state},
                     {QStringLiteral("prompt"), outcome.prompt},
                     {QStringLiteral("word"), outcome.word},
                     {QStringLiteral("todo"), outcome.todo}};
    if (!outcome.at.isEmpty())
        told.insert(QStringLiteral("at"), outcome.at);
    return told;
}

void SelfTest::start(const QJsonObject &device, const QString &number)
{
    const QJsonObject test = m_words.test(device[u"class"].toString());
    const bool busy = std::any_of(m_outcomes.cbegin(), m_outcomes.cend(),
                                  [](const Outcome &outcome) { return outcome.running; });
    if (test.isEmpty() || busy)
        return;
    const QString id = device[u"id"].toString();
    m_outcomes[id] = {true, false, false, {}, {}, {}, {}};
    m_running = std::make_shared<Run>(Run{id, id, test, number, {}, {}, {}, false, {}});
    Q_EMIT changed();
    run(m_running);
}

void SelfTest::answer(bool seen)
{
    if (!m_running || !m_running->asking)
        return;
    m_running->seen = seen;
    m_pulse.send();
}

void SelfTest::cancel()
{
    if (!m_running)
        return;
    m_devices.cancel(m_running->cancel);
    m_pulse.send();
}

void SelfTest::forget()
{
    cancel();
    m_outcomes.clear();
}

QJsonObject SelfTest::statusOf(const QString &device) const
{
    for (const auto &candidate : m_devices.list()) {
        if (candidate[u"id"].toString() == device)
            return candidate[u"status"].toObject();
    }
    return {};
}

void SelfTest::prompt(const Run &run, const QString &text)
{
    const auto known = m_outcomes.find(run.device);
    if (known == m_outcomes.end() || m_running.get() != &run)
        return; // its technician has left
    known->prompt = text;
    known->at = run.at;
    known->asking = run.asking;
    Q_EMIT changed();
}

QCoro::Task<void> SelfTest::run(Running run)
{
    const auto begun = m_clock.monotonic();
    TestVerdict verdict;
    bool anything = false;
    const QJsonArray steps = run->test[u"steps"].toArray();
    for (const auto &step : steps) {
        if (step.toObject().contains(u"same") && run->kept.isEmpty())
            continue; // nothing was printed that could be looked for
        for (const TestPart &part : partsOf(step.toObject(), statusOf(run->device), m_words)) {
            anything = true;
            if (verdict.good())
                verdict = co_await exercise(run, step.toObject(), part);
        }
    }
    if (!anything) // it says nothing of itself that could be exercised
        verdict = TestVerdict::of(fail(error::deviceNotReady));
    finish(*run, std::move(verdict), begun);
}

QCoro::Task<TestVerdict> SelfTest::exercise(Running run, QJsonObject step, TestPart part)
{
    if (run->cancel.canceled())
        co_return TestVerdict::of(fail(error::canceled));
    run->at = deviceFor(*run, step);
    prompt(*run, withName(step[u"say"].toString(), part));
    if (step.contains(u"watch"))
        co_return co_await watch(run, step, part);
    if (step.contains(u"collect"))
        co_return co_await collect(run, step);
    co_return co_await operate(run, step, part);
}

QString SelfTest::deviceFor(const Run &run, const QJsonObject &step) const
{
    for (const auto &candidate : m_devices.list()) {
        if (candidate[u"class"] == step[u"device"])
            return candidate[u"id"].toString();
    }
    return run.device;
}

DevicesClient::Request SelfTest::request(const Run &run, const QJsonObject &step,
                                         const QJsonObject &arguments) const
{
    DevicesClient::Request request;
    request.device = deviceFor(run, step);
    request.session = QStringLiteral("diagnostics");
    request.operation = step[u"operation"].toString();
    request.arguments.fields = laidOver(step[u"arguments"].toObject(), arguments);
    request.timeout = timeOf(step);
    request.cancel = run.cancel;
    return request;
}

QCoro::Task<TestVerdict> SelfTest::operate(Running run, QJsonObject step, TestPart part)
{
    auto asked = request(*run, step, part.arguments);
    if (step.contains(u"device") && asked.device == run->device)
        co_return TestVerdict(); // a terminal without one
    const auto answer = co_await m_devices.run(std::move(asked));
    TestVerdict verdict = answer ? judge(*run, step, *answer) : TestVerdict::of(answer.error());
    if (verdict.good() && step.contains(u"ask"))
        verdict = co_await ask(run, step, part);
    if (step.contains(u"undo")) {
        auto undone = request(*run, step, laidOver(part.arguments, step[u"undo"].toObject()));
        undone.cancel = {}; // whatever became of the step
        const auto back = co_await m_devices.run(std::move(undone));
        if (!back && verdict.good())
            verdict = TestVerdict::of(back.error());
    }
    co_return verdict;
}

TestVerdict SelfTest::judge(Run &run, const QJsonObject &step, const Payload &answer) const
{
    const auto field = [&](QStringView name) { return answer.fields[step[name].toString()].toString(); };
    const QJsonObject expected = step[u"expect"].toObject();
    for (auto one = expected.begin(); one != expected.end(); ++one) {
        if (answer.fields[one.key()] != *one)
            return TestVerdict::notGood(step[u"otherwise"].toString(), {});
    }
    if (step.contains(u"keep"))
        run.kept = field(u"keep");
    if (step.contains(u"same") && field(u"same") != run.kept)
        return TestVerdict::notGood(step[u"otherwise"].toString(), {});
    if (step[u"judge"].toString() != u"picture")
        return checked(step, answer.fields);
    const PictureVerdict picture = judgePicture(answer.blobs.value(0));
    run.told = QStringLiteral("%1×%2 像素").arg(picture.width).arg(picture.height);
    return picture.good() ? TestVerdict() : TestVerdict::notGood(run.told, picture.complaint());
}

QCoro::Task<TestVerdict> SelfTest::ask(Running run, QJsonObject step, TestPart part)
{
    const QString question = withName(step[u"ask"].toString(), part);
    const auto end = m_clock.monotonic() + patience;
    run->seen.reset();
    run->asking = true;
    prompt(*run, question);
    while (!run->seen && !run->cancel.canceled() && m_clock.monotonic() < end)
        co_await m_pulse.next();
    run->asking = false;
    prompt(*run, {});
    if (!run->seen)
        co_return TestVerdict::of(fail(run->cancel.canceled() ? error::canceled : error::timeOut));
    co_return *run->seen ? TestVerdict()
                         : TestVerdict::notGood(withName(step[u"otherwise"].toString(), part), {});
}

QCoro::Task<TestVerdict> SelfTest::watch(Running run, QJsonObject step, TestPart part)
{
    const QJsonArray states = step[u"watch"].toArray();
    for (const auto &wanted : states) {
        const QString todo = withName(step[u"do"][wanted.toString()].toString(), part);
        const auto end = m_clock.monotonic() + timeOf(step);
        prompt(*run, todo);
        while (stateOf(step, part, statusOf(run->device)) != wanted.toString()) {
            if (run->cancel.canceled())
                co_return TestVerdict::of(fail(error::canceled));
            if (m_clock.monotonic() >= end)
                co_return TestVerdict::notGood(QStringLiteral("设备没有反应（%1）").arg(todo),
                                               step[u"otherwise"].toString());
            co_await m_pulse.next();
        }
    }
    co_return TestVerdict();
}

QCoro::Task<TestVerdict> SelfTest::collect(Running run, QJsonObject step)
{
    const auto missing = std::make_shared<QStringList>(
        statusOf(run->device)[step[u"collect"].toString()].toVariant().toStringList());
    const auto told = [this, run, missing, say = step[u"say"].toString()] {
        QStringList words;
        for (const QString &one : std::as_const(*missing))
            words.append(m_words.part(one));
        return say.arg(words.join(u'、'));
    };
    if (missing->isEmpty())
        co_return TestVerdict::of(fail(error::deviceNotReady));
    prompt(*run, told());
    auto asked = request(*run, step, {});
    asked.cancel = CancelToken(); // its own: it ends when all were there
    const CancelToken ends = asked.cancel;
    asked.progress = [this, run, missing, told, ends](const QString &stage, const QJsonObject &details) {
        if (missing->removeAll(details[stage].toString()) == 0)
            return;
        prompt(*run, told());
        if (missing->isEmpty())
            m_devices.cancel(ends);
    };
    run->cancel = ends;
    const auto answer = co_await m_devices.run(std::move(asked));
    if (missing->isEmpty())
        co_return TestVerdict();
    if (!answer && answer.error().code != error::timeOut)
        co_return TestVerdict::of(answer.error());
    co_return TestVerdict::notGood(told(), step[u"otherwise"].toString());
}

void SelfTest::finish(const Run &run, TestVerdict verdict, std::chrono::steady_clock::time_point begun)
{
    Outcome outcome{false, false, verdict.good(), {}, {}, verdict.word, verdict.todo};
    if (verdict.good()) {
        const auto took = std::chrono::duration<double>(m_clock.monotonic() - begun).count();
        outcome.word = QStringLiteral("%1，%2 秒").arg(run.test[u"passed"].toString()).arg(took, 0, 'f', 1) +
                       (run.told.isEmpty() ? QString() : QStringLiteral("，") + run.told);
    }
    if (const auto known = m_outcomes.find(run.device); known != m_outcomes.end() && m_running.get() == &run)
        *known = outcome; // else its technician has left
    Q_EMIT finished(run.device, verdict.result, run.number);
    Q_EMIT changed();
}

} // namespace kiosk::shell
