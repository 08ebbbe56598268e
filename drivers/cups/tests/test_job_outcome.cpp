#include "job_outcome.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::cups;

namespace
{

using State = JobView::State;

JobView job(State state, std::optional<int> sides = {}, bool processed = true)
{
    JobView view;
    view.state = state;
    view.sides = sides;
    view.processed = processed;
    return view;
}

std::string outcome(const Evidence &evidence)
{
    const auto result = decideOutcome(evidence, fail(error::paperOut));
    return result ? std::to_string(*result) : result.error().code.name().toString().toStdString();
}

} // namespace

TEST_CASE("the printer's word decides")
{
    CHECK(outcome({.printer = {job(State::Completed, 3)}}) == "3");
    CHECK(outcome({.printer = {job(State::Completed)}}) == "-1");
    CHECK(outcome({.printer = {job(State::Completed, 0)}}) == "-1");
    CHECK(outcome({.printer = {job(State::Aborted, 0)}}) == "paperOut");
    CHECK(outcome({.printer = {job(State::Canceled, 0)}}) == "paperOut");
    CHECK(outcome({.printer = {job(State::Canceled, 1)}}) == "outcomeUnknown");
    CHECK(outcome({.printer = {job(State::Canceled)}}) == "outcomeUnknown");
    CHECK(outcome({.printer = {job(State::Processing, 0)}}) == "outcomeUnknown");
    CHECK(outcome({.printer = {job(State::Vanished)}}) == "outcomeUnknown");

    JobView faulty = job(State::Completed, 3);
    faulty.withErrors = true;
    CHECK(outcome({.printer = {faulty}}) == "outcomeUnknown");
    // A counter that never moves proves nothing.
    CHECK(outcome({.printer = {job(State::Canceled, 0)}, .countsSides = false}) == "outcomeUnknown");
}

TEST_CASE("a printer that leaves pages out is not believed")
{
    CHECK(outcome({.sides = 3, .printer = {job(State::Completed, 3)}}) == "3");
    CHECK(outcome({.sides = 3, .printer = {job(State::Completed, 4)}}) == "4"); // a banner
    CHECK(outcome({.sides = 3, .printer = {job(State::Completed, 2)}}) == "outcomeUnknown");
    CHECK(outcome({.sides = 3, .printer = {job(State::Completed, 0)}}) == "outcomeUnknown");
    CHECK(outcome({.sides = 3, .printer = {job(State::Completed, 0)}, .countsSides = false}) == "-1");
    // One that counts sheets only, printing on both sides.
    JobView sheets = job(State::Completed);
    sheets.sheets = 2;
    CHECK(outcome({.sides = 3, .sheets = 2, .printer = {sheets}}) == "-1");
    sheets.sheets = 1;
    CHECK(outcome({.sides = 3, .sheets = 2, .printer = {sheets}}) == "outcomeUnknown");
    sheets.state = State::Canceled;
    sheets.sheets = 0;
    CHECK(outcome({.sides = 3, .sheets = 2, .printer = {sheets}}) == "paperOut");
}

TEST_CASE("a job that came to the printer more than once counts as a whole")
{
    const JobView whole = job(State::Completed, 2);
    const JobView nothing = job(State::Canceled, 0);
    CHECK(outcome({.sides = 2, .printer = {whole, nothing}}) == "2");
    CHECK(outcome({.sides = 2, .printer = {nothing, whole}}) == "2");
    CHECK(outcome({.sides = 2, .printer = {nothing, nothing}}) == "paperOut");
    CHECK(outcome({.sides = 2, .printer = {whole, whole}}) == "outcomeUnknown");
    CHECK(outcome({.sides = 2, .printer = {whole, job(State::Canceled, 1)}}) == "outcomeUnknown");
    CHECK(outcome({.sides = 2, .printer = {whole, job(State::Waiting, 0)}}) == "outcomeUnknown");
}

TEST_CASE("a server that died before the printer had the job leaves it open")
{
    CHECK(outcome({.queue = job(State::Vanished), .strayPossible = true, .printerDenies = true}) ==
          "outcomeUnknown");
    CHECK(outcome({.queue = job(State::Canceled, 0, false), .strayPossible = true}) == "outcomeUnknown");
    CHECK(outcome({.sides = 2, .queue = job(State::Vanished), .printer = {job(State::Completed, 2)}}) == "2");
}

TEST_CASE("the server's word does not, but it can spoil certainty")
{
    CHECK(outcome({.queue = job(State::Completed), .printer = {job(State::Aborted, 0)}}) == "paperOut");
    CHECK(outcome({.queue = job(State::Completed, 3)}) == "outcomeUnknown");
    CHECK(outcome({.queue = job(State::Canceled, 0)}) == "outcomeUnknown");
    CHECK(outcome({.queue = job(State::Processing), .printer = {job(State::Completed, 3)}}) ==
          "outcomeUnknown");
    CHECK(
        outcome({.queue = job(State::Canceled), .queueLost = true, .printer = {job(State::Completed, 3)}}) ==
        "outcomeUnknown");
    // A job that the server never began is certain.
    CHECK(outcome({.queue = job(State::Canceled, 0, false)}) == "paperOut");
    CHECK(outcome({.queue = job(State::Vanished, 0, false)}) == "outcomeUnknown");
    // Nor did one arrive that the printer never heard of.
    CHECK(outcome({.queue = job(State::Canceled, 2), .printerDenies = true}) == "paperOut");
    CHECK(outcome({.queue = job(State::Completed, 2), .printerDenies = true}) == "outcomeUnknown");
    CHECK(outcome({.queue = job(State::Vanished), .printerDenies = true}) == "outcomeUnknown");
    CHECK(outcome({}) == "outcomeUnknown");
}

TEST_CASE("a server is trusted where the terminal is told to")
{
    CHECK(outcome({.queue = job(State::Completed, 3), .trustQueue = true}) == "3");
    CHECK(outcome({.queue = job(State::Completed), .trustQueue = true}) == "-1");
    CHECK(outcome({.queue = job(State::Aborted, 0), .trustQueue = true}) == "outcomeUnknown");
}
